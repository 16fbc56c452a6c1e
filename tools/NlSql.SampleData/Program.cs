using NlSql.SampleData;
using NlSql.SampleData.Manufacturing;
using NlSql.SampleData.Retail;

// nlsql-sample-data <folder>: writes the sample data of every plugin into <folder>/<plugin>/.
if (args is not [var folder])
{
    Console.Error.WriteLine("usage: dotnet run --project tools/NlSql.SampleData -- <folder of the sample data, such as sample_data>");
    return 2;
}

(string Plugin, IReadOnlyList<SampleTable> Tables)[] plugins =
[
    ("manufacturing", ManufacturingData.Generate(ManufacturingData.DefaultSeed)),
    ("retail", RetailData.Generate(RetailData.DefaultSeed)),
];

foreach (var (plugin, tables) in plugins)
{
    foreach (var (name, bytes) in SampleFiles.Of(tables))
    {
        var path = Path.Combine(folder, plugin, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
        Console.WriteLine($"{path}: {bytes.Length:N0} bytes");
    }
}

return 0;
