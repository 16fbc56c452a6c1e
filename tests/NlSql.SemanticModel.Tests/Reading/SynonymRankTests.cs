using NlSql.SemanticModel.Reading;

namespace NlSql.SemanticModel.Tests.Reading;

public sealed class SynonymRankTests
{
    [Fact]
    public void Read_RankedSynonym_IsASynonymWithItsRank()
    {
        var model = new TestPlugin().Replace(PluginFile.Metrics, "synonyms: [turnover]", "synonyms: [turnover, {text: Orders, rank: 2}, {text: takings}]").Read().Model!;

        var revenue = model.FindMetric("revenue")!;
        Assert.Equal(["turnover", "Orders", "takings"], revenue.Synonyms);
        Assert.Equal(("Orders", 2), (Assert.Single(revenue.SynonymRanks).Key, revenue.SynonymRanks["Orders"]));
    }

    [Fact]
    public void Read_TwoThingsOfTheSameRank_Clash()
    {
        var problem = new TestPlugin()
            .Replace(PluginFile.Metrics, "synonyms: [turnover]", "synonyms: [{text: sales, rank: 2}]")
            .Replace(PluginFile.Metrics, "expr: sale_id}", "expr: sale_id, synonyms: [{text: Sales, rank: 2}]}")
            .Read().Problems.Single();

        Assert.Equal((PluginProblemCodes.Clash, 3), (problem.Code, problem.Line));
        Assert.Equal("Leave it to one of them, or let one stand back: {text: sales, rank: 3}.", problem.Hint);
    }
}
