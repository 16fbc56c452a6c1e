using System.Text;
using NlSql.Ingestion.Datasets;
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
        var message = RejectMessages.Of(code, column.Name, DatasetStore.NameOf(column.Type), text);
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

    private static string Shorten(ReadOnlySpan<byte> original)
    {
        var text = UploadErrors.Shown(Encoding.UTF8.GetString(original[..Math.Min(original.Length, 4 * LongestOriginal)]));
        return text.Length <= LongestOriginal ? text : text[..LongestOriginal] + "…";
    }
}

/// <summary>A bad cell as it is stored; without a column, the row is bad as a whole.</summary>
internal sealed record RejectedCell(long Line, string? Column, string Code, string? Original);
