namespace NlSql.ServiceDefaults.Database;

/// <summary>One data query. Its SQL must come from the engine's printer.</summary>
/// <param name="DatasetId">The only dataset whose rows it can see.</param>
/// <param name="Sql">One SELECT with positional parameters.</param>
/// <param name="Parameters">Values of the parameters, <c>$1</c> first.</param>
public sealed record ReaderQuery(Guid DatasetId, string Sql, IReadOnlyList<ReaderParameter> Parameters)
{
    /// <summary>Whose query it is; a tenant has a limited number of connections at a time.</summary>
    public required string TenantId { get; init; }

    /// <summary>Whether only the types of its columns are asked for: the server reads the query, and neither plans nor runs it.</summary>
    public bool OnlyTypes { get; init; }

    /// <summary>Longest run time; 5 seconds, at most 30.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Highest plan cost that is run.</summary>
    public double MaximumCost { get; init; } = 2_000_000;

    /// <summary>Most rows that any step of the plan may be estimated to give.</summary>
    public double MaximumEstimatedRows { get; init; } = 50_000_000;

    /// <summary>Rows read at most; what is beyond sets <see cref="ReaderRows.Truncated"/>.</summary>
    public int MaximumRows { get; init; } = 1_000;

    /// <summary>Cells read at most.</summary>
    public int MaximumCells { get; init; } = 200_000;

    /// <summary>Bytes of values read at most, as Postgres writes them in UTF-8.</summary>
    public long MaximumBytes { get; init; } = 10 * 1024 * 1024;
}

/// <summary>A value that goes beside the SQL.</summary>
/// <param name="Value">string, int, long, decimal, DateOnly, DateTime, <see cref="ReaderInterval"/>, Guid, or Guid[].</param>
/// <param name="Type">Postgres' name of its type.</param>
public sealed record ReaderParameter(object Value, string Type);

/// <summary>
/// What a data query gave. Values are exact and of these types:
/// <list type="bullet">
/// <item>integers: <c>int</c> (smallint, integer) and <c>long</c> (bigint);</item>
/// <item>numeric: <c>decimal</c>; <see cref="ReaderNumber"/> with more digits than a decimal holds; <c>double</c> for NaN and infinities;</item>
/// <item>real and double precision: <c>double</c> with the digits that Postgres writes, NaN and infinities included;</item>
/// <item>boolean: <c>bool</c>; uuid: <c>Guid</c>; interval: <see cref="ReaderInterval"/>;</item>
/// <item>date: <c>DateOnly</c>; timestamp: <c>DateTime</c> of no zone; timestamptz: <c>DateTime</c> in UTC;</item>
/// <item>arrays: <c>object?[]</c> of these, nested for further dimensions;</item>
/// <item>all else, and dates and times that .NET cannot hold (infinity, BC, after 9999): <c>string</c>, as Postgres writes it.</item>
/// </list>
/// </summary>
/// <param name="Rows">Rows, each with a value or null per output column.</param>
/// <param name="Truncated">Whether there was more.</param>
public sealed record ReaderRows(IReadOnlyList<object?[]> Rows, bool Truncated)
{
    /// <summary>The columns' types, as Postgres names them, without length and precision.</summary>
    public IReadOnlyList<string> Types { get; init; } = [];
}

/// <summary>A number with more digits than a decimal holds.</summary>
/// <param name="Digits">Sign, digits and decimal point, which is also a JSON number.</param>
public readonly record struct ReaderNumber(string Digits)
{
    /// <inheritdoc/>
    public override string ToString() => Digits;
}
