using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Questions.FollowUps;

/// <summary>A comparison with fixed days, which an answered query has, said relative to another period or to each period of a series.</summary>
internal static class FixedComparison
{
    public static PeriodComparison? Relative(SemanticQuery query) => query switch
    {
        { Compare: PeriodComparison.Range { Other: TimeRange.Between { From: { } before } }, Time.Range: TimeRange.Between { From: { } now } } when before.AddYears(1) == now => new PeriodComparison.PreviousYear(),
        { Compare: PeriodComparison.Range } => new PeriodComparison.PreviousPeriod(),
        _ => query.Compare,
    };
}
