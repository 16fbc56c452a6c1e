using System.Text.Json;
using Json.Schema;
using NlSql.SemanticModel.Reading;
using NlSql.SemanticModel.Reading.Yaml;
using NlSql.SemanticModel.Schemas;

namespace NlSql.SemanticModel.Tests.Schemas;

/// <summary>A validator of JSON Schema, as editors have one, accepts what the reader accepts and finds what a person would get wrong.</summary>
public sealed class SchemaValidationTests
{
    private static readonly Dictionary<string, JsonSchema> Schemas = PluginSource.FileNames.ToDictionary(f => f, f => JsonSchema.FromText(PluginSchemas.Of(f)!));

    public static TheoryData<string, string> PluginFiles =>
    [
        .. Directory.GetDirectories(Repository.Path("plugins"))
            .SelectMany(folder => PluginSource.FileNames.Select(file => new TheoryDataRow<string, string>(Path.GetFileName(folder), file))),
    ];

    [Theory]
    [MemberData(nameof(PluginFiles))]
    public void Evaluate_FilesOfPlugins_AreValid(string plugin, string file) =>
        Assert.Empty(Errors(file, File.ReadAllBytes(Repository.Path("plugins", plugin, file))));

    [Theory]
    [MemberData(nameof(PluginFiles))]
    public void FirstLine_OfPluginFiles_LeadsEditorsToTheSchema(string plugin, string file) => Assert.Equal(
        $"# yaml-language-server: $schema=../../docs/schemas/{PluginSchemas.NameOf(file)}",
        File.ReadLines(Repository.Path("plugins", plugin, file)).First());

    [Theory]
    [InlineData(PluginFile.Schema)]
    [InlineData(PluginFile.Metrics)]
    [InlineData(PluginFile.Questions)]
    [InlineData(PluginFile.Policy)]
    [InlineData(PluginFile.Insights)]
    public void Evaluate_TheTestPlugin_IsValid(string file) => Assert.Empty(Errors(file, new TestPlugin().BytesOf(file)));

    [Theory]
    [InlineData(PluginFile.Schema, "region: {type: text", "region: {tpye: text")]
    [InlineData(PluginFile.Schema, "type: date", "type: daet")]
    [InlineData(PluginFile.Schema, "currency: EUR", "currency: euro")]
    [InlineData(PluginFile.Schema, "region: {", "Region: {")]
    [InlineData(PluginFile.Schema, "id: shop", "id: a__b")]
    [InlineData(PluginFile.Schema, "from: sales.store_id", "from: store_id")]
    [InlineData(PluginFile.Schema, "required: true}\n      sold_on", "required: maybe}\n      sold_on")]
    [InlineData(PluginFile.Schema, "synonyms: [area]", "synonyms: [{text: area, rank: 0}]")]
    [InlineData(PluginFile.Schema, "synonyms: [area]", "synonyms: {text: area, wait: 2}")]
    [InlineData(PluginFile.Metrics, "table: sales, agg: sum,", "agg: sum,")]
    [InlineData(PluginFile.Metrics, "numerator: revenue", "numerator: revenue, table: sales")]
    [InlineData(PluginFile.Metrics, "type: ratio", "type: rato")]
    [InlineData(PluginFile.Questions, "order_by: [revenue desc]", "order: [revenue desc]")]
    [InlineData(PluginFile.Questions, "limit: \"{n}\"", "limit: many")]
    [InlineData(PluginFile.Questions, "as_of: 2025-12-31", "as_of: yesterday")]
    [InlineData(PluginFile.Questions, "rows: [[12.5]]", "rows: [12.5]")]
    [InlineData(PluginFile.Policy, "max_rows: 100", "max_rows: 0")]
    [InlineData(PluginFile.Policy, "[stores.phone]", "[phone]")]
    [InlineData(PluginFile.Insights, "kind: change", "kind: chance")]
    [InlineData(PluginFile.Insights, "compare: previous_period", "compare: last_period")]
    public void Evaluate_AMistake_IsFound(string file, string old, string replacement) =>
        Assert.NotEmpty(Errors(file, new TestPlugin().Replace(file, old, replacement).BytesOf(file)));

    [Theory]
    [InlineData("{from: customers, return: [customer_name], filters: {related: orders, is: none, where: {column: products.name, value: Latte}}}")]
    [InlineData("{from: customers, filters: [{related: policies, agg: count, op: '>=', value: 2}, {segment: active}]}")]
    [InlineData("{from: products, filters: {column: price, op: '>', value: {query: {from: products, metrics: [{agg: avg, column: price}]}}}}")]
    [InlineData("{from: people, filters: {column: form, op: in, query: {from: forms, dimensions: [form], return: [form], limit: {n: 1, ties: true}}}}")]
    [InlineData("{metrics: [{expr: {'-': [revenue, cost]}, as: left}, {name: revenue, where: {column: region, value: North}, as: north}], dimensions: [{column: sold_on, grain: month}], compare: previous_year, fill: true}")]
    [InlineData("{metrics: [{agg: percentile, p: 0.9, expr: {'*': [amount, 2]}}], dimensions: [{column: amount, bins: {edges: [10, 50]}}], share_of: total}")]
    [InlineData("{metrics: [revenue], dimensions: [store], per_group_top: {n: 3, by: revenue, within: [store]}, running: {to_date: month}, order_by: [{expr: {date_diff: [day, a, b]}, dir: desc}]}")]
    [InlineData("{union: [{from: staff, return: [phone]}], union_all: true, from: customers, return: [phone], shape: distinct, time: {column: sold_on, range: {last: 3, unit: month}}}")]
    public void Evaluate_TheWholeFormOfQueries_IsValid(string query) => Assert.Empty(Errors(PluginFile.Questions, Question(query)));

    [Theory]
    [InlineData("{from: customers, filters: {related: orders}}")]
    [InlineData("{metrics: [{agg: avrage, column: price}]}")]
    [InlineData("{metrics: [{expr: {'-': [revenue]}}]}")]
    [InlineData("{dimensions: [{grain: month}]}")]
    [InlineData("{filters: {and: [], column: a}}")]
    [InlineData("{per_group_top: {n: 3, by: revenue}}")]
    public void Evaluate_AWrongQuery_IsFound(string query) => Assert.NotEmpty(Errors(PluginFile.Questions, Question(query)));

    private static byte[] Question(string query) =>
        System.Text.Encoding.UTF8.GetBytes($"packs: {{basics: {{questions: [{{ask: [what], query: {query}}}]}}}}");

    private static List<string> Errors(string file, byte[] bytes)
    {
        var problems = new ProblemList(file);
        var root = YamlFileReader.Read(bytes, problems);
        Assert.Empty(problems.Problems);
        if (root!.Entries.Count == 0)
            return [];
        var result = Schemas[file].Evaluate(JsonSerializer.SerializeToElement(YamlJson.Of(root)), new EvaluationOptions { OutputFormat = OutputFormat.List });
        return result.IsValid ? [] : [.. result.Details!.Where(d => d.Errors is not null).Select(d => $"{d.InstanceLocation}: {string.Join("; ", d.Errors!.Values)}")];
    }
}
