namespace NlSql.Drafting.Profiling;

/// <summary>Profiles a table, fed row by row.</summary>
public sealed class TableProfiler
{
    private readonly string name;
    private readonly ColumnProfiler[] columns;

    /// <summary>Begins a table.</summary>
    /// <param name="name">Its name, such as the file's without the ending.</param>
    /// <param name="headers">The headers of its columns.</param>
    public TableProfiler(string name, IReadOnlyList<string> headers)
    {
        this.name = name;
        var budget = new UniquenessBudget();
        columns = [.. headers.Select(h => new ColumnProfiler(h, budget))];
    }

    /// <summary>Rows so far.</summary>
    public long Rows { get; private set; }

    /// <summary>The value of a column of the present row; each column once, then <see cref="EndRow"/>.</summary>
    public void Add(int column, ReadOnlySpan<char> value) => columns[column].Add(value);

    /// <summary>Ends a row.</summary>
    public void EndRow() => Rows++;

    /// <summary>What the rows said.</summary>
    public TableProfile Finish() => new(name, Rows, [.. columns.Select(c => c.Finish())]);
}

/// <summary>What the rows of a table say.</summary>
/// <param name="Name">Name of the table, as the file writes it.</param>
/// <param name="Rows">Number of rows.</param>
/// <param name="Columns">Its columns, in the order of the file.</param>
public sealed record TableProfile(string Name, long Rows, IReadOnlyList<ColumnProfile> Columns);
