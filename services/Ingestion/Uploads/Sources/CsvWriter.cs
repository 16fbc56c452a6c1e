using System.Buffers;
using System.Text;
using NlSql.ServiceDefaults.Errors;

namespace NlSql.Ingestion.Uploads.Sources;

/// <summary>
/// Writes cells as CSV (comma, double quotes, line feeds) into a spool, held to the limits of an upload. After a failure it takes no
/// more; who writes looks at <see cref="Failure"/> now and then.
/// </summary>
/// <param name="target">Where the CSV goes.</param>
/// <param name="options">Limits.</param>
internal sealed class CsvWriter(Spool target, UploadOptions options)
{
    private const int FlushSize = 64 << 10;
    private static readonly SearchValues<byte> Special = SearchValues.Create(",\"\r\n"u8);
    private byte[] buffer = new byte[2 * FlushSize];
    private int length;
    private int recordStart;
    private int cells;
    private long records;
    private long flushed;

    /// <summary>What stopped the writing; null when nothing did.</summary>
    public Failure? Failure { get; private set; }

    /// <summary>Line of the file that the next record stands on, for messages.</summary>
    public long Line { get; set; } = 1;

    /// <summary>Writes the next cell of the record.</summary>
    public void Cell(ReadOnlySpan<byte> cell)
    {
        if (Failure is not null)
            return;
        if (cell.Length > options.MaximumCellBytes)
        {
            Failure = UploadErrors.CellTooLong(Line, options.MaximumCellBytes);
            return;
        }

        Reserve(cell.Length * 2 + 4);
        if (cells++ > 0)
            buffer[length++] = (byte)',';
        if (cell.IndexOfAny(Special) < 0)
        {
            cell.CopyTo(buffer.AsSpan(length));
            length += cell.Length;
        }
        else
        {
            Quote(cell);
        }

        if (length - recordStart > options.MaximumLineBytes)
            Failure = UploadErrors.LineTooLong(Line, options.MaximumLineBytes);
    }

    /// <summary>Writes the next cell of the record.</summary>
    public void Cell(string cell)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(cell.Length));
        Cell(bytes.AsSpan(0, Encoding.UTF8.GetBytes(cell, bytes)));
        ArrayPool<byte>.Shared.Return(bytes);
    }

    /// <summary>Ends the record. One without cells is an empty line, which counts as a row that is not there.</summary>
    public void EndRecord()
    {
        Reserve(4);
        // A lone empty cell is no empty line.
        if (cells > 0 && length == recordStart)
        {
            "\"\""u8.CopyTo(buffer.AsSpan(length));
            length += 2;
        }

        buffer[length++] = (byte)'\n';
        records += cells > 0 ? 1 : 0;
        // One more is the header, one more shows that there are too many.
        if (records > options.MaximumRows + 1)
            Failure ??= UploadErrors.TooManyRows(options.MaximumRows);
        (cells, recordStart) = (0, length);
        Line++;
        if (length >= FlushSize)
            Flush();
    }

    /// <summary>Takes back all that was written.</summary>
    public void Restart()
    {
        Flush();
        target.File.SetLength(0);
        target.Seek(0);
        (records, flushed) = (0, 0);
    }

    /// <summary>Hands what is written to the spool.</summary>
    public void Flush()
    {
        flushed += recordStart;
        if (flushed > options.MaximumContentBytes)
            Failure ??= UploadErrors.ContentTooLarge(options.MaximumContentBytes);
        if (Failure is null && !target.Write(buffer.AsSpan(0, recordStart)))
            Failure = target.Failure;
        buffer.AsSpan(recordStart, length - recordStart).CopyTo(buffer);
        (length, recordStart) = (length - recordStart, 0);
    }

    private void Quote(ReadOnlySpan<byte> cell)
    {
        buffer[length++] = (byte)'"';
        foreach (var character in cell)
        {
            if (character == (byte)'"')
                buffer[length++] = (byte)'"';
            buffer[length++] = character;
        }

        buffer[length++] = (byte)'"';
    }

    // A record has its limit, so this stops growing.
    private void Reserve(int count)
    {
        if (buffer.Length - length < count)
            Array.Resize(ref buffer, Math.Max(buffer.Length * 2, length + count));
    }
}
