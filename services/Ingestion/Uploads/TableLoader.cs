using System.Text.Unicode;
using NlSql.Ingestion.Uploads.Columns;
using NlSql.Ingestion.Uploads.Csv;
using NlSql.Ingestion.Uploads.Sources;
using NlSql.SemanticModel.Definitions;
using NlSql.ServiceDefaults.Errors;

namespace NlSql.Ingestion.Uploads;

/// <summary>
/// Streams the rows of a file into a part: every cell checked, typed, profiled and encoded on its way, in constant memory. While one
/// block of rows is on its way to Postgres, the next is made.
/// </summary>
internal sealed class TableLoader(LoadPlan plan, UploadOptions options, PartWriter part, UploadProgress progress)
{
    private const int BlockSize = 128 << 10;
    // The longest binary form of a cell beyond its text: length, numeric's head, and the zeros that an exponent stands for, four to two bytes.
    private const int CellOverhead = 64 + (CellColumn.LongestPlainCell / 2);
    private readonly RejectedRows rejected = new(options.MaximumReportedRejects);
    private readonly CsvReader reader = plan.Reader;
    private readonly int[] places = [.. plan.Header.Columns.Select(c => c.Place)];
    private readonly CellColumn[] columns = [.. plan.Columns];
    private readonly ColumnDefinition[] definitions = [.. plan.Header.Columns.Select(c => c.Definition)];
    private CopyBuffer block = new(BlockSize + (BlockSize / 2));
    private CopyBuffer spare = new(BlockSize + (BlockSize / 2));
    private long rows;

    /// <summary>Reads all rows. Unless bad rows are to be skipped, the first one ends the loading and the rest is only checked.</summary>
    public async Task<Result<LoadedRows>> LoadAsync(bool skipBadRows, CancellationToken cancellationToken)
    {
        block.WriteHeader();
        CsvStatus status;
        while ((status = reader.Read()) is CsvStatus.Record or CsvStatus.NeedMore)
        {
            if (status == CsvStatus.NeedMore)
            {
                await reader.FillAsync(cancellationToken);
                continue;
            }

            AddRow();
            if (rows + rejected.Rows > options.MaximumRows)
                return UploadErrors.TooManyRows(options.MaximumRows);
            if (block.Length >= BlockSize)
                await SendAsync(skipBadRows, cancellationToken);
        }

        progress.Report(plan.File.BytesRead, rows, rejected.Rows);
        if ((plan.File.Failure ?? FailureOf(status, reader, options)) is { } broken)
            return broken;
        if (rejected.Rows > 0 && !skipBadRows)
            return UploadErrors.RowsRejected(rejected);
        if (rows == 0)
            return rejected.Rows > 0 ? UploadErrors.AllRowsRejected(rejected) : UploadErrors.NoRows;
        block.WriteTrailer();
        await SendAsync(skipBadRows, cancellationToken);
        await part.CompleteAsync(cancellationToken);
        return new LoadedRows(rows, columns, plan.Header, rejected);
    }

    /// <summary>Why the records of a reader ended; null at the end of the content.</summary>
    public static Failure? FailureOf(CsvStatus status, CsvReader reader, UploadOptions options) => status switch
    {
        CsvStatus.CellTooLong => UploadErrors.CellTooLong(reader.NextLine, options.MaximumCellBytes),
        CsvStatus.LineTooLong => UploadErrors.LineTooLong(reader.NextLine, options.MaximumLineBytes),
        CsvStatus.UnclosedQuote => UploadErrors.UnclosedQuote(reader.NextLine),
        _ => null,
    };

    private async Task SendAsync(bool skipBadRows, CancellationToken cancellationToken)
    {
        if (rejected.Rows == 0 || skipBadRows)
        {
            await part.WriteAsync(block.Written, definitions, cancellationToken);
            (block, spare) = (spare, block);
        }

        block.Clear();
        progress.Report(plan.File.BytesRead, rows, rejected.Rows);
    }

    private void AddRow()
    {
        if (reader.IsBlank || !CheckRow())
            return;
        block.Reserve(reader.Record.Length * 3 + CellOverhead * columns.Length + 4);
        var (mark, accepted) = (block.Length, true);
        block.WriteInt16((short)columns.Length);
        for (var i = 0; i < columns.Length; i++)
        {
            var cell = reader.CellAt(places[i]);
            if (columns[i].Write(cell, block) is { } code)
            {
                rejected.Add(reader.Line, columns[i].Definition, code, cell);
                accepted = false;
            }
        }

        if (!accepted)
        {
            block.Truncate(mark);
            return;
        }

        foreach (var column in columns)
            column.Keep(block);
        rows++;
    }

    private bool CheckRow()
    {
        var cells = plan.Header.Cells;
        if (reader.Malformed)
            rejected.Add(reader.Line, CellCodes.MalformedQuote, "Text follows a closing quote. Double the quotes within a quoted cell.");
        else if (reader.CellCount < cells)
            rejected.Add(reader.Line, CellCodes.TooFewCells, $"The row has {reader.CellCount} cells, the header {cells}.");
        else if (!reader.Fits(cells))
            rejected.Add(reader.Line, CellCodes.TooManyCells, $"The row has {reader.CellCount} cells, the header {cells}.");
        else
            return CheckText();
        return false;
    }

    private bool CheckText()
    {
        var record = reader.Record;
        var (valid, nul) = (Utf8.IsValid(record), record.Contains((byte)0));
        if (valid && !nul)
            return true;
        var found = false;
        foreach (var (column, place) in plan.Header.Columns)
        {
            var cell = reader.CellAt(place);
            if (cell.Contains((byte)0))
                rejected.Add(reader.Line, column, CellCodes.Nul, []);
            else if (!Utf8.IsValid(cell))
                rejected.Add(reader.Line, column, CellCodes.NotUtf8, []);
            else
                continue;
            found = true;
        }

        // Columns that are ignored may hold anything.
        return !found;
    }
}

/// <summary>How a file is loaded.</summary>
/// <param name="File">The file.</param>
/// <param name="Reader">Its reader, behind the header.</param>
/// <param name="Header">Which cell belongs to which column.</param>
/// <param name="Columns">The loaders of these columns, in the same order.</param>
internal sealed record LoadPlan(TabularFile File, CsvReader Reader, HeaderMatch Header, IReadOnlyList<CellColumn> Columns) : IDisposable
{
    /// <summary>Gives back the room that the columns hold for comparing their values.</summary>
    public void Dispose()
    {
        foreach (var column in Columns)
            column.Repetition.Dispose();
    }
}

/// <summary>What was loaded into a part.</summary>
/// <param name="Rows">Rows accepted.</param>
/// <param name="Columns">The columns that the file has, with their profile.</param>
/// <param name="Header">How the header was matched.</param>
/// <param name="Rejected">Rows left out.</param>
internal sealed record LoadedRows(long Rows, IReadOnlyList<CellColumn> Columns, HeaderMatch Header, RejectedRows Rejected);
