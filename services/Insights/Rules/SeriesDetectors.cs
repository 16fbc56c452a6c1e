using NlSql.Insights.Statistics;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;

namespace NlSql.Insights.Rules;

/// <summary>Decides which periods of a series are unusual, and whether it has a trend.</summary>
internal static class SeriesDetectors
{
    /// <summary>Values that are needed to say what is usual.</summary>
    public const int FewestUsual = 4;

    private const double UsualAlpha = 0.05;
    private const int Places = 6;

    /// <summary>The days of a week are seasons: a Sunday is compared with Sundays.</summary>
    public static Func<int, int>? SeasonOf(TimeGrain grain) => grain == TimeGrain.Day ? day => day % 7 : null;

    /// <summary>
    /// The periods of a range whose value is unusual beside the periods before the range (of days, the same days of the week), by
    /// <see cref="ModifiedZScore"/>. Null when there is too little before the range to say what is usual.
    /// </summary>
    public static IReadOnlyList<Noticed>? Unusual(DetectorDefinition detector, Series series, DateOnly from, TimeGrain grain)
    {
        var limit = (double)detector.Parameters.GetValueOrDefault("threshold", (decimal)ModifiedZScore.Usual);
        var season = SeasonOf(grain);
        var before = series.Points.Where(p => p.Start < from).ToList();
        var found = new List<Noticed>();
        var judged = false;
        foreach (var point in series.Points.Where(p => p.Start >= from))
        {
            var usual = before.Where(p => season is null || season(p.Start.DayNumber) == season(point.Start.DayNumber)).Select(p => (double)p.Value).ToList();
            if (usual.Count < FewestUsual)
                continue;
            judged = true;
            var score = ModifiedZScore.Of((double)point.Value, usual);
            if (Math.Abs(score.Score) >= limit)
            {
                found.Add(new(series.Group, series.Key, Comparison.Of(point.Value, Exact(score.Median)))
                {
                    Period = point.Start,
                    Score = double.IsFinite(score.Score) ? Math.Round(score.Score, 2) : null,
                    PValue = Math.Round(Normal.TwoSided(score.Score), Places),
                });
            }
        }

        return judged ? found : null;
    }

    /// <summary>
    /// The trend of a series, when it is significant and large enough: by <see cref="MannKendall"/>. Value and previous value are the ends of Sen's
    /// line. Null when there are too few periods.
    /// </summary>
    public static IReadOnlyList<Noticed>? Trend(DetectorDefinition detector, Series series, TimeGrain grain)
    {
        var points = series.Points.Select(p => (Time: grain == TimeGrain.Day ? p.Start.DayNumber : p.Index, Value: (double)p.Value)).ToList();
        if (MannKendall.Of(points, SeasonOf(grain)) is not { } test)
            return null;
        if (test.PValue > (double)detector.Parameters.GetValueOrDefault("alpha", (decimal)UsualAlpha) || test.Slope == 0)
            return [];
        var comparison = Comparison.Of(Exact(test.Intercept + (test.Slope * points[^1].Time)), Exact(test.Intercept + (test.Slope * points[0].Time)));
        if (detector.Parameters.TryGetValue("min_change_pct", out var least) && comparison.ChangePct is { } percent && Math.Abs(percent) < least)
            return [];
        return [new(series.Group, series.Key, comparison) { Slope = Exact(test.Slope), PValue = Math.Round(test.PValue, Places), Score = Math.Round(test.Tau, 2) }];
    }

    private static decimal Exact(double value) => Math.Round((decimal)value, Places);
}
