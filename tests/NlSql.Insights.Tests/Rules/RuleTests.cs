using NlSql.Insights.Findings;
using NlSql.Insights.Rules;
using NlSql.Query;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Insights.Tests.Rules;

public sealed class RuleTests
{
    [Theory]
    [InlineData(110, 100, 5, true)]
    [InlineData(104.9, 100, 5, false)]
    [InlineData(90, 100, 5, true)]
    [InlineData(-50, -100, 5, true)]
    [InlineData(100, 100, 0, false)]
    [InlineData(10, 0, 5, true)]
    public void Change_AgainstItsLimit_IsNoticedOrNot(double value, double previous, int percent, bool noticed) =>
        Assert.Equal(noticed, Notices(Detector(DetectorKind.Change, "min_change_pct", percent), Whole((decimal)value, (decimal)previous)));

    [Fact]
    public void Change_WithoutAValueBefore_IsQuiet() =>
        Assert.False(Notices(Detector(DetectorKind.Change, "min_change_pct", 5), Whole(10, null)));

    [Theory]
    [InlineData("above", 9, true)]
    [InlineData("above", 8, false)]
    [InlineData("below", 7, true)]
    [InlineData("below", 8, false)]
    public void Threshold_AtItsLimit_IsQuiet(string side, int value, bool noticed) =>
        Assert.Equal(noticed, Notices(Detector(DetectorKind.Threshold, side, 8), Whole(value, null)));

    [Theory]
    [InlineData("above", 0.5, false)]
    [InlineData("above", 0.49, true)]
    [InlineData("below", 0.51, true)]
    [InlineData("min_change", 0.1, true)]
    [InlineData("min_change", 0.11, false)]
    public void Share_AtItsLimit_IsNoticedOrNot(string parameter, double limit, bool noticed) =>
        Assert.Equal(noticed, Notices(Detector(DetectorKind.Share, parameter, (decimal)limit), Whole(5, 4) with { Share = 0.5m, PreviousShare = 0.4m }));

    [Theory]
    [InlineData(DetectorKind.Top, 2, "c a")]
    [InlineData(DetectorKind.Bottom, 2, "d b")]
    [InlineData(DetectorKind.Top, 9, "c a b d")]
    public void Ranking_OfGroups_TakesTheFirstFromItsEnd(DetectorKind kind, int count, string expected)
    {
        Noticed[] groups = [Group("a", 5), Group("b", 2), Group("c", 9), Group("d", -1)];

        Assert.Equal(expected, string.Join(' ', Detectors.Choose(Detector(kind, "n", count), groups).Select(g => g.Group)));
    }

    [Fact]
    public void Sentence_FromTheTemplate_HoldsTheNumbersAndFillsOnce()
    {
        var rule = new InsightDefinition
        {
            Name = "r",
            Title = "R",
            Explain = "{group}: {metric} was {value}, {change_pct} ({change}) against {previous}; {share} after {previous_share}; {unknown}.",
        };
        var column = new OutputColumn { Name = "revenue", Label = "Revenue", Type = ColumnType.Decimal, Role = OutputRole.Metric, Unit = "currency", Currency = "EUR", Metric = "revenue" };

        var text = Sentence.Of(rule, "Revenue", new Noticed("{value}", ["{value}"], Comparison.Of(5532.67m, 12020.5m)) { Share = 0.1234m, PreviousShare = 0.25m }, column);

        Assert.Equal("{value}: Revenue was EUR 5,532.67, -54% (-EUR 6,487.83) against EUR 12,020.50; 12.3% after 25%; {unknown}.", text);
    }

    private static bool Notices(DetectorDefinition detector, Noticed noticed) => Detectors.Choose(detector, [noticed]).Any();

    private static Noticed Whole(decimal value, decimal? previous) => new("", [], Comparison.Of(value, previous));

    private static Noticed Group(string name, decimal value) => new(name, [name], Comparison.Of(value, null));

    private static DetectorDefinition Detector(DetectorKind kind, string parameter, decimal value) => new(kind, new Dictionary<string, decimal> { [parameter] = value });
}
