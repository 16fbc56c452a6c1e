using NlSql.Insights.Rules;
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
        Assert.Equal(noticed, Notices(Detector(DetectorKind.Change, "min_change_pct", percent), Comparison.Of((decimal)value, (decimal)previous)));

    [Fact]
    public void Change_WithoutAValueBefore_IsQuiet() =>
        Assert.False(Notices(Detector(DetectorKind.Change, "min_change_pct", 5), Comparison.Of(10, null)));

    [Theory]
    [InlineData("above", 9, true)]
    [InlineData("above", 8, false)]
    [InlineData("below", 7, true)]
    [InlineData("below", 8, false)]
    public void Threshold_AtItsLimit_IsQuiet(string side, int value, bool noticed) =>
        Assert.Equal(noticed, Notices(Detector(DetectorKind.Threshold, side, 8), Comparison.Of(value, null)));

    [Theory]
    [InlineData(DetectorKind.Top, 2, "c a")]
    [InlineData(DetectorKind.Bottom, 2, "d b")]
    [InlineData(DetectorKind.Top, 9, "c a b d")]
    public void Ranking_OfGroups_TakesTheFirstFromItsEnd(DetectorKind kind, int count, string expected)
    {
        (string, Comparison)[] groups = [("a", Comparison.Of(5, null)), ("b", Comparison.Of(2, null)), ("c", Comparison.Of(9, null)), ("d", Comparison.Of(-1, null))];

        Assert.Equal(expected, string.Join(' ', Detectors.Choose(Detector(kind, "n", count), groups).Select(g => g.Group)));
    }

    [Fact]
    public void Sentence_FromTheTemplate_HoldsTheNumbersAndFillsOnce()
    {
        var rule = new InsightDefinition
        {
            Name = "r",
            Title = "R",
            Explain = "{group}: {metric} was {value}, {change_pct} ({change}) against {previous}; {unknown}.",
        };
        var column = new OutputColumn { Name = "revenue", Label = "Revenue", Type = ColumnType.Decimal, Role = OutputRole.Metric, Unit = "currency", Currency = "EUR", Metric = "revenue" };

        var text = Sentence.Of(rule, "Revenue", "{value}", Comparison.Of(5532.67m, 12020.5m), column);

        Assert.Equal("{value}: Revenue was EUR 5,532.67, -54% (-EUR 6,487.83) against EUR 12,020.50; {unknown}.", text);
    }

    private static bool Notices(DetectorDefinition detector, Comparison comparison) => Detectors.Choose(detector, [("", comparison)]).Any();

    private static DetectorDefinition Detector(DetectorKind kind, string parameter, decimal value) => new(kind, new Dictionary<string, decimal> { [parameter] = value });
}
