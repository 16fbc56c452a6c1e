using System.Text.Json;

namespace NlSql.SemanticModel.Queries;

/// <summary>JSON → condition.</summary>
internal static class FilterReader
{
    private const int MaxTerms = 200;
    private const int MaxValues = 1000;

    public static QueryFilter? Read(JsonElement element, string path, QueryJson.Problems problems)
    {
        if (element.ValueKind == JsonValueKind.Array)
            return Terms(element, path, problems) is { } all ? Simplest(all) : null;
        if (element.ValueKind != JsonValueKind.Object)
        {
            problems.Add(path, "query.wrong-type", "Expected a condition: {column, op, value}, {expr, op, value}, {related}, {segment}, {and}, {or} or {not}.");
            return null;
        }

        if (element.TryGetProperty("and", out var and))
            return Only(element, "and", path, problems) && Terms(and, $"{path}.and", problems) is { } terms ? new QueryFilter.AllOf(terms) : null;
        if (element.TryGetProperty("or", out var or))
            return Only(element, "or", path, problems) && Terms(or, $"{path}.or", problems) is { } terms ? new QueryFilter.AnyOf(terms) : null;
        if (element.TryGetProperty("not", out var not))
            return Only(element, "not", path, problems) && Read(not, $"{path}.not", problems) is { } term ? new QueryFilter.Not(term) : null;
        if (element.TryGetProperty("segment", out var segment))
            return Only(element, "segment", path, problems) && QueryJson.Name(segment, $"{path}.segment", problems) is { } name ? new QueryFilter.Segment(name) : null;
        return element.TryGetProperty("related", out _) ? Related(element, path, problems) : Comparison(element, path, problems);
    }

    // A list is short for "and"; a list of one is its element.
    private static QueryFilter? Simplest(ValueList<QueryFilter> terms) => terms.Count == 1 ? terms[0] : new QueryFilter.AllOf(terms);

    private static bool Only(JsonElement element, string name, string path, QueryJson.Problems problems) =>
        QueryJson.Properties(element, path, problems, name) is not null;

    private static ValueList<QueryFilter>? Terms(JsonElement element, string path, QueryJson.Problems problems)
    {
        if (element.ValueKind != JsonValueKind.Array || element.GetArrayLength() is 0 or > MaxTerms)
        {
            problems.Add(path, "query.wrong-type", $"Expected a list of 1 to {MaxTerms} conditions.");
            return null;
        }

        return element.EnumerateArray().Select((e, i) => Read(e, $"{path}[{i}]", problems)).OfType<QueryFilter>().ToValueList();
    }

    private static QueryFilter? Comparison(JsonElement element, string path, QueryJson.Problems problems)
    {
        var properties = QueryJson.Properties(element, path, problems, "column", "expr", "op", "value", "query");
        if (properties is null)
            return null;
        var column = QueryJson.Text(properties, "column", path, problems);
        var computed = QueryJson.Optional(properties, "expr", path, problems, ExpressionReader.Read);
        if (properties.ContainsKey("column") == properties.ContainsKey("expr"))
            problems.Add(path, "query.missing-property", "A condition needs a column or an expr.");
        if (Operator(properties, path, problems) is not { } op)
            return null;
        if (properties.TryGetValue("query", out var nested))
            return Membership(column, op, nested, path, problems);

        var given = properties.TryGetValue("value", out var value);
        if (given && value.ValueKind == JsonValueKind.Object)
            return Relation(column, computed, op, value, path, problems);
        if (Literals(ref op, given ? value : null, path, problems) is not { } values)
            return null;
        if (computed is not null)
            return new QueryFilter.Relation(computed, op, new ComparedValue.Literals(values));
        return column is null ? null : new QueryFilter.Compare(column, op, values);
    }

    private static FilterOperator? Operator(Dictionary<string, JsonElement> properties, string path, QueryJson.Problems problems)
    {
        var word = QueryJson.Text(properties, "op", path, problems) ?? "=";
        if (QueryWords.TryOperator(word, out var op))
            return op;
        problems.Add($"{path}.op", "query.unknown-word", $"Expected one of {string.Join(" ", QueryWords.OperatorNames)}.");
        return null;
    }

    // Several values of an equality are a choice.
    private static ValueList<QueryLiteral>? Literals(ref FilterOperator op, JsonElement? value, string path, QueryJson.Problems problems)
    {
        if (Values(value, $"{path}.value", problems) is not { } values)
            return null;
        if (op == FilterOperator.Equal && values.Count > 1)
            op = FilterOperator.In;
        if (op == FilterOperator.NotEqual && values.Count > 1)
            op = FilterOperator.NotIn;
        if (Expected(op, values.Count) is not { } expected)
            return values;
        problems.Add($"{path}.value", "query.wrong-values", $"{QueryWords.Of(op)} needs {expected}.");
        return null;
    }

    private static QueryFilter.Membership? Membership(string? column, FilterOperator op, JsonElement nested, string path, QueryJson.Problems problems)
    {
        if (op is not (FilterOperator.In or FilterOperator.NotIn) || column is null)
        {
            problems.Add(path, "query.condition-form", "A query beside a column goes with the operators in and not_in; to compare with one number, write value: {query}.");
            return null;
        }

        return SemanticQueryReader.Read(nested, $"{path}.query", problems) is { } query ? new(column, op == FilterOperator.NotIn, query) : null;
    }

    // {column}, {expr} and {query} as the value.
    private static QueryFilter.Relation? Relation(
        string? column, QueryExpression? computed, FilterOperator op, JsonElement value, string path, QueryJson.Problems problems)
    {
        var place = $"{path}.value";
        if (QueryJson.Properties(value, place, problems, "column", "expr", "query", "within") is not { } properties)
            return null;
        if (properties.Count != (properties.ContainsKey("within") && properties.ContainsKey("query") ? 2 : 1) || op > FilterOperator.GreaterOrEqual)
        {
            problems.Add(place, "query.condition-form", "A value is one of {column}, {expr}, {query} and {query, within}, compared by = != < <= > or >=.");
            return null;
        }

        var within = QueryJson.List(properties, "within", place, problems, QueryJson.Name);
        ComparedValue? right =
            QueryJson.Text(properties, "column", place, problems) is { } name ? new ComparedValue.Computed(new QueryExpression.Named(name))
            : QueryJson.Optional(properties, "expr", place, problems, ExpressionReader.Read) is { } expression ? new ComparedValue.Computed(expression)
            : QueryJson.Optional(properties, "query", place, problems, SemanticQueryReader.Read) is { } query ? new ComparedValue.Scalar(query) { Within = within }
            : null;
        var left = computed ?? (column is null ? null : new QueryExpression.Named(column));
        return left is null || right is null ? null : new(left, op, right);
    }

    private static QueryFilter? Related(JsonElement element, string path, QueryJson.Problems problems)
    {
        if (QueryJson.Properties(element, path, problems, "related", "via", "where", "is", "agg", "column", "expr", "distinct", "p", "op", "value") is not { } properties)
            return null;
        var table = QueryJson.Text(properties, "related", path, problems);
        var via = QueryJson.Text(properties, "via", path, problems);
        var where = QueryJson.Optional(properties, "where", path, problems, Read);
        if (table is null)
            return null;
        if (!properties.ContainsKey("agg"))
        {
            var quantifier = QueryJson.Word<Quantifier>(properties, "is", path, problems) ?? Quantifier.Some;
            if (!properties.Keys.Any(k => k is "column" or "expr" or "distinct" or "p" or "op" or "value"))
                return new QueryFilter.Related(table, via, where, quantifier);
            problems.Add(path, "query.condition-form", "A condition on related rows is {related, via, where, is} or {related, via, where, agg, column, op, value}.");
            return null;
        }

        var metric = MetricReader.Aggregate(properties, path, problems) with { Of = table, Via = via, Where = where };
        if (Operator(properties, path, problems) is not { } op
            || Literals(ref op, properties.TryGetValue("value", out var value) ? value : null, path, problems) is not { } values)
            return null;
        if (!properties.ContainsKey("is"))
            return new QueryFilter.RelatedNumber(metric, op, values);
        problems.Add(path, "query.condition-form", "A number about related rows is compared by op and value; is goes with conditions without agg.");
        return null;
    }

    private static string? Expected(FilterOperator op, int count) => op switch
    {
        FilterOperator.IsNull or FilterOperator.IsNotNull => count == 0 ? null : "no value",
        FilterOperator.Between => count == 2 ? null : "two values",
        FilterOperator.In or FilterOperator.NotIn => count > 0 ? null : "at least one value",
        _ => count == 1 ? null : "one value (use is_null to find rows without a value)",
    };

    private static ValueList<QueryLiteral>? Values(JsonElement? element, string path, QueryJson.Problems problems)
    {
        if (element is not { } value || value.ValueKind == JsonValueKind.Null)
            return [];
        if (value.ValueKind != JsonValueKind.Array)
            return Literal(value, path, problems) is { } only ? [only] : null;
        if (value.GetArrayLength() > MaxValues)
        {
            problems.Add(path, "query.too-long", $"At most {MaxValues} values.");
            return null;
        }

        var literals = value.EnumerateArray().Select((e, i) => Literal(e, $"{path}[{i}]", problems)).ToList();
        return literals.Contains(null) ? null : literals.Select(l => l!.Value).ToValueList();
    }

    private static QueryLiteral? Literal(JsonElement value, string path, QueryJson.Problems problems)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String when QueryJson.TryText(value, out var text) && text.Length <= 10_000:
                return QueryLiteral.Of(text);
            case JsonValueKind.Number when value.TryGetDecimal(out var number):
                return QueryLiteral.Of(number);
            case JsonValueKind.True or JsonValueKind.False:
                return QueryLiteral.Of(value.GetBoolean());
            default:
                problems.Add(path, "query.wrong-type", "Expected a text, a number, true or false.");
                return null;
        }
    }
}
