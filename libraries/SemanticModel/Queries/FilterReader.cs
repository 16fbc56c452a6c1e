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
            problems.Add(path, "query.wrong-type", "Expected a condition: {column, op, value}, {segment}, {and}, {or} or {not}.");
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
        return Comparison(element, path, problems);
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

    private static QueryFilter.Compare? Comparison(JsonElement element, string path, QueryJson.Problems problems)
    {
        var properties = QueryJson.Properties(element, path, problems, "column", "op", "value");
        if (properties is null)
            return null;
        var column = QueryJson.Text(properties, "column", path, problems);
        if (column is null && !properties.ContainsKey("column"))
            problems.Add(path, "query.missing-property", "A condition needs a column.");
        var word = QueryJson.Text(properties, "op", path, problems) ?? "=";
        if (!QueryWords.TryOperator(word, out var op))
        {
            problems.Add($"{path}.op", "query.unknown-word", $"Expected one of {string.Join(" ", QueryWords.OperatorNames)}.");
            return null;
        }

        var given = properties.TryGetValue("value", out var value);
        var values = Values(given ? value : null, $"{path}.value", problems);
        if (values is null)
            return null;
        if (op == FilterOperator.Equal && values.Count > 1)
            op = FilterOperator.In;
        if (op == FilterOperator.NotEqual && values.Count > 1)
            op = FilterOperator.NotIn;
        if (Expected(op, values.Count) is { } expected)
        {
            problems.Add($"{path}.value", "query.wrong-values", $"{QueryWords.Of(op)} needs {expected}.");
            return null;
        }

        return column is null ? null : new QueryFilter.Compare(column, op, values);
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
