using System.Text.Json.Serialization;

namespace NlSql.SemanticModel.Queries;

/// <summary>A condition. Closed: the nested types are all there are.</summary>
[JsonConverter(typeof(QueryFilterConverter))]
public abstract record QueryFilter
{
    private QueryFilter()
    {
    }

    /// <summary>All terms hold (<c>{"and": […]}</c>).</summary>
    public sealed record AllOf(ValueList<QueryFilter> Terms) : QueryFilter;

    /// <summary>At least one term holds (<c>{"or": […]}</c>).</summary>
    public sealed record AnyOf(ValueList<QueryFilter> Terms) : QueryFilter;

    /// <summary>The term does not hold (<c>{"not": …}</c>).</summary>
    public sealed record Not(QueryFilter Term) : QueryFilter;

    /// <summary>A column compared with literals (<c>{"column": …, "op": …, "value": …}</c>).</summary>
    /// <param name="Column"><c>table.column</c>, <c>role.column</c>, a bare column of the entity, or in <c>having</c> a metric.</param>
    /// <param name="Operator">How it is compared.</param>
    /// <param name="Values">One literal; two for between (both inclusive); one or more for in; none for the null tests.</param>
    public sealed record Compare(string Column, FilterOperator Operator, ValueList<QueryLiteral> Values) : QueryFilter;

    /// <summary>A segment of the model (<c>{"segment": …}</c>).</summary>
    public sealed record Segment(string Name) : QueryFilter;
}

/// <summary>How a column is compared. Text operators ignore letter case.</summary>
public enum FilterOperator
{
    /// <summary>=</summary>
    Equal,

    /// <summary>!= ; rows without a value do not match.</summary>
    NotEqual,

    /// <summary>&lt;</summary>
    Less,

    /// <summary>&lt;=</summary>
    LessOrEqual,

    /// <summary>&gt;</summary>
    Greater,

    /// <summary>&gt;=</summary>
    GreaterOrEqual,

    /// <summary>in: one of the values.</summary>
    In,

    /// <summary>not_in: none of the values.</summary>
    NotIn,

    /// <summary>contains</summary>
    Contains,

    /// <summary>not_contains</summary>
    NotContains,

    /// <summary>starts_with</summary>
    StartsWith,

    /// <summary>ends_with</summary>
    EndsWith,

    /// <summary>between, both ends inclusive.</summary>
    Between,

    /// <summary>is_null</summary>
    IsNull,

    /// <summary>is_not_null</summary>
    IsNotNull,
}

/// <summary>A literal of a filter: text, number or truth value. Dates are ISO text.</summary>
public readonly record struct QueryLiteral
{
    private QueryLiteral(string? text, decimal? number, bool? boolean) => (Text, Number, Boolean) = (text, number, boolean);

    /// <summary>The text, or null when it is of another kind.</summary>
    public string? Text { get; }

    /// <summary>The number, or null when it is of another kind.</summary>
    public decimal? Number { get; }

    /// <summary>The truth value, or null when it is of another kind.</summary>
    public bool? Boolean { get; }

    /// <summary>A text literal.</summary>
    public static QueryLiteral Of(string text) => new(text, null, null);

    /// <summary>A number literal.</summary>
    public static QueryLiteral Of(decimal number) => new(null, number, null);

    /// <summary>A truth literal.</summary>
    public static QueryLiteral Of(bool boolean) => new(null, null, boolean);
}
