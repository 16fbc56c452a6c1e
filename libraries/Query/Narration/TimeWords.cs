using System.Globalization;
using NlSql.Query.Planning;

namespace NlSql.Query.Narration;

/// <summary>The days of an answer as the end of a sentence: "in March 2025", "from 25 to 31 December 2025".</summary>
internal static class TimeWords
{
    /// <summary>The phrase with a blank before it; empty for all time.</summary>
    public static string Phrase(ResolvedTimeRange? time)
    {
        if (time is null or { From: null, To: null })
            return "";
        if (time is not { From: { } from, To: { } to })
            return $" {DayWords.Range(time.From, time.To)}";
        if (from == to)
            return $" on {DayWords.Of(from)}";
        return Whole(from, to) is { } unit ? $" in {unit}" : $" from {DayWords.Range(from, to)}";
    }

    private static string? Whole(DateOnly from, DateOnly to)
    {
        if (from.Day != 1 || to == DateOnly.MaxValue || to.AddDays(1).Day != 1)
            return null;
        var end = to.AddDays(1);
        var months = ((end.Year - from.Year) * 12) + end.Month - from.Month;
        return months switch
        {
            1 => from.ToString("MMMM yyyy", CultureInfo.InvariantCulture),
            3 when from.Month % 3 == 1 => $"Q{((from.Month - 1) / 3) + 1} {from.Year}",
            12 when from.Month == 1 => from.Year.ToString(CultureInfo.InvariantCulture),
            _ => null,
        };
    }
}
