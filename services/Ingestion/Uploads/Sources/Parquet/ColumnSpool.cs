using System.Buffers.Binary;

namespace NlSql.Ingestion.Uploads.Sources.Parquet;

/// <summary>
/// Turns columns into rows: the cells of each column are written one column after the other, then all columns are read side by side.
/// Takes one small buffer per column.
/// </summary>
/// <param name="spool">Where the cells lie.</param>
/// <param name="options">Limits.</param>
internal sealed class ColumnSpool(Spool spool, UploadOptions options)
{
    private const int WriteSize = 256 << 10;
    private const int ReadSize = 16 << 10;
    private readonly List<long> starts = [];
    private readonly byte[] written = new byte[WriteSize];
    private int length;
    private long total;

    /// <summary>Begins the next row group.</summary>
    public void Clear()
    {
        spool.File.SetLength(0);
        spool.Seek(0);
        starts.Clear();
        (length, total) = (0, 0);
    }

    /// <summary>Begins the next column.</summary>
    public void BeginColumn() => starts.Add(total);

    /// <summary>Writes the column's next cell.</summary>
    public void Add(ReadOnlySpan<byte> cell)
    {
        // What is too long is found again when it is read; no more than that is kept.
        cell = cell[..Math.Min(cell.Length, options.MaximumCellBytes + 1)];
        if (WriteSize - length < sizeof(int))
            Flush();
        BinaryPrimitives.WriteInt32LittleEndian(written.AsSpan(length), cell.Length);
        length += sizeof(int);
        total += sizeof(int) + cell.Length;
        if (total > options.MaximumContentBytes)
            throw new UnreadableException(UploadErrors.ContentTooLarge(options.MaximumContentBytes));
        while (!cell.IsEmpty)
        {
            if (length == WriteSize)
                Flush();
            var count = Math.Min(WriteSize - length, cell.Length);
            cell[..count].CopyTo(written.AsSpan(length));
            length += count;
            cell = cell[count..];
        }
    }

    /// <summary>Writes the rows.</summary>
    public void CopyTo(CsvWriter csv, int rows, CancellationToken cancellationToken)
    {
        Flush();
        var columns = starts.Select(start => new Column(spool, start)).ToArray();
        for (var i = 0; i < rows && csv.Failure is null; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (var column in columns)
                csv.Cell(column.Next());
            csv.EndRecord();
        }
    }

    private void Flush()
    {
        if (!spool.Write(written.AsSpan(0, length)))
            throw new UnreadableException(spool.Failure!);
        length = 0;
    }

    private sealed class Column(Spool spool, long position)
    {
        private byte[] buffer = new byte[ReadSize];
        private int start;
        private int end;

        public ReadOnlySpan<byte> Next()
        {
            Fill(sizeof(int));
            var length = BinaryPrimitives.ReadInt32LittleEndian(buffer.AsSpan(start));
            start += sizeof(int);
            Fill(length);
            start += length;
            return buffer.AsSpan(start - length, length);
        }

        private void Fill(int count)
        {
            if (end - start >= count)
                return;
            buffer.AsSpan(start, end - start).CopyTo(buffer);
            (start, end) = (0, end - start);
            if (buffer.Length < count)
                Array.Resize(ref buffer, count);
            while (end < count)
            {
                var read = RandomAccess.Read(spool.File.SafeFileHandle, buffer.AsSpan(end), position);
                (position, end) = (position + read, end + read);
                if (read == 0)
                    throw new EndOfStreamException();
            }
        }
    }
}
