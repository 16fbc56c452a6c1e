using System.Text.Json;

namespace NlSql.SemanticModel.Queries;

/// <summary>JSON → expression: a name, a number, <c>{"-": [a, b]}</c>, <c>{"date_diff": […]}</c>, <c>{"date_part": […]}</c>, <c>{"today": true}</c>.</summary>
internal static class ExpressionReader
{
    private const int MaxOperands = 20;

    private static readonly string[] Forms = ["+", "-", "*", "/", "date_diff", "date_part", "today"];

    public static QueryExpression? Read(JsonElement element, string path, QueryJson.Problems problems)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.String:
                return QueryJson.Name(element, path, problems) is { } name ? new QueryExpression.Named(name) : null;
            case JsonValueKind.Number when element.TryGetDecimal(out var number):
                return new QueryExpression.Number(number);
        }

        if (QueryJson.Properties(element, path, problems, Forms) is not { } properties)
            return null;
        if (properties.Count != 1)
        {
            problems.Add(path, "query.expression-form", $"An expression is a name, a number or one of {string.Join(", ", Forms)}.");
            return null;
        }

        var (form, operands) = properties.First();
        var place = $"{path}.{form}";
        return form switch
        {
            "today" => Today(operands, place, problems),
            "date_diff" => Difference(operands, place, problems),
            "date_part" => Part(operands, place, problems),
            _ => Arithmetic(form, operands, place, problems),
        };
    }

    private static QueryExpression? Arithmetic(string form, JsonElement operands, string path, QueryJson.Problems problems)
    {
        var associative = form is "+" or "*";
        if (operands.ValueKind != JsonValueKind.Array || operands.GetArrayLength() is var count && (count < 2 || count > (associative ? MaxOperands : 2)))
        {
            problems.Add(path, "query.expression-form", associative ? $"{form} takes a list of 2 to {MaxOperands} operands." : $"{form} takes a list of two operands.");
            return null;
        }

        var parts = operands.EnumerateArray().Select((e, i) => Read(e, $"{path}[{i}]", problems)).ToList();
        return parts.Contains(null) ? null : parts.Aggregate((left, right) => new QueryExpression.Arithmetic(QueryWords.ArithmeticOf(form), left!, right!));
    }

    private static QueryExpression.DateDifference? Difference(JsonElement operands, string path, QueryJson.Problems problems)
    {
        if (operands.ValueKind != JsonValueKind.Array || operands.GetArrayLength() != 3)
        {
            problems.Add(path, "query.expression-form", "date_diff takes [unit, from, to].");
            return null;
        }

        var unit = Word<TimeGrain>(operands[0], $"{path}[0]", problems, TimeGrain.Day, TimeGrain.Week, TimeGrain.Month, TimeGrain.Quarter, TimeGrain.Year);
        var from = Read(operands[1], $"{path}[1]", problems);
        var to = Read(operands[2], $"{path}[2]", problems);
        return unit is null || from is null || to is null ? null : new(unit.Value, from, to);
    }

    private static QueryExpression.PartOfDate? Part(JsonElement operands, string path, QueryJson.Problems problems)
    {
        if (operands.ValueKind != JsonValueKind.Array || operands.GetArrayLength() != 2)
        {
            problems.Add(path, "query.expression-form", "date_part takes [part, date].");
            return null;
        }

        var part = Word(operands[0], $"{path}[0]", problems, Enum.GetValues<DatePart>());
        var of = Read(operands[1], $"{path}[1]", problems);
        return part is null || of is null ? null : new(part.Value, of);
    }

    private static QueryExpression.Today? Today(JsonElement value, string path, QueryJson.Problems problems)
    {
        if (value.ValueKind == JsonValueKind.True)
            return new();
        problems.Add(path, "query.wrong-type", "Expected true.");
        return null;
    }

    private static T? Word<T>(JsonElement element, string path, QueryJson.Problems problems, params T[] allowed)
        where T : struct, Enum
    {
        if (QueryJson.Name(element, path, problems) is not { } word)
            return null;
        if (QueryWords.TryEnum<T>(word, out var value) && allowed.Contains(value))
            return value;
        problems.Add(path, "query.unknown-word", $"Expected one of {string.Join(", ", allowed.Select(QueryWords.Word))}.");
        return null;
    }
}
