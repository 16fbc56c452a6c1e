using NlSql.SampleData;
using NlSql.SampleData.Retail;
using NlSql.SampleData.Saas;

// nlsql-sample-data <folder>: writes the sample data of every plugin into <folder>/<plugin>/.
if (args is not [var folder])
{
    Console.Error.WriteLine("usage: dotnet run --project tools/NlSql.SampleData -- <folder of the sample data, such as sample_data>");
    return 2;
}

(string Id, Func<IReadOnlyList<SampleTable>> Generate)[] plugins =
[
    ("retail", () => RetailData.Generate(RetailData.DefaultSeed)),
    ("saas", () => SaasData.Generate(SaasData.DefaultSeed)),
];

foreach (var (id, generate) in plugins)
{
    foreach (var (name, bytes) in SampleFiles.Of(generate()))
    {
        var path = Path.Combine(folder, id, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
        Console.WriteLine($"{path}: {bytes.Length:N0} bytes");
    }
}

return 0;
