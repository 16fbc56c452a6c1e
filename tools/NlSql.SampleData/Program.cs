using NlSql.SampleData;
using NlSql.SampleData.Manufacturing;
using NlSql.SampleData.Restaurant;
using NlSql.SampleData.Retail;
using NlSql.SampleData.Saas;

// nlsql-sample-data <folder>: writes the sample data of every plugin into <folder>/<plugin>/.
if (args is not [var folder])
{
    Console.Error.WriteLine("usage: dotnet run --project tools/NlSql.SampleData -- <folder of the sample data, such as sample_data>");
    return 2;
}

(string Plugin, IReadOnlyList<SampleTable> Tables)[] plugins =
[
    ("manufacturing", ManufacturingData.Generate(ManufacturingData.DefaultSeed)),
    ("restaurant", RestaurantData.Generate(RestaurantData.DefaultSeed)),
    ("retail", RetailData.Generate(RetailData.DefaultSeed)),
    ("saas", SaasData.Generate(SaasData.DefaultSeed)),
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
