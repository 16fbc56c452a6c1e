using NlSql.Testing;
using YamlDotNet.RepresentationModel;

namespace NlSql.Query.Tests.Goldens;

/// <summary>One golden: what is asked, the SQL that it becomes, and SQL written by hand that must give the same rows.</summary>
/// <param name="File">The file, for messages and for writing the snapshot back.</param>
/// <param name="Name">Unique name.</param>
/// <param name="Question">The question in words; null when the case is about the semantic query only.</param>
/// <param name="Query">The semantic query as JSON.</param>
/// <param name="Sql">The SQL for people, as approved.</param>
/// <param name="Reference">The SQL written by hand, over the plain tables.</param>
internal sealed record GoldenCase(string File, string Name, string? Question, string Query, string Sql, string Reference)
{
    private static readonly string Folder = Path.Combine(RepositoryFolder.Root, "tests", "NlSql.Query.Tests", "Goldens");

    /// <summary>The cases over the retail plugin, in the order of the files.</summary>
    public static IReadOnlyList<GoldenCase> All { get; } = Of(Folder);

    /// <summary>The cases over the model of a school.</summary>
    public static IReadOnlyList<GoldenCase> School { get; } = Of(Path.Combine(Folder, "School"));

    /// <summary>Writes the SQL into the case's file: run the tests with NLSQL_UPDATE_GOLDENS=1, then review the difference.</summary>
    public void Approve(string sql)
    {
        var lines = System.IO.File.ReadAllLines(File).ToList();
        var start = lines.FindIndex(lines.IndexOf($"- name: {Name}"), l => l == "  sql: |-") + 1;
        var end = lines.FindIndex(start, l => !l.StartsWith("    ", StringComparison.Ordinal));
        lines.RemoveRange(start, end - start);
        lines.InsertRange(start, sql.Split('\n').Select(l => $"    {l}".TrimEnd()));
        System.IO.File.WriteAllText(File, string.Join('\n', lines) + "\n");
    }

    private static IReadOnlyList<GoldenCase> Of(string folder) =>
        [.. Directory.GetFiles(folder, "*.yaml").Order(StringComparer.Ordinal).SelectMany(Read)];

    private static IEnumerable<GoldenCase> Read(string path)
    {
        using var reader = new StreamReader(path);
        var yaml = new YamlStream();
        yaml.Load(reader);
        foreach (var node in ((YamlSequenceNode)yaml.Documents[0].RootNode).Children.Cast<YamlMappingNode>())
        {
            string? Text(string key) => node.Children.TryGetValue(new YamlScalarNode(key), out var value) ? ((YamlScalarNode)value).Value : null;
            yield return new(path, Text("name")!, Text("question"), Text("query")!, Text("sql") ?? "", Text("reference")!);
        }
    }
}
