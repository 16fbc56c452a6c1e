using NlSql.Query.Issues;
using NlSql.Query.Planning;
using NlSql.Query.Policies;
using NlSql.Query.Sql.Guarding;
using NlSql.Query.Sql.Printing;
using NlSql.Query.Sql.Tree;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query;

/// <summary>What came of compiling: the query, or the reasons why there is none.</summary>
/// <param name="Query">The compiled query; null when there are issues.</param>
/// <param name="Issues">Why it could not be compiled, with suggestions.</param>
public sealed record CompileResult(CompiledQuery? Query, ValueList<Issue> Issues);

/// <summary>A query ready to run, with the product of every stage.</summary>
public sealed record CompiledQuery
{
    /// <summary>What it means, relative dates made absolute; null when it was written as SQL.</summary>
    public SemanticQuery? Query { get; init; }

    /// <summary>Canonical text of <see cref="Query"/>, or the printed SQL of text SQL: the part of a cache key that the query is.</summary>
    public required string CanonicalText { get; init; }

    /// <summary>The tree as planned or parsed, tables by their logical names.</summary>
    public required SqlQuery Tree { get; init; }

    /// <summary>The tree with its row limit, as the guard accepted it.</summary>
    public required GuardedStatement Guarded { get; init; }

    /// <summary>What runs: text and parameters, the scope inside every table reference.</summary>
    public required ExecutableSql Executable { get; init; }

    /// <summary>The same query for people: literals written out, no scope.</summary>
    public required string DisplaySql { get; init; }

    /// <summary>The values written in <see cref="DisplaySql"/>, in its order: string, long, decimal, DateOnly, DateTime or SqlInterval.</summary>
    public IEnumerable<object> Literals => LiteralValues.Of(Tree);

    /// <summary>Whether the same rows always give the same result: it asks neither the database's clock nor chance.</summary>
    public bool IsRepeatable => !Volatility.In(Tree);

    /// <summary>The outputs in order.</summary>
    public required ValueList<OutputColumn> Columns { get; init; }

    /// <summary>Most rows of the answer. The executable text asks for one more, so that the reader sees whether there are others.</summary>
    public required int RowLimit { get; init; }

    /// <summary>Whether the query itself asked for <see cref="RowLimit"/> ("top 5"): rows beyond it are then no truncation.</summary>
    public bool LimitAsked { get; init; }

    /// <summary>The days that the answer covers; null for all time.</summary>
    public ResolvedTimeRange? Time { get; init; }

    /// <summary>The days that the answer is compared with; null when it is not, or period by period.</summary>
    public ResolvedTimeRange? ComparedWith { get; init; }

    /// <summary>Columns that it reads anywhere, inside metrics too, as <c>table.column</c>; empty for text SQL.</summary>
    public ValueList<string> ColumnsRead { get; init; } = [];

    /// <summary>What was assumed, in sentences for the reader.</summary>
    public ValueList<string> Assumptions { get; init; } = [];

    /// <summary>Rules of the policy that changed or limited the query.</summary>
    public ValueList<PolicyApplication> PolicyApplied { get; init; } = [];

    /// <summary>Hash of plugin version, policy and the caller's roles that the policy tells apart: the part of a cache key that the caller is.</summary>
    public required string PolicyFingerprint { get; init; }
}

/// <summary>One output column.</summary>
public sealed record OutputColumn
{
    /// <summary>Name in the result: the key of JSON rows.</summary>
    public required string Name { get; init; }

    /// <summary>Name for people.</summary>
    public required string Label { get; init; }

    /// <summary>Type of its values. Of text SQL, what is computed counts as text until <see cref="DatabaseType"/> is known.</summary>
    public required ColumnType Type { get; init; }

    /// <summary>Postgres' name of the type, for an output of text SQL once the database has said it; null before, and for planned outputs.</summary>
    public string? DatabaseType { get; init; }

    /// <summary>What it is in the query.</summary>
    public required OutputRole Role { get; init; }

    /// <summary><c>currency</c>, <c>percent</c>, <c>count</c> or a word; null for none. See <see cref="IsRatio"/> for percent.</summary>
    public string? Unit { get; init; }

    /// <summary>ISO 4217 code when the unit is <c>currency</c>.</summary>
    public string? Currency { get; init; }

    /// <summary>How to write a value; null for the unit's default.</summary>
    public string? Format { get; init; }

    /// <summary>The grain of a time bucket; null otherwise.</summary>
    public TimeGrain? Grain { get; init; }

    /// <summary>The metric of the model that it shows; null otherwise.</summary>
    public string? Metric { get; init; }

    /// <summary>The model's column that it shows, as <c>table.column</c>; null otherwise.</summary>
    public string? Column { get; init; }

    /// <summary>What it says of its metric.</summary>
    public OutputAspect Aspect { get; init; }

    /// <summary>Whether it is computed as one part of another, so that 1 is all of it.</summary>
    public bool IsFraction { get; init; }

    /// <summary>Whether it is a ratio shown in percent: 0.25 reads as 25 %.</summary>
    public bool IsRatio => Unit == "percent" && Role == OutputRole.Metric && (Metric is not null || IsFraction || Aspect is OutputAspect.Growth or OutputAspect.Share);
}

/// <summary>What a metric's output says of it.</summary>
public enum OutputAspect
{
    /// <summary>Its value.</summary>
    Value,

    /// <summary>Its value in the period compared with.</summary>
    Previous,

    /// <summary>Value less previous value.</summary>
    Change,

    /// <summary>The change as a fraction of the previous value.</summary>
    Growth,

    /// <summary>Its share, a fraction.</summary>
    Share,

    /// <summary>Its running total.</summary>
    Running,
}

/// <summary>What an output column is in the query.</summary>
public enum OutputRole
{
    /// <summary>A measured number.</summary>
    Metric,

    /// <summary>What the numbers are grouped by.</summary>
    Dimension,

    /// <summary>A plain column of listed rows.</summary>
    Column,
}

/// <summary>A result as the engine sees it: the rows that the reader gave, at most the query's limit.</summary>
public sealed record ResultTable
{
    /// <summary>The columns.</summary>
    public required IReadOnlyList<OutputColumn> Columns { get; init; }

    /// <summary>The rows, values in the order of the columns: string, long, decimal, bool, DateOnly, DateTime, Guid or null.</summary>
    public required IReadOnlyList<IReadOnlyList<object?>> Rows { get; init; }

    /// <summary>The first row beyond the limit; null when there is none.</summary>
    public IReadOnlyList<object?>? RowBeyond { get; init; }

    /// <summary>Whether rows within the limit are missing, because all of them would have been too much to give.</summary>
    public bool IsCut { get; init; }

    /// <summary>Cuts the rows that the reader gave (at most the limit and one) to the limit.</summary>
    public static ResultTable Cut(IReadOnlyList<OutputColumn> columns, IReadOnlyList<IReadOnlyList<object?>> rows, int rowLimit) => new()
    {
        Columns = columns,
        Rows = rows.Count > rowLimit ? [.. rows.Take(rowLimit)] : rows,
        RowBeyond = rows.Count > rowLimit ? rows[rowLimit] : null,
    };
}
