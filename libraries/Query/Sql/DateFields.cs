using System.Collections.Frozen;

namespace NlSql.Query.Sql;

/// <summary>The parts of dates that a query may name; they are printed as they are, so the lists are closed.</summary>
internal static class DateFields
{
    private static readonly FrozenSet<string> ExtractFields =
        new[]
        {
            "century", "day", "decade", "dow", "doy", "epoch", "hour", "isodow", "isoyear", "microseconds", "millennium", "milliseconds",
            "minute", "month", "quarter", "second", "week", "year",
        }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> TruncateUnits =
        new[] { "second", "minute", "hour", "day", "week", "month", "quarter", "year", "decade", "century" }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Whether EXTRACT and <c>date_part</c> accept it.</summary>
    public static bool CanExtract(string field) => ExtractFields.Contains(field);

    /// <summary>Whether <c>date_trunc</c> accepts it.</summary>
    public static bool CanTruncateTo(string unit) => TruncateUnits.Contains(unit);
}
