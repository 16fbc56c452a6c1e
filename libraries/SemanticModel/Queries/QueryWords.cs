using System.Text.Json;
using NlSql.SemanticModel.Definitions;

namespace NlSql.SemanticModel.Queries;

/// <summary>The words that the JSON form uses for enums, both ways.</summary>
public static class QueryWords
{
    private static readonly Dictionary<string, FilterOperator> Operators = new(StringComparer.Ordinal)
    {
        ["="] = FilterOperator.Equal,
        ["!="] = FilterOperator.NotEqual,
        ["<"] = FilterOperator.Less,
        ["<="] = FilterOperator.LessOrEqual,
        [">"] = FilterOperator.Greater,
        [">="] = FilterOperator.GreaterOrEqual,
        ["in"] = FilterOperator.In,
        ["not_in"] = FilterOperator.NotIn,
        ["contains"] = FilterOperator.Contains,
        ["not_contains"] = FilterOperator.NotContains,
        ["starts_with"] = FilterOperator.StartsWith,
        ["ends_with"] = FilterOperator.EndsWith,
        ["between"] = FilterOperator.Between,
        ["is_null"] = FilterOperator.IsNull,
        ["is_not_null"] = FilterOperator.IsNotNull,
    };

    private static readonly Dictionary<FilterOperator, string> OperatorWords = Operators.ToDictionary(p => p.Value, p => p.Key);

    /// <summary>The words of all operators, in a fixed order.</summary>
    public static IReadOnlyCollection<string> OperatorNames => Operators.Keys;

    /// <summary>The word of an operator: <c>=</c>, <c>not_in</c>…</summary>
    public static string Of(FilterOperator value) => OperatorWords[value];

    /// <summary>The word of a grain: <c>month</c>, <c>fiscal_year</c>…</summary>
    public static string Of(TimeGrain value) => Snake(value.ToString());

    /// <summary>The word of a shape.</summary>
    public static string Of(QueryShape value) => Snake(value.ToString());

    /// <summary>The word of an aggregate: <c>count_distinct</c>…</summary>
    public static string Of(AggregateFunction value) => Snake(value.ToString());

    /// <summary>The word of a column's type.</summary>
    public static string Of(ColumnType value) => Snake(value.ToString());

    /// <summary>The word of a mask: <c>first_letter</c>…</summary>
    public static string Of(MaskKind value) => Snake(value.ToString());

    /// <summary>The sign of an arithmetic operator.</summary>
    public static string Of(ArithmeticOperator value) => value switch
    {
        ArithmeticOperator.Add => "+",
        ArithmeticOperator.Subtract => "-",
        ArithmeticOperator.Multiply => "*",
        _ => "/",
    };

    /// <summary>The word of a part of a date: <c>day_of_week</c>…</summary>
    public static string Of(DatePart value) => Snake(value.ToString());

    /// <summary>The word of a quantifier.</summary>
    public static string Of(Quantifier value) => Snake(value.ToString());

    /// <summary>Reads the word of a grain.</summary>
    public static bool TryGrain(string word, out TimeGrain value) => TryEnum(word, out value);

    internal static ArithmeticOperator ArithmeticOf(string sign) => sign switch
    {
        "+" => ArithmeticOperator.Add,
        "-" => ArithmeticOperator.Subtract,
        "*" => ArithmeticOperator.Multiply,
        _ => ArithmeticOperator.Divide,
    };

    internal static string Word<T>(T value)
        where T : struct, Enum => Snake(value.ToString());

    internal static bool TryOperator(string word, out FilterOperator value) => Operators.TryGetValue(word, out value);

    internal static IEnumerable<string> NamesOf<T>()
        where T : struct, Enum => Enum.GetNames<T>().Select(Snake);

    internal static bool TryEnum<T>(string word, out T value)
        where T : struct, Enum
    {
        foreach (var candidate in Enum.GetValues<T>())
        {
            if (Snake(candidate.ToString()) != word)
                continue;
            value = candidate;
            return true;
        }

        value = default;
        return false;
    }

    private static string Snake(string name) => JsonNamingPolicy.SnakeCaseLower.ConvertName(name);
}
