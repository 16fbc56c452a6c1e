using System.Buffers.Binary;

namespace NlSql.Ingestion.Uploads.Columns;

/// <summary>Rows in Postgres' binary COPY format, before they are sent. Room is made once per row, so that cells only write.</summary>
internal sealed class CopyBuffer(int capacity)
{
    private static readonly byte[] Signature = [.. "PGCOPY\n"u8, 0xFF, .. "\r\n\0"u8, 0, 0, 0, 0, 0, 0, 0, 0];
    private byte[] bytes = new byte[capacity];

    /// <summary>Bytes written.</summary>
    public int Length { get; private set; }

    public ReadOnlyMemory<byte> Written => bytes.AsMemory(0, Length);

    public void Clear() => Length = 0;

    /// <summary>Takes back what was written beyond a length: a row that was rejected.</summary>
    public void Truncate(int length) => Length = length;

    /// <summary>Makes room for that many more bytes.</summary>
    public void Reserve(int count)
    {
        if (bytes.Length - Length < count)
            Array.Resize(ref bytes, Math.Max(bytes.Length * 2, Length + count));
    }

    public void WriteHeader()
    {
        Reserve(Signature.Length);
        Write(Signature);
    }

    public void WriteTrailer()
    {
        Reserve(2);
        WriteInt16(-1);
    }

    public void WriteNull() => WriteInt32(-1);

    public void WriteByte(byte value) => bytes[Length++] = value;

    public void WriteInt16(short value)
    {
        BinaryPrimitives.WriteInt16BigEndian(bytes.AsSpan(Length), value);
        Length += 2;
    }

    public void WriteInt32(int value)
    {
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(Length), value);
        Length += 4;
    }

    public void WriteInt64(long value)
    {
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(Length), value);
        Length += 8;
    }

    public void Write(ReadOnlySpan<byte> value)
    {
        value.CopyTo(bytes.AsSpan(Length));
        Length += value.Length;
    }

    /// <summary>The bytes at a place that was written before.</summary>
    public ReadOnlySpan<byte> Slice(int start, int length) => bytes.AsSpan(start, length);

    /// <summary>Overwrites a number written before, when it becomes known.</summary>
    public void PatchInt16(int position, short value) => BinaryPrimitives.WriteInt16BigEndian(bytes.AsSpan(position), value);

    /// <summary>Overwrites a length written before, when it becomes known.</summary>
    public void PatchInt32(int position, int value) => BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(position), value);
}
