using System.Text;
using NlSql.Ingestion.Uploads.Columns;
using NlSql.SemanticModel.Definitions;
using NlSql.ServiceDefaults.Errors;

namespace NlSql.Ingestion.Uploads;

/// <summary>Rows that cannot be loaded: all counted, the first ones described.</summary>
internal sealed class RejectedRows(int limit)
{
    private const int LongestOriginal = 100;
    private readonly List<FailureIssue> details = [];
    private readonly List<RejectedCell> cells = [];
    private long lastLine;

    /// <summary>How many rows were rejected.</summary>
    public long Rows { get; private set; }

    /// <summary>The first problems, for the answer.</summary>
    public IReadOnlyList<FailureIssue> Details => details;

    /// <summary>The same, to be stored with the part.</summary>
    public IReadOnlyList<RejectedCell> Cells => cells;

    /// <summary>Records a bad cell; several of one row count as one row.</summary>
    public void Add(long line, ColumnDefinition column, string code, ReadOnlySpan<byte> original)
    {
        Count(line);
        if (details.Count == limit)
            return;
        var text = Shorten(original);
        var message = code switch
        {
            CellCodes.Missing => $"'{column.Name}' needs a value.",
            CellCodes.NotAllowed => $"'{text}' is not one of the values of '{column.Name}'.",
            CellCodes.OutOfRange => $"'{text}' is out of the range of {Kind(column)}.",
            CellCodes.NotUtf8 => $"'{column.Name}' is not UTF-8 text.",
            CellCodes.Nul => $"'{column.Name}' holds a NUL character.",
            _ => $"'{text}' is not {Kind(column)}.",
        };
        var suggestions = code == CellCodes.NotAllowed ? column.Values.Take(20).Select(v => v.Value).ToList() : [];
        details.Add(new FailureIssue(code, message) { Line = line, Column = column.Name, Suggestions = suggestions });
        cells.Add(new RejectedCell(line, column.Name, code, text));
    }

    /// <summary>Records a row that is bad as a whole.</summary>
    public void Add(long line, string code, string message)
    {
        Count(line);
        if (details.Count == limit)
            return;
        details.Add(new FailureIssue(code, message) { Line = line });
        cells.Add(new RejectedCell(line, null, code, null));
    }

    private void Count(long line)
    {
        if (line != lastLine)
            Rows++;
        lastLine = line;
    }

    private static string Kind(ColumnDefinition column) => column.Type switch
    {
        ColumnType.Integer => "an integer of 64 bits",
        ColumnType.Decimal => "a decimal number",
        ColumnType.Boolean => "a truth value",
        ColumnType.Date => "a date (YYYY-MM-DD)",
        ColumnType.Timestamp => "a timestamp (YYYY-MM-DD hh:mm:ss)",
        ColumnType.Uuid => "a UUID",
        _ => "text",
    };

    private static string Shorten(ReadOnlySpan<byte> original)
    {
        var text = UploadErrors.Shown(Encoding.UTF8.GetString(original[..Math.Min(original.Length, 4 * LongestOriginal)]));
        return text.Length <= LongestOriginal ? text : text[..LongestOriginal] + "…";
    }
}

/// <summary>A bad cell as it is stored; without a column, the row is bad as a whole.</summary>
internal sealed record RejectedCell(long Line, string? Column, string Code, string? Original);
