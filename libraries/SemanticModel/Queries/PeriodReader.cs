using System.Text.Json;

namespace NlSql.SemanticModel.Queries;

/// <summary>JSON → what periods are compared with, and over which periods is summed.</summary>
internal static class PeriodReader
{
    public static PeriodComparison? Comparison(JsonElement element, string path, QueryJson.Problems problems)
    {
        if (element.ValueKind == JsonValueKind.String && element.ValueEquals("previous_period"))
            return new PeriodComparison.PreviousPeriod();
        if (element.ValueKind == JsonValueKind.String && element.ValueEquals("previous_year"))
            return new PeriodComparison.PreviousYear();
        return TimeReader.Range(element, path, problems) is { } range ? new PeriodComparison.Range(range) : null;
    }

    /// <summary>true, {window: "7 days"} or {to_date: "month"}; false is none.</summary>
    public static RunningTotal? Running(JsonElement element, string path, QueryJson.Problems problems)
    {
        if (element.ValueKind == JsonValueKind.False)
            return null;
        if (element.ValueKind == JsonValueKind.True)
            return new();
        if (QueryJson.Properties(element, path, problems, "window", "to_date") is not { } properties)
            return null;
        var window = QueryJson.Text(properties, "window", path, problems);
        var toDate = QueryJson.Word<TimeGrain>(properties, "to_date", path, problems);
        if (properties.Count != 1)
        {
            problems.Add(path, "query.running-form", "running is true, {window: \"7 days\"} or {to_date: \"month\"}.");
            return null;
        }

        if (window is null)
            return new(ToDate: toDate);
        if (TimeRangeText.TryLength(window) is { } length)
            return new(length.Count, length.Unit);
        problems.Add($"{path}.window", "query.unknown-range", $"'{window}' is no length of time; write it as \"7 days\" or \"3 months\".");
        return null;
    }
}
