using System.Text.Json.Serialization;

namespace NlSql.SemanticModel.Queries;

/// <summary>
/// What a question means: one small typed object. The planner, verified questions, insights, follow-ups and <c>POST /query</c> all
/// produce it; one compiler turns it into SQL. Read and written as snake_case JSON by <see cref="SemanticQueryJson"/>.
/// </summary>
[JsonConverter(typeof(SemanticQueryConverter))]
public sealed record SemanticQuery
{
    /// <summary>The table of which one row is one thing listed, counted or averaged; null for the metrics' table.</summary>
    public string? From { get; init; }

    /// <summary>Outputs in order, by column or metric name; empty for dimensions, then metrics.</summary>
    public ValueList<string> Return { get; init; } = [];

    /// <summary>What is measured.</summary>
    public ValueList<MetricReference> Metrics { get; init; } = [];

    /// <summary>What the measures are grouped by.</summary>
    public ValueList<DimensionReference> Dimensions { get; init; } = [];

    /// <summary>The time range, or null for all time.</summary>
    public TimeFilter? Time { get; init; }

    /// <summary>Condition on the rows, or null.</summary>
    public QueryFilter? Filters { get; init; }

    /// <summary>Condition on the groups (metric names or aliases in place of columns), or null.</summary>
    public QueryFilter? Having { get; init; }

    /// <summary>Order of the rows.</summary>
    public ValueList<OrderTerm> OrderBy { get; init; } = [];

    /// <summary>Most rows returned; null for the policy's default.</summary>
    public int? Limit { get; init; }

    /// <summary>What kind of result is wanted.</summary>
    public QueryShape Shape { get; init; } = QueryShape.Aggregate;
}

/// <summary>
/// A metric of the model by <see cref="Name"/>, or an aggregate made for this question (<see cref="Aggregate"/> over
/// <see cref="Column"/>; without a column, <c>count</c> counts rows of the entity).
/// </summary>
public sealed record MetricReference
{
    /// <summary>Name of a metric of the model; null for an ad-hoc aggregate.</summary>
    public string? Name { get; init; }

    /// <summary>The aggregate of an ad-hoc metric; null for a metric of the model.</summary>
    public Definitions.AggregateFunction? Aggregate { get; init; }

    /// <summary>The column aggregated, as <c>table.column</c> or a bare column of the entity.</summary>
    public string? Column { get; init; }

    /// <summary>Name of the output; null for the metric's name.</summary>
    public string? As { get; init; }
}

/// <summary>A column to group by, time columns at a grain.</summary>
public sealed record DimensionReference
{
    /// <summary><c>table.column</c>, <c>role.column</c> or a bare column of the entity.</summary>
    public required string Column { get; init; }

    /// <summary>Truncates a time column; null for the value itself.</summary>
    public TimeGrain? Grain { get; init; }

    /// <summary>Name of the output; null for the column's name.</summary>
    public string? As { get; init; }
}

/// <summary>A term of the order: a dimension, column or metric output, and its direction.</summary>
public sealed record OrderTerm
{
    /// <summary>Name of an output, metric or column.</summary>
    public required string By { get; init; }

    /// <summary>Whether the largest comes first.</summary>
    public bool Descending { get; init; }
}

/// <summary>What kind of result is wanted: measured groups, rows, distinct values, or whether anything exists.</summary>
public enum QueryShape { Aggregate, Rows, Distinct, Exists }

/// <summary>Size of a time bucket.</summary>
public enum TimeGrain { Hour, Day, Week, Month, Quarter, Year, FiscalQuarter, FiscalYear }
