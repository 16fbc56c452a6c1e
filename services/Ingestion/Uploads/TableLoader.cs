using System.Text.Unicode;
using NlSql.Ingestion.Uploads.Columns;
using NlSql.Ingestion.Uploads.Csv;
using NlSql.SemanticModel.Definitions;
using NlSql.ServiceDefaults.Errors;

namespace NlSql.Ingestion.Uploads;

/// <summary>
/// Streams a CSV file into a part: every cell checked, typed, profiled and encoded on its way, in constant memory. While one block of
/// rows is on its way to Postgres, the next is made.
/// </summary>
internal sealed class TableLoader(TableDefinition table, TimeZoneInfo timeZone, UploadOptions options, UploadContent content, PartWriter part, UploadProgress progress)
{
    private const int BlockSize = 128 << 10;
    // The longest binary form of a cell beyond its text: length, numeric's head, rounding up to its groups of digits.
    private const int CellOverhead = 32;
    private readonly RejectedRows rejected = new(options.MaximumReportedRejects);
    private readonly CsvReader reader = new(
        content.ReadAsync, table.Columns.Count + options.MaximumExtraColumns + 1, options.MaximumCellBytes, options.MaximumLineBytes);
    private CopyBuffer block = new(BlockSize * 2);
    private CopyBuffer spare = new(BlockSize * 2);
    private MatchedColumn[] places = [];
    private CellColumn[] columns = [];
    private int cellsPerRow;
    private long rows;

    /// <summary>Reads the whole file. Unless bad rows are to be skipped, the first one ends the loading and the rest is only checked.</summary>
    public async Task<Result<LoadedRows>> LoadAsync(bool skipBadRows, CancellationToken cancellationToken)
    {
        if (!(await ReadHeaderAsync(cancellationToken)).TryGet(out var header, out var failure))
            return failure;
        places = [.. header.Columns];
        columns = [.. places.Select(p => CellColumn.Of(p.Definition, options, timeZone))];
        cellsPerRow = header.Cells;
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

        progress.Report(content.SentBytes, rows, rejected.Rows);
        if ((content.Failure ?? FailureOf(status)) is { } broken)
            return broken;
        if (rejected.Rows > 0 && !skipBadRows)
            return UploadErrors.RowsRejected(rejected);
        if (rows == 0)
            return rejected.Rows > 0 ? UploadErrors.AllRowsRejected(rejected) : UploadErrors.NoRows;
        block.WriteTrailer();
        await SendAsync(skipBadRows, cancellationToken);
        await part.CompleteAsync(cancellationToken);
        return new LoadedRows(rows, columns, header, rejected);
    }

    private async Task SendAsync(bool skipBadRows, CancellationToken cancellationToken)
    {
        if (rejected.Rows == 0 || skipBadRows)
        {
            await part.WriteAsync(block.Written, [.. places.Select(p => p.Definition)], cancellationToken);
            (block, spare) = (spare, block);
        }

        block.Clear();
        progress.Report(content.SentBytes, rows, rejected.Rows);
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
            var cell = reader.CellAt(places[i].Place);
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
        if (reader.Malformed)
            rejected.Add(reader.Line, CellCodes.MalformedQuote, "Text follows a closing quote. Double the quotes within a quoted cell.");
        else if (reader.CellCount < cellsPerRow)
            rejected.Add(reader.Line, CellCodes.TooFewCells, $"The row has {reader.CellCount} cells, the header {cellsPerRow}.");
        else if (reader.CellCount > cellsPerRow)
            rejected.Add(reader.Line, CellCodes.TooManyCells, $"The row has {reader.CellCount} cells, the header {cellsPerRow}.");
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
        foreach (var (column, place) in places)
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

    private async Task<Result<HeaderMatch>> ReadHeaderAsync(CancellationToken cancellationToken)
    {
        while (reader.Buffered.IndexOfAny((byte)'\n', (byte)'\r') < 0 && reader.Buffered.Length <= options.MaximumLineBytes
            && await reader.FillAsync(cancellationToken))
        {
        }

        if (content.Failure is { } broken)
            return broken;
        if (FileKind.Check(reader.Buffered) is { } wrongKind)
            return wrongKind;
        if (reader.Buffered.StartsWith(FileKind.ByteOrderMark))
            reader.Skip(FileKind.ByteOrderMark.Length);
        reader.Delimiter = FileKind.DelimiterOf(reader.Buffered);

        while (reader.Read() is var status)
        {
            switch (status)
            {
                case CsvStatus.NeedMore:
                    await reader.FillAsync(cancellationToken);
                    break;
                case CsvStatus.Record when !reader.IsBlank:
                    return HeaderMatch.Of(reader, table, options);
                case CsvStatus.Record:
                    break;
                default:
                    return content.Failure ?? FailureOf(status) ?? UploadErrors.FileEmpty;
            }
        }

        return UploadErrors.FileEmpty;
    }

    private Failure? FailureOf(CsvStatus status) => status switch
    {
        CsvStatus.CellTooLong => UploadErrors.CellTooLong(reader.NextLine, options.MaximumCellBytes),
        CsvStatus.LineTooLong => UploadErrors.LineTooLong(reader.NextLine, options.MaximumLineBytes),
        CsvStatus.UnclosedQuote => UploadErrors.UnclosedQuote(reader.NextLine),
        _ => null,
    };
}

/// <summary>What was loaded into a part.</summary>
/// <param name="Rows">Rows accepted.</param>
/// <param name="Columns">The columns that the file has, with their profile.</param>
/// <param name="Header">How the header was matched.</param>
/// <param name="Rejected">Rows left out.</param>
internal sealed record LoadedRows(long Rows, IReadOnlyList<CellColumn> Columns, HeaderMatch Header, RejectedRows Rejected);
