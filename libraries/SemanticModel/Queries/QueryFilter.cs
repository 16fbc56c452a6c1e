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

    /// <summary>A computed value, or a column compared with something else than literals.</summary>
    /// <param name="Left">What is compared.</param>
    /// <param name="Operator">How; none of the text operators.</param>
    /// <param name="Right">What it is compared with.</param>
    public sealed record Relation(QueryExpression Left, FilterOperator Operator, ComparedValue Right) : QueryFilter;

    /// <summary>A column's value is, or is not, among those that a query of one column gives. Rows without a value do not match.</summary>
    public sealed record Membership(string Column, bool Negated, SemanticQuery Query) : QueryFilter;

    /// <summary>Whether rows of another table belong to this row.</summary>
    /// <param name="Table">The other table.</param>
    /// <param name="Via">Role or relationship that leads there; null when there is one way only.</param>
    /// <param name="Where">Condition on them; null for any.</param>
    /// <param name="Is">Whether some, none or all of them fulfil it.</param>
    public sealed record Related(string Table, string? Via, QueryFilter? Where, Quantifier Is) : QueryFilter;

    /// <summary>A number about the rows of another table that belong to this row: at least 2 orders.</summary>
    /// <param name="Metric">What is computed: an aggregate with <see cref="MetricReference.Of"/>.</param>
    /// <param name="Operator">How it is compared.</param>
    /// <param name="Values">The literals, as in <see cref="Compare"/>.</param>
    public sealed record RelatedNumber(MetricReference Metric, FilterOperator Operator, ValueList<QueryLiteral> Values) : QueryFilter;
}

/// <summary>What a value is compared with. Closed: the nested types are all there are.</summary>
public abstract record ComparedValue
{
    private ComparedValue()
    {
    }

    /// <summary>Literals, as many as the operator takes.</summary>
    public sealed record Literals(ValueList<QueryLiteral> Values) : ComparedValue;

    /// <summary>A value of the same row.</summary>
    public sealed record Computed(QueryExpression Expression) : ComparedValue;

    /// <summary>The one number of another query, which does not see the conditions around it.</summary>
    public sealed record Scalar(SemanticQuery Query) : ComparedValue
    {
        /// <summary>Columns that the number is taken within: over the rows that have the same values in them as the row compared. Empty for all rows.</summary>
        public ValueList<string> Within { get; init; } = [];
    }
}

/// <summary>How many of the related rows fulfil a condition. All: there are some, and none that does not.</summary>
public enum Quantifier { Some, None, All }

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
