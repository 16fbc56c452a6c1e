namespace NlSql.Ingestion.Uploads.Csv;

/// <summary>How one attempt to read a record ended.</summary>
internal enum CsvStatus
{
    /// <summary>A record is there.</summary>
    Record,

    /// <summary>The buffer holds no whole record: fill it.</summary>
    NeedMore,

    /// <summary>The content is at its end.</summary>
    End,

    /// <summary>A cell is over the limit, perhaps because its quote is never closed.</summary>
    CellTooLong,

    /// <summary>A record is over the limit.</summary>
    LineTooLong,

    /// <summary>The content ends within a quoted cell.</summary>
    UnclosedQuote,
}

/// <summary>
/// Splits UTF-8 CSV (RFC 4180; line feed, carriage return or both end a record) into cells without copying them. Holds one buffer of
/// at most the longest record and a read; lines are counted as an editor shows them, or one per record.
/// </summary>
/// <param name="fill">Reads the next bytes into the memory; 0 at the end.</param>
/// <param name="maximumCells">Cells kept of a record; those beyond are only counted.</param>
/// <param name="maximumCellBytes">Longest cell.</param>
/// <param name="maximumLineBytes">Longest record.</param>
internal sealed class CsvReader(
    Func<Memory<byte>, CancellationToken, ValueTask<int>> fill, int maximumCells, int maximumCellBytes, int maximumLineBytes)
{
    /// <summary>Bytes that are read at once.</summary>
    public const int ReadSize = 128 << 10;

    private const int NoQuote = -1;
    private const byte LineFeed = (byte)'\n';
    private const byte CarriageReturn = (byte)'\r';

    private readonly Cell[] cells = new Cell[maximumCells];
    private byte[] buffer = [];
    private byte[] unescaped = new byte[1024];
    private int start;
    private int end;
    private bool atEnd;
    private int recordStart;
    private int recordEnd;
    private int quote = '"';

    /// <summary>The byte between cells.</summary>
    public byte Delimiter { get; set; } = (byte)',';

    /// <summary>The byte around cells that hold delimiters or line ends; null when none has that meaning.</summary>
    public byte? Quote
    {
        get => quote == NoQuote ? null : (byte)quote;
        set => quote = value ?? NoQuote;
    }

    /// <summary>Whether a record counts as one line whatever its cells hold, as a row of a sheet does.</summary>
    public bool CountsRecords { get; init; }

    /// <summary>Line on which the next record begins. Begins at 1 unless told otherwise.</summary>
    public long NextLine { get; set; } = 1;

    /// <summary>Line on which the record begins, from 1.</summary>
    public long Line { get; private set; }

    /// <summary>Cells in the record, kept or not.</summary>
    public int CellCount { get; private set; }

    /// <summary>Whether text follows a closing quote.</summary>
    public bool Malformed { get; private set; }

    /// <summary>The record's bytes, quotes included, without its line end.</summary>
    public ReadOnlySpan<byte> Record => buffer.AsSpan(recordStart, recordEnd - recordStart);

    /// <summary>Whether the record is an empty line.</summary>
    public bool IsBlank => recordEnd == recordStart;

    /// <summary>Whether the record has that many cells, or a delimiter more at its end, as some programs write it behind every row but not behind the header.</summary>
    public bool Fits(int cells) => CellCount == cells || (CellCount == cells + 1 && Record[^1] == Delimiter);

    /// <summary>What is in the buffer and not yet read.</summary>
    public ReadOnlySpan<byte> Buffered => buffer.AsSpan(start, end - start);

    /// <summary>A reader of content that is there already.</summary>
    /// <param name="content">The content, or its first block.</param>
    /// <param name="whole">Whether nothing follows; else the record at the end is only read when its line end is there.</param>
    /// <param name="maximumCells">Cells kept of a record.</param>
    public static CsvReader Over(byte[] content, bool whole, int maximumCells) =>
        new((_, _) => ValueTask.FromResult(0), maximumCells, int.MaxValue, int.MaxValue) { buffer = content, end = content.Length, atEnd = whole };

    /// <summary>Skips bytes at the start of the content, such as a byte order mark.</summary>
    public void Skip(int count) => start += count;

    /// <summary>A cell of the record; valid until the next read or the next cell.</summary>
    public ReadOnlySpan<byte> CellAt(int index)
    {
        var cell = cells[index];
        var bytes = buffer.AsSpan(cell.Start, cell.Length);
        return cell.Escaped ? Unescape(bytes) : bytes;
    }

    /// <summary>Whether the cell stands in quotes.</summary>
    public bool IsQuoted(int index) => cells[index].Start > recordStart && buffer[cells[index].Start - 1] == quote;

    /// <summary>Reads more content; false when there is none.</summary>
    public async ValueTask<bool> FillAsync(CancellationToken cancellationToken)
    {
        if (atEnd)
            return false;
        if (start > 0)
        {
            buffer.AsSpan(start, end - start).CopyTo(buffer);
            (start, end) = (0, end - start);
        }

        // A record has its limit, so this stops doubling.
        if (buffer.Length - end < ReadSize)
            Array.Resize(ref buffer, Math.Max(buffer.Length * 2, 2 * ReadSize));
        var read = await fill(buffer.AsMemory(end), cancellationToken);
        atEnd = read == 0;
        end += read;
        return !atEnd;
    }

    /// <summary>Reads the next record from the buffer.</summary>
    public CsvStatus Read()
    {
        if (start == end)
            return atEnd ? CsvStatus.End : CsvStatus.NeedMore;
        (CellCount, Malformed) = (0, false);
        var (position, lines) = (start, 0L);
        while (true)
        {
            var status = position < end && buffer[position] == quote
                ? ReadQuoted(ref position, ref lines)
                : ReadPlain(ref position);
            if (status != CsvStatus.Record)
                return status == CsvStatus.NeedMore && end - start > maximumLineBytes ? CsvStatus.LineTooLong : status;
            if (position < end && buffer[position] == Delimiter)
            {
                position++;
                continue;
            }

            return EndRecord(position, lines);
        }
    }

    private CsvStatus ReadPlain(ref int position)
    {
        var rest = buffer.AsSpan(position, end - position);
        var length = rest.IndexOfAny(Delimiter, LineFeed, CarriageReturn);
        if (length < 0)
        {
            if (rest.Length > maximumCellBytes)
                return CsvStatus.CellTooLong;
            if (!atEnd)
                return CsvStatus.NeedMore;
            length = rest.Length;
        }

        return Add(ref position, position, length, position + length, escaped: false);
    }

    private CsvStatus ReadQuoted(ref int position, ref long lines)
    {
        var open = position + 1;
        var (scan, escaped) = (open, false);
        while (true)
        {
            var next = buffer.AsSpan(scan, end - scan).IndexOf((byte)quote);
            if (next < 0)
                return end - open > maximumCellBytes ? CsvStatus.CellTooLong : atEnd ? CsvStatus.UnclosedQuote : CsvStatus.NeedMore;
            var close = scan + next;
            // What follows decides what the quote means.
            if (close + 1 == end && !atEnd)
                return close - open > maximumCellBytes ? CsvStatus.CellTooLong : CsvStatus.NeedMore;
            if (close + 1 < end && buffer[close + 1] == quote)
            {
                (scan, escaped) = (close + 2, true);
                continue;
            }

            lines += buffer.AsSpan(open, close - open).Count(LineFeed);
            var after = close + 1;
            if (after < end && buffer[after] != Delimiter && buffer[after] is not (LineFeed or CarriageReturn))
            {
                Malformed = true;
                var rest = buffer.AsSpan(after, end - after);
                var skip = rest.IndexOfAny(Delimiter, LineFeed, CarriageReturn);
                if (skip < 0 && !atEnd)
                    return rest.Length > maximumCellBytes ? CsvStatus.CellTooLong : CsvStatus.NeedMore;
                after += skip < 0 ? rest.Length : skip;
            }

            return Add(ref position, open, close - open, after, escaped);
        }
    }

    private CsvStatus Add(ref int position, int cellStart, int length, int next, bool escaped)
    {
        if (length > maximumCellBytes)
            return CsvStatus.CellTooLong;
        if (CellCount < cells.Length)
            cells[CellCount] = new Cell(cellStart, length, escaped);
        CellCount++;
        position = next;
        return CsvStatus.Record;
    }

    private CsvStatus EndRecord(int position, long lines)
    {
        if (position - start > maximumLineBytes)
            return CsvStatus.LineTooLong;
        var next = position;
        if (next < end)
        {
            // A carriage return at the very end of the buffer may be half of a pair.
            if (buffer[next] == CarriageReturn && next + 1 == end && !atEnd)
                return CsvStatus.NeedMore;
            next += buffer[next] == CarriageReturn && next + 1 < end && buffer[next + 1] == LineFeed ? 2 : 1;
        }
        else if (!atEnd)
        {
            return CsvStatus.NeedMore;
        }

        (recordStart, recordEnd, start) = (start, position, next);
        Line = NextLine;
        NextLine += CountsRecords ? 1 : lines + 1;
        return CsvStatus.Record;
    }

    private ReadOnlySpan<byte> Unescape(ReadOnlySpan<byte> bytes)
    {
        if (unescaped.Length < bytes.Length)
            unescaped = new byte[bytes.Length];
        var length = 0;
        while (bytes.IndexOf((byte)quote) is var next and >= 0)
        {
            bytes[..(next + 1)].CopyTo(unescaped.AsSpan(length));
            length += next + 1;
            bytes = bytes[(next + 2)..];
        }

        bytes.CopyTo(unescaped.AsSpan(length));
        return unescaped.AsSpan(0, length + bytes.Length);
    }

    private readonly record struct Cell(int Start, int Length, bool Escaped);
}
