using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Linking.Words;

/// <summary>Parts of dates that come again: "by weekday", "on Mondays", "at weekends", "per hour of the day".</summary>
internal static class RecurringWords
{
    private static readonly string[] Days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

    public static IEnumerable<(string Phrase, MentionTarget Target)> Phrases =>
        PhraseList.Of(new MentionTarget.DateUnit(DatePart.DayOfWeek), "weekday", "week day", "day of week", "day of the week", "days of the week", "weekdays", "week days")
        .Concat(PhraseList.Of(new MentionTarget.DateUnit(DatePart.Hour), "hour of day", "hour of the day", "hours of the day", "time of day", "time of the day"))
        .Concat(PhraseList.Of(new MentionTarget.DateUnit(DatePart.Month), "month of the year", "month of year", "calendar month of the year"))
        .Concat(Days.SelectMany((day, index) => On(index + 1, $"{day}s", $"on {day}s", $"on a {day}", $"every {day}", $"each {day}")))
        .Concat(On([6, 7], "weekends", "on weekends", "at weekends", "on the weekend", "at the weekend", "on a weekend", "during weekends", "on the weekends"))
        .Concat(On([1, 2, 3, 4, 5], "on weekdays", "during the week", "on working days", "working days", "business days", "on business days", "weekdays only"));

    private static IEnumerable<(string, MentionTarget)> On(int day, params string[] phrases) => On([day], phrases);

    private static IEnumerable<(string, MentionTarget)> On(int[] days, params string[] phrases) =>
        PhraseList.Of(new MentionTarget.Recurring(DatePart.DayOfWeek, [.. days.Select(d => QueryLiteral.Of((decimal)d))]), phrases);
}
