using System.Globalization;
using System.Text.Json;

namespace NlSql.SemanticModel.Queries;

/// <summary>JSON → time filter: a text such as "last 7 days", a range object, or either with the column that it is about.</summary>
internal static class TimeReader
{
    public static TimeFilter? Read(JsonElement element, string path, QueryJson.Problems problems)
    {
        if (element.ValueKind == JsonValueKind.Object && (element.TryGetProperty("range", out _) || element.TryGetProperty("column", out _)))
        {
            if (QueryJson.Properties(element, path, problems, "column", "range") is not { } properties)
                return null;
            var column = QueryJson.Text(properties, "column", path, problems);
            if (!properties.TryGetValue("range", out var inner))
            {
                problems.Add(path, "query.missing-property", "A time filter needs a range.");
                return null;
            }

            return Range(inner, $"{path}.range", problems) is { } ranged ? new TimeFilter(ranged, column) : null;
        }

        return Range(element, path, problems) is { } range ? new TimeFilter(range) : null;
    }

    public static TimeRange? Range(JsonElement element, string path, QueryJson.Problems problems)
    {
        if (element.ValueKind == JsonValueKind.String)
        {
            if (QueryJson.Name(element, path, problems) is not { } text)
                return null;
            if (TimeRangeText.TryParse(text, out var parsed))
                return parsed;
            problems.Add(path, "query.unknown-range", $"Expected {TimeRangeText.Forms}.");
            return null;
        }

        if (element.ValueKind != JsonValueKind.Object)
        {
            problems.Add(path, "query.wrong-type", "Expected a text or an object.");
            return null;
        }

        if (element.TryGetProperty("to_date", out _))
            return ToDate(element, path, problems);
        if (element.TryGetProperty("last", out _) || element.TryGetProperty("next", out _))
            return Rolling(element, path, problems);
        return element.TryGetProperty("unit", out _) ? Calendar(element, path, problems) : Between(element, path, problems);
    }

    private static TimeRange.ToDate? ToDate(JsonElement element, string path, QueryJson.Problems problems) =>
        QueryJson.Properties(element, path, problems, "to_date") is { } properties
        && QueryJson.Word<TimeGrain>(properties, "to_date", path, problems) is { } unit
            ? new TimeRange.ToDate(unit)
            : null;

    private static TimeRange.Rolling? Rolling(JsonElement element, string path, QueryJson.Problems problems)
    {
        if (QueryJson.Properties(element, path, problems, "last", "next", "unit") is not { } properties)
            return null;
        var last = QueryJson.Whole(properties, "last", path, problems, 1, TimeRangeText.MaxCount);
        var next = QueryJson.Whole(properties, "next", path, problems, 1, TimeRangeText.MaxCount);
        var unit = QueryJson.Word<TimeGrain>(properties, "unit", path, problems);
        if (last is null == next is null || unit is null)
        {
            problems.Add(path, "query.missing-property", "A rolling range is {last or next, unit}.");
            return null;
        }

        return new TimeRange.Rolling((last ?? next)!.Value, unit.Value, next is not null);
    }

    private static TimeRange.Calendar? Calendar(JsonElement element, string path, QueryJson.Problems problems)
    {
        if (QueryJson.Properties(element, path, problems, "unit", "offset", "length") is not { } properties)
            return null;
        var unit = QueryJson.Word<TimeGrain>(properties, "unit", path, problems);
        var offset = QueryJson.Whole(properties, "offset", path, problems, -TimeRangeText.MaxCount, TimeRangeText.MaxCount) ?? 0;
        var length = QueryJson.Whole(properties, "length", path, problems, 1, TimeRangeText.MaxCount) ?? 1;
        return unit is null ? null : new TimeRange.Calendar(unit.Value, offset, length);
    }

    private static TimeRange.Between? Between(JsonElement element, string path, QueryJson.Problems problems)
    {
        if (QueryJson.Properties(element, path, problems, "from", "to") is not { } properties)
            return null;
        var from = Day(properties, "from", path, problems);
        var to = Day(properties, "to", path, problems);
        if (from is null && to is null)
        {
            problems.Add(path, "query.missing-property", "A range needs from, to or both.");
            return null;
        }

        if (from > to)
        {
            problems.Add(path, "query.empty-range", "The range ends before it begins.");
            return null;
        }

        return new TimeRange.Between(from, to);
    }

    private static DateOnly? Day(Dictionary<string, JsonElement> properties, string name, string path, QueryJson.Problems problems)
    {
        if (QueryJson.Text(properties, name, path, problems) is not { } text)
            return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return day;
        problems.Add($"{path}.{name}", "query.wrong-date", "Expected a date as yyyy-mm-dd.");
        return null;
    }
}
