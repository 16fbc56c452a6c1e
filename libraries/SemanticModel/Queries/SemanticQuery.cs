using System.Text.Json.Serialization;

namespace NlSql.SemanticModel.Queries;

/// <summary>
/// What a question means: one small typed object. The planner, verified questions, insights, follow-ups and <c>POST /query</c> all
/// produce it; one compiler turns it into SQL. Read and written as snake_case JSON by <see cref="SemanticQueryJson"/>; described for
/// people in docs/semantic-query.md.
/// </summary>
[JsonConverter(typeof(SemanticQueryConverter))]
public sealed record SemanticQuery
{
    /// <summary>The table of which one row is one thing listed, counted or averaged; null for the metrics' table.</summary>
    public string? From { get; init; }

    /// <summary>Outputs in order; empty for dimensions, then metrics.</summary>
    public ValueList<OutputReference> Return { get; init; } = [];

    /// <summary>What is measured.</summary>
    public ValueList<MetricReference> Metrics { get; init; } = [];

    /// <summary>What the measures are grouped by.</summary>
    public ValueList<DimensionReference> Dimensions { get; init; } = [];

    /// <summary>The time range, or null for all time.</summary>
    public TimeFilter? Time { get; init; }

    /// <summary>What each measure is compared with, or null.</summary>
    public PeriodComparison? Compare { get; init; }

    /// <summary>Condition on the rows, or null.</summary>
    public QueryFilter? Filters { get; init; }

    /// <summary>Condition on the groups (metric names or aliases in place of columns), or null.</summary>
    public QueryFilter? Having { get; init; }

    /// <summary><see cref="Total"/>, or the dimension within whose values shares add up to 1; null for no shares.</summary>
    public string? ShareOf { get; init; }

    /// <summary>Sums over the periods up to each one, or null.</summary>
    public RunningTotal? Running { get; init; }

    /// <summary>Keeps only the first groups within each value of some dimensions, or null.</summary>
    public GroupTop? PerGroupTop { get; init; }

    /// <summary>Whether periods without rows appear too.</summary>
    public bool Fill { get; init; }

    /// <summary>Queries whose rows are put together; the query itself then says only order and limit.</summary>
    public ValueList<SemanticQuery> Union { get; init; } = [];

    /// <summary>Whether rows that occur twice in <see cref="Union"/> stay twice.</summary>
    public bool UnionAll { get; init; }

    /// <summary>Order of the rows.</summary>
    public ValueList<OrderTerm> OrderBy { get; init; } = [];

    /// <summary>Most rows returned; null for the policy's default.</summary>
    public int? Limit { get; init; }

    /// <summary>Rows left out at the beginning: "the second largest" is offset 1, limit 1.</summary>
    public int Offset { get; init; }

    /// <summary>Whether rows equal to the last one in the order are returned too.</summary>
    public bool WithTies { get; init; }

    /// <summary>What kind of result is wanted.</summary>
    public QueryShape Shape { get; init; } = QueryShape.Aggregate;

    /// <summary>The value of <see cref="ShareOf"/> for shares of everything.</summary>
    public const string Total = "total";
}

/// <summary>An output: a column, a metric or a dimension by name, or an expression.</summary>
public sealed record OutputReference
{
    /// <summary>The name; empty for an expression.</summary>
    public string Name { get; init; } = "";

    /// <summary>What is computed from the columns of a row; null for a name.</summary>
    public QueryExpression? Expression { get; init; }

    /// <summary>Name of the output; null for its own.</summary>
    public string? As { get; init; }

    /// <summary>The output of that name.</summary>
    public static implicit operator OutputReference(string name) => Of(name);

    /// <summary>The output of that name.</summary>
    public static OutputReference Of(string name) => new() { Name = name };
}

/// <summary>
/// A metric of the model by <see cref="Name"/>, an aggregate made for this question (<see cref="Aggregate"/> over <see cref="Column"/> or
/// <see cref="Expression"/>; without either, <c>count</c> counts rows), or arithmetic over metrics (<see cref="Expression"/> alone).
/// </summary>
public sealed record MetricReference
{
    /// <summary>Name of a metric of the model; null for an ad-hoc aggregate.</summary>
    public string? Name { get; init; }

    /// <summary>The aggregate of an ad-hoc metric; null for a metric of the model and for arithmetic.</summary>
    public Definitions.AggregateFunction? Aggregate { get; init; }

    /// <summary>The column aggregated, as <c>table.column</c> or a bare column of the entity.</summary>
    public string? Column { get; init; }

    /// <summary>With an aggregate: what is aggregated, over columns. Without: arithmetic over metrics.</summary>
    public QueryExpression? Expression { get; init; }

    /// <summary>The table aggregated, whose rows belong to the entity's; null for the entity itself.</summary>
    public string? Of { get; init; }

    /// <summary>Role or relationship that leads to <see cref="Of"/>; null when there is one way only.</summary>
    public string? Via { get; init; }

    /// <summary>Condition on the rows that count; null for all.</summary>
    public QueryFilter? Where { get; init; }

    /// <summary>Whether each value counts once.</summary>
    public bool Distinct { get; init; }

    /// <summary>Which percentile, between 0 and 1, for that aggregate.</summary>
    public decimal? Percentile { get; init; }

    /// <summary>Name of the output; null for the metric's name.</summary>
    public string? As { get; init; }
}

/// <summary>A column to group by (time columns at a grain, numbers in bins), or an expression over columns.</summary>
public sealed record DimensionReference
{
    /// <summary><c>table.column</c>, <c>role.column</c> or a bare column of the entity; empty for an expression.</summary>
    public string Column { get; init; } = "";

    /// <summary>What is computed from the columns of a row; null for a column.</summary>
    public QueryExpression? Expression { get; init; }

    /// <summary>Truncates a time column; null for the value itself.</summary>
    public TimeGrain? Grain { get; init; }

    /// <summary>Puts numbers into ranges; null for the value itself.</summary>
    public NumberBins? Bins { get; init; }

    /// <summary>Name of the output; null for the column's name.</summary>
    public string? As { get; init; }
}

/// <summary>Ranges of numbers, each named by its lower end: of equal width from 0 on, or between edges.</summary>
/// <param name="Width">Width of each range, above 0; null when edges are given.</param>
/// <param name="Edges">Ends of the ranges, rising. Numbers below the first have no range: nothing stands for them.</param>
public sealed record NumberBins(decimal? Width, ValueList<decimal> Edges);

/// <summary>A term of the order: a dimension, column or metric output, or an expression, and its direction.</summary>
public sealed record OrderTerm
{
    /// <summary>Name of an output, metric or column; empty for an expression.</summary>
    public string By { get; init; } = "";

    /// <summary>What is computed to order by; null for a name.</summary>
    public QueryExpression? Expression { get; init; }

    /// <summary>Whether the largest comes first.</summary>
    public bool Descending { get; init; }
}

/// <summary>What each measure is compared with. Closed: the nested types are all there are.</summary>
public abstract record PeriodComparison
{
    private PeriodComparison()
    {
    }

    /// <summary>The period of the same length before.</summary>
    public sealed record PreviousPeriod : PeriodComparison;

    /// <summary>The same period a year before.</summary>
    public sealed record PreviousYear : PeriodComparison;

    /// <summary>Another range.</summary>
    public sealed record Range(TimeRange Other) : PeriodComparison;
}

/// <summary>
/// Sums over periods: from the start of the range (nothing given), over the last <paramref name="Count"/> units up to and including each
/// period, or since the start of a unit.
/// </summary>
/// <param name="Count">Length of the window in <paramref name="Unit"/>; null for no window.</param>
/// <param name="Unit">Unit of the window.</param>
/// <param name="ToDate">The unit at whose start the sum begins anew; null for none.</param>
public sealed record RunningTotal(int? Count = null, TimeGrain? Unit = null, TimeGrain? ToDate = null);

/// <summary>The first <paramref name="Count"/> groups within each value of some dimensions.</summary>
/// <param name="Count">How many.</param>
/// <param name="By">The metric that ranks; null for the first.</param>
/// <param name="Within">The dimensions within whose values is ranked.</param>
/// <param name="Ascending">Whether the smallest come first.</param>
public sealed record GroupTop(int Count, string? By, ValueList<string> Within, bool Ascending = false);

/// <summary>What kind of result is wanted: measured groups, rows, distinct values, or whether anything exists.</summary>
public enum QueryShape { Aggregate, Rows, Distinct, Exists }

/// <summary>Size of a time bucket.</summary>
public enum TimeGrain { Hour, Day, Week, Month, Quarter, Year, FiscalQuarter, FiscalYear }
