namespace NlSql.Ingestion.Uploads.Sources.Parquet;

/// <summary>
/// Looks over metadata of a Parquet file (Thrift's compact protocol) before it is given to the library, which makes objects of all it
/// says: it must lie within its bytes, and not say too much.
/// </summary>
internal ref struct CompactThrift(ReadOnlySpan<byte> bytes, int maximumStructs)
{
    private const int MaximumDepth = 32;
    private readonly ReadOnlySpan<byte> bytes = bytes;
    private int structs;

    /// <summary>Kinds of values as the protocol numbers them.</summary>
    private enum Kind
    {
        Stop = 0,
        True = 1,
        False = 2,
        Byte = 3,
        Int16 = 4,
        Int32 = 5,
        Int64 = 6,
        Double = 7,
        Binary = 8,
        List = 9,
        Set = 10,
        Map = 11,
        Struct = 12,
    }

    /// <summary>Bytes read.</summary>
    public int Position { get; private set; }

    /// <summary>What was wrong; null when nothing was.</summary>
    public string? Problem { get; private set; }

    /// <summary>Steps over a structure.</summary>
    /// <param name="fields">Takes the whole numbers of the structure and of those within it, by field numbers such as 5.1 = 501.</param>
    /// <param name="prefix">Number of the field that the structure is in.</param>
    /// <param name="depth">Structures around it.</param>
    public bool Read(Dictionary<int, long>? fields, int prefix = 0, int depth = 0)
    {
        if (depth > MaximumDepth || ++structs > maximumStructs)
            return Fail(depth > MaximumDepth ? "its metadata is nested too deep" : "its metadata says too much");
        var field = 0;
        while (TryByte(out var head))
        {
            var kind = (Kind)(head & 0x0F);
            if (kind == Kind.Stop)
                return true;
            if (head >> 4 is var step and > 0)
                field += step;
            else if (TryNumber(out var number))
                field = (short)number;
            else
                return false;
            if (!ReadValue(kind, fields, prefix * 100 + field, depth, inList: false))
                return false;
        }

        return false;
    }

    private bool ReadValue(Kind kind, Dictionary<int, long>? fields, int field, int depth, bool inList)
    {
        switch (kind)
        {
            case Kind.True or Kind.False:
                return !inList || Skip(1);
            case Kind.Byte:
                return Skip(1);
            case Kind.Int16 or Kind.Int32 or Kind.Int64:
                if (!TryNumber(out var number))
                    return false;
                if (fields is not null)
                    fields[field] = number;
                return true;
            case Kind.Double:
                return Skip(8);
            case Kind.Binary:
                return TryLength(out var length) && Skip(length);
            case Kind.List or Kind.Set:
                return ReadList(depth);
            case Kind.Struct:
                return Read(fields, field, depth + 1);
            default:
                return Fail("its metadata holds what Parquet does not know");
        }
    }

    private bool ReadList(int depth)
    {
        if (!TryByte(out var head))
            return false;
        long count = head >> 4;
        if (count == 15 && !TryLength(out count))
            return false;
        // Each takes a byte or more, so a list that says more than is there is refused.
        if (count > bytes.Length - Position)
            return Fail("its metadata is cut short");
        for (var i = 0L; i < count; i++)
        {
            if (!ReadValue((Kind)(head & 0x0F), null, 0, depth + 1, inList: true))
                return false;
        }

        return true;
    }

    private bool TryByte(out byte value)
    {
        value = 0;
        if (Position == bytes.Length)
            return Fail("its metadata is cut short");
        value = bytes[Position++];
        return true;
    }

    private bool TryNumber(out long value)
    {
        var read = TryVarint(out var raw);
        value = (long)(raw >> 1) ^ -(long)(raw & 1);
        return read;
    }

    private bool TryLength(out long value)
    {
        var read = TryVarint(out var raw);
        value = (long)raw;
        return read && (value >= 0 || Fail("its metadata is damaged"));
    }

    private bool TryVarint(out ulong value)
    {
        value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            if (!TryByte(out var next))
                return false;
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
                return true;
        }

        return Fail("its metadata is damaged");
    }

    private bool Skip(long count)
    {
        if (count > bytes.Length - Position)
            return Fail("its metadata is cut short");
        Position += (int)count;
        return true;
    }

    private bool Fail(string problem)
    {
        Problem ??= problem;
        return false;
    }
}
