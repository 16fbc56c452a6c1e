using System.Text.Json;

namespace NlSql.SemanticModel.Queries;

/// <summary>JSON → semantic query. Knows the form only; names are resolved by the compiler.</summary>
internal static class SemanticQueryReader
{
    private const int MaxRows = 1_000_000;
    private const int MaxMembers = 16;

    public static SemanticQueryReading Read(JsonElement element)
    {
        var problems = new QueryJson.Problems();
        var query = Read(element, "$", problems);
        return problems.Count == 0 ? new(query, []) : new(null, problems.ToList());
    }

    public static SemanticQuery? Read(JsonElement element, string path, QueryJson.Problems problems)
    {
        var properties = QueryJson.Properties(
            element, path, problems,
            "from", "return", "metrics", "dimensions", "time", "compare", "filters", "having", "share_of", "running", "per_group_top", "fill", "union",
            "union_all", "order_by", "limit", "shape");
        if (properties is null)
            return null;

        var query = new SemanticQuery
        {
            From = QueryJson.Text(properties, "from", path, problems),
            Return = QueryJson.List(properties, "return", path, problems, ReadOutput),
            Metrics = QueryJson.List(properties, "metrics", path, problems, MetricReader.Read),
            Dimensions = QueryJson.List(properties, "dimensions", path, problems, ReadDimension),
            Time = QueryJson.Optional(properties, "time", path, problems, TimeReader.Read),
            Compare = QueryJson.Optional(properties, "compare", path, problems, PeriodReader.Comparison),
            Filters = QueryJson.Optional(properties, "filters", path, problems, FilterReader.Read),
            Having = QueryJson.Optional(properties, "having", path, problems, FilterReader.Read),
            ShareOf = QueryJson.Text(properties, "share_of", path, problems),
            Running = QueryJson.Optional(properties, "running", path, problems, PeriodReader.Running),
            PerGroupTop = QueryJson.Optional(properties, "per_group_top", path, problems, ReadTop),
            Fill = QueryJson.Truth(properties, "fill", path, problems),
            Union = QueryJson.List(properties, "union", path, problems, Read),
            UnionAll = QueryJson.Truth(properties, "union_all", path, problems),
            OrderBy = QueryJson.List(properties, "order_by", path, problems, ReadOrder),
            Shape = QueryJson.Word<QueryShape>(properties, "shape", path, problems) ?? QueryShape.Aggregate,
        };
        if (query.Union.Count > MaxMembers)
            problems.Add($"{path}.union", "query.too-long", $"At most {MaxMembers} queries are put together.");
        return Limited(query, properties, path, problems);
    }

    private static SemanticQuery Limited(SemanticQuery query, Dictionary<string, JsonElement> properties, string path, QueryJson.Problems problems)
    {
        if (!properties.TryGetValue("limit", out var limit) || limit.ValueKind != JsonValueKind.Object)
            return query with { Limit = QueryJson.Whole(properties, "limit", path, problems, 1, MaxRows) };
        var place = $"{path}.limit";
        if (QueryJson.Properties(limit, place, problems, "n", "offset", "ties") is not { } parts)
            return query;
        if (!parts.ContainsKey("n"))
            problems.Add(place, "query.missing-property", "A limit needs n.");
        return query with
        {
            Limit = QueryJson.Whole(parts, "n", place, problems, 1, MaxRows),
            Offset = QueryJson.Whole(parts, "offset", place, problems, 0, MaxRows) ?? 0,
            WithTies = QueryJson.Truth(parts, "ties", place, problems),
        };
    }

    private static OutputReference? ReadOutput(JsonElement element, string path, QueryJson.Problems problems)
    {
        if (element.ValueKind == JsonValueKind.String)
            return QueryJson.Name(element, path, problems) is { } name ? OutputReference.Of(name) : null;
        if (QueryJson.Properties(element, path, problems, "column", "expr", "as") is not { } properties)
            return null;
        var column = QueryJson.Text(properties, "column", path, problems);
        var expression = QueryJson.Optional(properties, "expr", path, problems, ExpressionReader.Read);
        if (column is null == expression is null)
        {
            problems.Add(path, "query.output-form", "An output is a name, {column, as} or {expr, as}.");
            return null;
        }

        return new OutputReference { Name = column ?? "", Expression = expression, As = QueryJson.Text(properties, "as", path, problems) };
    }

    private static DimensionReference? ReadDimension(JsonElement element, string path, QueryJson.Problems problems)
    {
        if (element.ValueKind == JsonValueKind.String)
            return QueryJson.Name(element, path, problems) is { } name ? new DimensionReference { Column = name } : null;
        if (QueryJson.Properties(element, path, problems, "column", "expr", "grain", "bins", "as") is not { } properties)
            return null;
        var dimension = new DimensionReference
        {
            Column = QueryJson.Text(properties, "column", path, problems) ?? "",
            Expression = QueryJson.Optional(properties, "expr", path, problems, ExpressionReader.Read),
            Grain = QueryJson.Word<TimeGrain>(properties, "grain", path, problems),
            Bins = QueryJson.Optional(properties, "bins", path, problems, ReadBins),
            As = QueryJson.Text(properties, "as", path, problems),
        };
        if (properties.ContainsKey("column") == properties.ContainsKey("expr"))
            problems.Add(path, "query.missing-property", "A dimension needs a column or an expr.");
        if (dimension is { Grain: not null, Bins: not null })
            problems.Add(path, "query.dimension-form", "A dimension has a grain or bins, not both.");
        return dimension;
    }

    private static NumberBins? ReadBins(JsonElement element, string path, QueryJson.Problems problems)
    {
        if (QueryJson.Properties(element, path, problems, "width", "edges") is not { } properties)
            return null;
        var width = QueryJson.Number(properties, "width", path, problems);
        var edges = QueryJson.List(properties, "edges", path, problems, ReadEdge).Select(e => ((QueryExpression.Number)e).Value).ToValueList();
        if (width is null == (edges.Count == 0) || width <= 0 || edges.Zip(edges.Skip(1)).Any(e => e.First >= e.Second))
        {
            problems.Add(path, "query.bins-form", "Bins are {width}, a number above 0, or {edges}, a list of rising numbers.");
            return null;
        }

        return new(width, edges);
    }

    private static QueryExpression.Number? ReadEdge(JsonElement element, string path, QueryJson.Problems problems)
    {
        if (element.ValueKind == JsonValueKind.Number && element.TryGetDecimal(out var number))
            return new(number);
        problems.Add(path, "query.wrong-type", "Expected a number.");
        return null;
    }

    private static GroupTop? ReadTop(JsonElement element, string path, QueryJson.Problems problems)
    {
        if (QueryJson.Properties(element, path, problems, "n", "by", "within", "dir") is not { } properties)
            return null;
        var count = QueryJson.Whole(properties, "n", path, problems, 1, MaxRows);
        var within = QueryJson.List(properties, "within", path, problems, QueryJson.Name);
        var by = QueryJson.Text(properties, "by", path, problems);
        var ascending = Ascending(properties, path, problems);
        if (count is null && !properties.ContainsKey("n"))
            problems.Add(path, "query.missing-property", "per_group_top needs n.");
        if (within.Count == 0)
            problems.Add(path, "query.missing-property", "per_group_top needs within, the dimensions within whose values is ranked.");
        return count is { } n ? new(n, by, within, ascending ?? false) : null;
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

        if (QueryJson.Properties(element, path, problems, "by", "expr", "dir") is not { } properties)
            return null;
        var by = QueryJson.Text(properties, "by", path, problems);
        var expression = QueryJson.Optional(properties, "expr", path, problems, ExpressionReader.Read);
        var descending = Ascending(properties, path, problems) == false;
        if (properties.ContainsKey("by") == properties.ContainsKey("expr"))
            problems.Add(path, "query.missing-property", "An order term needs by or expr.");
        return new OrderTerm { By = by ?? "", Expression = expression, Descending = descending };
    }

    private static bool? Ascending(Dictionary<string, JsonElement> properties, string path, QueryJson.Problems problems)
    {
        var dir = QueryJson.Text(properties, "dir", path, problems);
        if (dir is not (null or "asc" or "desc"))
            problems.Add($"{path}.dir", "query.unknown-word", "Expected asc or desc.");
        return dir switch { "asc" => true, "desc" => false, _ => null };
    }
}
