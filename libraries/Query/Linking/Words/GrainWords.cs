using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Linking.Words;

/// <summary>"monthly", "week", "over time"… Ranges such as "last month" are read by the period recogniser.</summary>
internal static class GrainWords
{
    public static IEnumerable<(string Phrase, MentionTarget Target)> Phrases =>
        Of(TimeGrain.Day, ["daily", "day by day", "day to day", "per diem", "on a daily basis", "each day", "every day", "day over day", "day after day"], ["day", "days", "date", "dates", "calendar day"])
        .Concat(Of(TimeGrain.Week, ["weekly", "week by week", "on a weekly basis", "each week", "every week", "week after week"], ["week", "weeks", "wk", "wks", "calendar week", "calendar weeks"]))
        .Concat(Of(TimeGrain.Month, ["monthly", "month by month", "on a monthly basis", "each month", "every month", "month after month"], ["month", "months", "mth", "mths", "calendar month"]))
        .Concat(Of(TimeGrain.Quarter, ["quarterly", "quarter by quarter", "on a quarterly basis", "each quarter", "every quarter", "quarter after quarter"], ["quarter", "quarters", "qtr", "qtrs"]))
        .Concat(Of(TimeGrain.Year, ["yearly", "annual", "annually", "year by year", "on a yearly basis", "each year", "every year", "year after year"], ["year", "years", "yr", "yrs", "calendar year"]))
        .Concat(Of(TimeGrain.FiscalYear, [], ["fiscal year", "fiscal years", "financial year"]))
        .Concat(Of(TimeGrain.FiscalQuarter, [], ["fiscal quarter", "fiscal quarters", "fiscal qtr", "fiscal qtrs"]))
        .Concat(PhraseList.Of(new MentionTarget.Grain(null, true), "over time", "trend", "trend of", "trends", "trended", "time series", "through time", "over the time", "timeline", "historical", "history of", "historically", "trend in", "the trend of",
            "development of", "evolution of", "how has", "evolved", "developed", "evolve", "develop", "evolution", "trend for", "trends in"));

    private static IEnumerable<(string, MentionTarget)> Of(TimeGrain grain, string[] stated, string[] nouns) =>
        stated.Select(p => (p, (MentionTarget)new MentionTarget.Grain(grain, true)))
            .Concat(nouns.Select(p => (p, (MentionTarget)new MentionTarget.Grain(grain, false))));
}
