namespace NlSql.Drafting.Profiling;

/// <summary>64 bits for a value; the same on every machine. Numbers count by their value: <c>7</c>, <c>7.0</c> and <c>7.00</c> are one.</summary>
internal static class ValueHash
{
    public static ulong Of(ReadOnlySpan<char> text)
    {
        var hash = 14695981039346656037UL;
        foreach (var c in WithoutZeroFraction(text))
            hash = (hash ^ c) * 1099511628211UL;
        // FNV leaves the upper bits weak; the sketch compares them.
        hash = (hash ^ (hash >> 33)) * 0xff51afd7ed558ccdUL;
        hash = (hash ^ (hash >> 33)) * 0xc4ceb9fe1a85ec53UL;
        return hash ^ (hash >> 33);
    }

    private static ReadOnlySpan<char> WithoutZeroFraction(ReadOnlySpan<char> text)
    {
        var point = text.IndexOf('.');
        var isZero = point > 0 && point < text.Length - 1 && text[(point + 1)..].IndexOfAnyExcept('0') < 0 && text[..point].IndexOfAnyExceptInRange('0', '9') <= 0;
        return isZero ? text[..point] : text;
    }
}
