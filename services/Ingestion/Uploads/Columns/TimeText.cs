namespace NlSql.Ingestion.Uploads.Columns;

/// <summary>Reads ISO 8601 dates and timestamps from UTF-8: <c>2026-03-01</c>, <c>2026/03/01</c>, <c>2026-03-01T08:30:00.25Z</c>.</summary>
internal static class TimeText
{
    private const int DateLength = 10;

    /// <summary>A date at the start of the text; how many bytes it took.</summary>
    public static bool TryReadDate(ReadOnlySpan<byte> text, out DateOnly date)
    {
        date = default;
        if (text.Length < DateLength || text[4] != text[7] || text[4] is not ((byte)'-' or (byte)'/'))
            return false;
        if (!TryNumber(text[..4], out var year) || !TryNumber(text[5..7], out var month) || !TryNumber(text[8..10], out var day))
            return false;
        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
            return false;
        date = new DateOnly(year, month, day);
        return true;
    }

    /// <summary>A timestamp; a plain date is its midnight. The offset is null when none is written.</summary>
    public static bool TryReadTimestamp(ReadOnlySpan<byte> text, out DateTime timestamp, out TimeSpan? offset)
    {
        (timestamp, offset) = (default, null);
        if (!TryReadDate(text, out var date))
            return false;
        timestamp = date.ToDateTime(TimeOnly.MinValue);
        text = text[DateLength..];
        if (text.IsEmpty)
            return true;
        // T or space, then hh:mm.
        if (text[0] is not ((byte)'T' or (byte)'t' or (byte)' ') || text.Length < 6 || text[3] != (byte)':')
            return false;
        if (!TryNumber(text[1..3], out var hour) || !TryNumber(text[4..6], out var minute) || hour > 23 || minute > 59)
            return false;
        var ticks = hour * TimeSpan.TicksPerHour + minute * TimeSpan.TicksPerMinute;
        text = text[6..];
        if (text.Length > 0 && text[0] == (byte)':')
        {
            if (!TryReadSeconds(ref text, ref ticks))
                return false;
        }

        timestamp = timestamp.AddTicks(ticks);
        return text.IsEmpty || TryReadOffset(text, out offset);
    }

    private static bool TryReadSeconds(ref ReadOnlySpan<byte> text, ref long ticks)
    {
        if (text.Length < 3 || !TryNumber(text[1..3], out var second) || second > 59)
            return false;
        ticks += second * TimeSpan.TicksPerSecond;
        text = text[3..];
        if (text.IsEmpty || text[0] is not ((byte)'.' or (byte)','))
            return true;
        var digits = text[1..];
        var length = digits.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        digits = length < 0 ? digits : digits[..length];
        if (digits.Length is 0 or > 9)
            return false;
        // Postgres keeps microseconds.
        var microseconds = 0L;
        for (var i = 0; i < 6; i++)
            microseconds = microseconds * 10 + (i < digits.Length ? digits[i] - '0' : 0);
        ticks += microseconds * TimeSpan.TicksPerMicrosecond;
        text = text[(1 + digits.Length)..];
        return true;
    }

    private static bool TryReadOffset(ReadOnlySpan<byte> text, out TimeSpan? offset)
    {
        offset = null;
        if (text.Length > 1 && text[0] == (byte)' ')
            text = text[1..];
        if (text is [(byte)'Z' or (byte)'z'])
        {
            offset = TimeSpan.Zero;
            return true;
        }

        if (text.Length < 3 || text[0] is not ((byte)'+' or (byte)'-') || !TryNumber(text[1..3], out var hours) || hours > 14)
            return false;
        var minutes = 0;
        var rest = text[3..];
        if (rest.Length > 0 && rest[0] == (byte)':')
            rest = rest[1..];
        if (rest.Length > 0 && (rest.Length != 2 || !TryNumber(rest, out minutes) || minutes > 59))
            return false;
        var size = new TimeSpan(hours, minutes, 0);
        offset = text[0] == (byte)'-' ? -size : size;
        return true;
    }

    private static bool TryNumber(ReadOnlySpan<byte> digits, out int value)
    {
        value = 0;
        foreach (var digit in digits)
        {
            if (digit is < (byte)'0' or > (byte)'9')
                return false;
            value = value * 10 + (digit - '0');
        }

        return true;
    }
}
