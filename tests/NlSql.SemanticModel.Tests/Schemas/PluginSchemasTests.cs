using System.Text.Json.Nodes;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;
using NlSql.SemanticModel.Reading;
using NlSql.SemanticModel.Schemas;

namespace NlSql.SemanticModel.Tests.Schemas;

/// <summary>The JSON Schemas are those that are committed, say something about every key, and agree with the reader.</summary>
public sealed class PluginSchemasTests
{
    public static TheoryData<string> Files => [.. PluginSource.FileNames];

    [Theory]
    [MemberData(nameof(Files))]
    public void Of_EachFile_IsWhatIsCommitted(string file)
    {
        var path = Repository.Path("docs", "schemas", PluginSchemas.NameOf(file));

        Assert.True(
            File.Exists(path) && File.ReadAllText(path) == PluginSchemas.Of(file),
            $"docs/schemas/{PluginSchemas.NameOf(file)} is not up to date: ./nlsql plugin schema {file} > docs/schemas/{PluginSchemas.NameOf(file)}");
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Of_EachKey_HasADescription(string file)
    {
        var keys = Keys(JsonNode.Parse(PluginSchemas.Of(file)!), "").ToList();

        Assert.NotEmpty(keys);
        Assert.All(keys, key => Assert.True(key.Description is [_, _, .., '.'], key.Path));
    }

    [Theory]
    [InlineData("schema", "schema.yaml")]
    [InlineData("insights", "insights.yaml")]
    public void Of_NameWithoutEnding_IsTheSame(string name, string file) => Assert.Same(PluginSchemas.Of(file), PluginSchemas.Of(name));

    [Theory]
    [InlineData("tables")]
    [InlineData("schema.yml")]
    [InlineData("")]
    public void Of_AnotherName_IsNothing(string name) => Assert.Null(PluginSchemas.Of(name));

    [Fact]
    public void QueryDefinitions_Words_AreThoseOfTheReader()
    {
        var definitions = JsonNode.Parse(PluginSchemas.Of(PluginFile.Questions)!)!["$defs"]!;

        Assert.Equal(QueryWords.OperatorNames, Words(definitions["query_operator"]!));
        Assert.Equal(QueryWords.NamesOf<AggregateFunction>(), Words(definitions["query_aggregate"]!));
        Assert.Equal(QueryWords.NamesOf<TimeGrain>(), Words(definitions["query_grain"]!));
        Assert.Equal(QueryWords.NamesOf<QueryShape>(), Words(definitions["query_query"]!["properties"]!["shape"]!));
    }

    private static IEnumerable<string> Words(JsonNode schema) => schema["enum"]!.AsArray().Select(w => w!.GetValue<string>());

    private static IEnumerable<(string Path, string? Description)> Keys(JsonNode? node, string path)
    {
        switch (node)
        {
            case JsonObject map:
                if (map["properties"] is JsonObject properties)
                {
                    foreach (var (key, value) in properties)
                        yield return ($"{path}.{key}", value?["description"]?.GetValue<string>());
                }

                foreach (var found in map.SelectMany(p => Keys(p.Value, p.Key is "$defs" or "properties" ? path : $"{path}.{p.Key}")))
                    yield return found;
                break;
            case JsonArray list:
                foreach (var found in list.SelectMany(item => Keys(item, path)))
                    yield return found;
                break;
        }
    }
}
