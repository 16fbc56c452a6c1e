using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Reading;

/// <summary>The bucket that shows a period "over time" in a readable number of points.</summary>
internal static class GrainChooser
{
    public static TimeGrain For(TimeRange? period) => Days(period) switch
    {
        null => TimeGrain.Month,
        <= 45 => TimeGrain.Day,
        <= 190 => TimeGrain.Week,
        <= 1500 => TimeGrain.Month,
        _ => TimeGrain.Quarter,
    };

    private static int? Days(TimeRange? period) => period switch
    {
        TimeRange.Between { From: { } from, To: { } to } => to.DayNumber - from.DayNumber + 1,
        TimeRange.Rolling rolling => rolling.Count * Length(rolling.Unit),
        TimeRange.Calendar calendar => calendar.Length * Length(calendar.Unit),
        TimeRange.ToDate toDate => Length(toDate.Unit),
        _ => null,
    };

    private static int Length(TimeGrain unit) => unit switch
    {
        TimeGrain.Week => 7,
        TimeGrain.Month => 31,
        TimeGrain.Quarter or TimeGrain.FiscalQuarter => 92,
        TimeGrain.Year or TimeGrain.FiscalYear => 366,
        _ => 1,
    };
}
