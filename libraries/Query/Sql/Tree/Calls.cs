namespace NlSql.Query.Sql.Tree;

/// <summary>A call of a function, aggregate or window function.</summary>
/// <param name="Name">The function, lower case, never qualified.</param>
/// <param name="Arguments">The arguments.</param>
public sealed record FunctionCall(string Name, ValueList<SqlExpression> Arguments) : SqlExpression
{
    /// <summary>Whether the only argument is <c>*</c>: <c>count(*)</c>.</summary>
    public bool Star { get; init; }

    /// <summary>Whether duplicates are left out: <c>count(DISTINCT x)</c>.</summary>
    public bool Distinct { get; init; }

    /// <summary>The order in which an aggregate takes its values.</summary>
    public ValueList<OrderItem> OrderBy { get; init; } = [];

    /// <summary>WITHIN GROUP (ORDER BY …) of an ordered-set aggregate.</summary>
    public ValueList<OrderItem> WithinGroup { get; init; } = [];

    /// <summary>FILTER (WHERE …) of an aggregate.</summary>
    public SqlExpression? Filter { get; init; }

    /// <summary>OVER: makes it a window function.</summary>
    public Window? Over { get; init; }
}

/// <summary>What stands behind OVER.</summary>
public abstract record Window : SqlNode
{
    private protected Window()
    {
    }
}

/// <summary>A window by its name in the WINDOW clause.</summary>
/// <param name="Name">The name.</param>
public sealed record NamedWindow(string Name) : Window;

/// <summary>A window written out.</summary>
public sealed record WindowSpecification : Window
{
    /// <summary>A named window that this one refines; null for none.</summary>
    public string? Base { get; init; }

    /// <summary>PARTITION BY.</summary>
    public ValueList<SqlExpression> PartitionBy { get; init; } = [];

    /// <summary>ORDER BY.</summary>
    public ValueList<OrderItem> OrderBy { get; init; } = [];

    /// <summary>The frame; null for Postgres' default.</summary>
    public WindowFrame? Frame { get; init; }
}

/// <summary>One entry of the WINDOW clause.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Specification">The window.</param>
public sealed record WindowDefinition(string Name, WindowSpecification Specification) : SqlNode;

/// <summary>A frame: <c>ROWS BETWEEN 6 PRECEDING AND CURRENT ROW</c>. EXCLUDE does not exist here: it is quadratic.</summary>
/// <param name="Unit">Rows, range or groups.</param>
/// <param name="Start">The first row.</param>
/// <param name="End">The last row; null for the short form without BETWEEN.</param>
public sealed record WindowFrame(FrameUnit Unit, FrameBound Start, FrameBound? End = null) : SqlNode;

/// <summary>One end of a frame.</summary>
/// <param name="Kind">Which end.</param>
/// <param name="Offset">How far, for <see cref="FrameBoundKind.Preceding"/> and <see cref="FrameBoundKind.Following"/>.</param>
public sealed record FrameBound(FrameBoundKind Kind, SqlExpression? Offset = null) : SqlNode;

/// <summary>What a frame counts.</summary>
public enum FrameUnit
{
    /// <summary>Rows.</summary>
    Rows,

    /// <summary>Distance in the order's value.</summary>
    Range,

    /// <summary>Groups of rows equal in the order.</summary>
    Groups,
}

/// <summary>Kinds of a frame's ends.</summary>
public enum FrameBoundKind
{
    /// <summary>The partition's first row.</summary>
    UnboundedPreceding,

    /// <summary>An offset before the current row.</summary>
    Preceding,

    /// <summary>The current row.</summary>
    CurrentRow,

    /// <summary>An offset behind the current row.</summary>
    Following,

    /// <summary>The partition's last row.</summary>
    UnboundedFollowing,
}
