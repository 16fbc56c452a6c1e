namespace NlSql.PluginRegistry.Tests.Contracts;

/// <summary>Folders with small plugins and their sample data: two regions, three sales, one question with its rows.</summary>
internal sealed class ShopFolders : IDisposable
{
    private readonly DirectoryInfo plugins = Directory.CreateTempSubdirectory("nlsql-plugins-");
    private readonly DirectoryInfo samples = Directory.CreateTempSubdirectory("nlsql-samples-");

    public string Plugins => plugins.FullName;

    public string Samples => samples.FullName;

    /// <summary>Writes a plugin that keeps its contract.</summary>
    /// <param name="folder">Name of its folder.</param>
    /// <param name="id">Its id, when it differs.</param>
    public void Add(string folder, string? id = null)
    {
        Write(Plugins, folder, "schema.yaml", $$"""
            plugin: {id: {{id ?? folder}}, name: Shop}
            tables:
              sales:
                grain: one sale
                time_column: sold_on
                columns:
                  sold_on: {type: date, kind: time, required: true}
                  region:
                    type: text
                    kind: dimension
                    values: {North: [], South: []}
                  amount: {type: decimal, kind: fact, required: true, headers: [total amount]}
            """);
        Write(Plugins, folder, "metrics.yaml", "metrics:\n  revenue: {type: simple, table: sales, agg: sum, expr: amount}\n");
        Write(Plugins, folder, "questions.yaml", """
            packs:
              basics:
                questions:
                  - ask: how much did each region sell
                    query: {dimensions: [sales.region], metrics: [revenue], order_by: [revenue desc]}
                    expect:
                      as_of: 2025-01-31
                      rows:
                        - [South, 7.5]
                        - [North, 5]
                  - ask: what was sold in {region} in the last {n} days
                    query: {metrics: [revenue], filters: {column: sales.region, value: "{region}"}, time: "last {n} days"}
            """);
        Write(Plugins, folder, "policy.yaml", "");
        Write(Plugins, folder, "insights.yaml", "");
        AddSample(folder, "Region,Sold On,Total Amount,Note\nNorth,2025-01-30,2.00,\nsouth,2025-01-31,7.50,\"a, b\"\nNorth,2025-01-31,3.00,\n");
    }

    public void AddSample(string folder, string csv) => Write(Samples, folder, "sales.csv", csv);

    /// <summary>Gives a file of a plugin another content.</summary>
    public void Write(string folder, string file, string text) => Write(Plugins, folder, file, text);

    public void RemoveSamples(string folder) => Directory.Delete(Path.Combine(Samples, folder), recursive: true);

    public void Edit(string folder, string file, string old, string replacement)
    {
        var path = Path.Combine(Plugins, folder, file);
        var text = File.ReadAllText(path);
        Assert.Contains(old, text, StringComparison.Ordinal);
        File.WriteAllText(path, text.Replace(old, replacement, StringComparison.Ordinal));
    }

    public int LineOf(string folder, string file, string text) =>
        Array.FindIndex(File.ReadAllLines(Path.Combine(Plugins, folder, file)), l => l.Contains(text, StringComparison.Ordinal)) + 1;

    public void Dispose()
    {
        plugins.Delete(recursive: true);
        samples.Delete(recursive: true);
    }

    private static void Write(string root, string folder, string file, string text)
    {
        Directory.CreateDirectory(Path.Combine(root, folder));
        File.WriteAllText(Path.Combine(root, folder, file), text);
    }
}
