using NlSql.Query.Linking;
using NlSql.Query.Reading;
using NlSql.Query.Tests.Reading;
using NlSql.Query.Tokens;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Query.Tests.Linking;

/// <summary>Of two metrics with one synonym the one of the better rank is meant, whichever comes first in the file.</summary>
public sealed class SynonymRankTests
{
    [Theory]
    [InlineData(1, 2, "revenue")]
    [InlineData(2, 1, "orders")]
    public void Read_OnePhraseForTwoMetrics_MeansTheBetterRank(int ofRevenue, int ofOrders, string expected)
    {
        var metrics = RetailData.Model.Metrics
            .Select(m => m.Name switch { "revenue" => With(m, ofRevenue), "orders" => With(m, ofOrders), _ => m })
            .ToList();
        var lexicon = Lexicon.Build(RetailData.Model with { Metrics = metrics }, RetailData.Values);

        var reading = QuestionReader.Read(Tokenizer.Tokenize("flobs by region"), lexicon, RetailData.Anchor);

        Assert.Equal(ReadingOutcome.Ready, reading.Outcome);
        Assert.Equal(expected, Assert.Single(reading.Query!.Metrics).Name);
    }

    private static MetricDefinition With(MetricDefinition metric, int rank) =>
        metric with { Synonyms = [.. metric.Synonyms, "flobs"], SynonymRanks = rank == 1 ? metric.SynonymRanks : new Dictionary<string, int> { ["flobs"] = rank } };
}
