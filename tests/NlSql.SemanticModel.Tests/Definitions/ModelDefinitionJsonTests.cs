using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Reading;

namespace NlSql.SemanticModel.Tests.Definitions;

public sealed class ModelDefinitionJsonTests
{
    [Fact]
    public void Read_WrittenModel_GivesTheSameModel()
    {
        var model = PluginReader.Read(PluginSource.FromFolder(Repository.Path("plugins", "retail"))).Model!;

        var copy = ModelDefinitionJson.Read(ModelDefinitionJson.Write(model));

        // Records compare lists by reference, so everything is compared structurally.
        Assert.Equivalent(model with { QuestionPacks = [], Insights = [] }, copy with { QuestionPacks = [], Insights = [] }, strict: true);
        Assert.Equal(model.Insights.Select(i => i.Time), copy.Insights.Select(i => i.Time));
        Assert.Equal(model.Insights.Select(i => i.Detector!.Kind), copy.Insights.Select(i => i.Detector!.Kind));
        Assert.Equal(Queries(model), Queries(copy));
        Assert.Equal(ModelDefinitionJson.Write(model), ModelDefinitionJson.Write(copy));
    }

    [Fact]
    public void Write_Model_UsesSnakeCaseWords()
    {
        var json = ModelDefinitionJson.Write(new TestPlugin().Read().Model!);

        Assert.Contains("\"time_column\":\"sold_on\"", json, StringComparison.Ordinal);
        Assert.Contains("\"aggregate\":\"count_distinct\"", json, StringComparison.Ordinal);
        Assert.Contains("\"time_anchor\":\"latest_data\"", json, StringComparison.Ordinal);
    }

    private static List<NlSql.SemanticModel.Queries.SemanticQuery> Queries(ModelDefinition model) =>
    [
        .. model.QuestionPacks.SelectMany(p => p.Questions)
            .Select(q => q.Query!.Fill(q.Slots, q.Slots.ToDictionary(s => s.Name, s => s.Kind == SlotKind.WholeNumber ? "3" : "x"))),
    ];
}
