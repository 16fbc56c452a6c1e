using System.Text.Json;
using NlSql.SemanticModel.Definitions;

namespace NlSql.SemanticModel.Queries;

/// <summary>JSON → semantic query. Knows the form only; names are resolved by the compiler.</summary>
internal static class SemanticQueryReader
{
    public static SemanticQueryReading Read(JsonElement element)
    {
        var problems = new QueryJson.Problems();
        var query = Read(element, "$", problems);
        return problems.Count == 0 ? new(query, []) : new(null, problems.ToList());
    }

    private static SemanticQuery? Read(JsonElement element, string path, QueryJson.Problems problems)
    {
        var properties = QueryJson.Properties(
            element, path, problems,
            "from", "return", "metrics", "dimensions", "time", "filters", "having", "order_by", "limit", "shape");
        if (properties is null)
            return null;

        return new SemanticQuery
        {
            From = QueryJson.Text(properties, "from", path, problems),
            Return = QueryJson.List(properties, "return", path, problems, QueryJson.Name),
            Metrics = QueryJson.List(properties, "metrics", path, problems, ReadMetric),
            Dimensions = QueryJson.List(properties, "dimensions", path, problems, ReadDimension),
            Time = Optional(properties, "time", path, problems, TimeReader.Read),
            Filters = Optional(properties, "filters", path, problems, FilterReader.Read),
            Having = Optional(properties, "having", path, problems, FilterReader.Read),
            OrderBy = QueryJson.List(properties, "order_by", path, problems, ReadOrder),
            Limit = QueryJson.Whole(properties, "limit", path, problems, 1, 1_000_000),
            Shape = QueryJson.Word<QueryShape>(properties, "shape", path, problems) ?? QueryShape.Aggregate,
        };
    }

    private static T? Optional<T>(
        Dictionary<string, JsonElement> properties,
        string name,
        string path,
        QueryJson.Problems problems,
        Func<JsonElement, string, QueryJson.Problems, T?> read)
        where T : class =>
        properties.TryGetValue(name, out var value) && value.ValueKind != JsonValueKind.Null ? read(value, $"{path}.{name}", problems) : null;

    private static MetricReference? ReadMetric(JsonElement element, string path, QueryJson.Problems problems)
    {
        if (element.ValueKind == JsonValueKind.String)
            return QueryJson.Name(element, path, problems) is { } name ? new MetricReference { Name = name } : null;
        if (QueryJson.Properties(element, path, problems, "name", "agg", "column", "as") is not { } properties)
            return null;

        var metric = new MetricReference
        {
            Name = QueryJson.Text(properties, "name", path, problems),
            Aggregate = QueryJson.Word<AggregateFunction>(properties, "agg", path, problems),
            Column = QueryJson.Text(properties, "column", path, problems),
            As = QueryJson.Text(properties, "as", path, problems),
        };
        if (metric.Name is null == properties.ContainsKey("agg"))
            return metric.Name is null || metric.Column is null ? metric : Misfit(path, problems);
        return Misfit(path, problems);
    }

    private static MetricReference? Misfit(string path, QueryJson.Problems problems)
    {
        problems.Add(path, "query.metric-form", "A metric is either {name} or {agg, column}.");
        return null;
    }

    private static DimensionReference? ReadDimension(JsonElement element, string path, QueryJson.Problems problems)
    {
        if (element.ValueKind == JsonValueKind.String)
            return QueryJson.Name(element, path, problems) is { } name ? new DimensionReference { Column = name } : null;
        if (QueryJson.Properties(element, path, problems, "column", "grain", "as") is not { } properties)
            return null;
        if (QueryJson.Text(properties, "column", path, problems) is not { } column)
        {
            if (!properties.ContainsKey("column"))
                problems.Add(path, "query.missing-property", "A dimension needs a column.");
            return null;
        }

        return new DimensionReference
        {
            Column = column,
            Grain = QueryJson.Word<TimeGrain>(properties, "grain", path, problems),
            As = QueryJson.Text(properties, "as", path, problems),
        };
    }

    private static OrderTerm? ReadOrder(JsonElement element, string path, QueryJson.Problems problems)
    {
        if (element.ValueKind == JsonValueKind.String)
        {
            if (QueryJson.Name(element, path, problems) is not { } text)
                return null;
            if (text.EndsWith(" desc", StringComparison.Ordinal))
                return new OrderTerm { By = text[..^5], Descending = true };
            return new OrderTerm { By = text.EndsWith(" asc", StringComparison.Ordinal) ? text[..^4] : text };
        }

        if (QueryJson.Properties(element, path, problems, "by", "dir") is not { } properties)
            return null;
        var dir = QueryJson.Text(properties, "dir", path, problems);
        if (dir is not (null or "asc" or "desc"))
            problems.Add($"{path}.dir", "query.unknown-word", "Expected asc or desc.");
        if (QueryJson.Text(properties, "by", path, problems) is { } by)
            return new OrderTerm { By = by, Descending = dir == "desc" };
        if (!properties.ContainsKey("by"))
            problems.Add(path, "query.missing-property", "An order term needs by.");
        return null;
    }
}
