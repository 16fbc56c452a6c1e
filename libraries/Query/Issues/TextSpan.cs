namespace NlSql.Query.Issues;

/// <summary>A place in a text: UTF-16 offset and length.</summary>
/// <param name="Start">Offset of the first character, 0 at the beginning of the text.</param>
/// <param name="Length">Number of characters.</param>
public readonly record struct TextSpan(int Start, int Length)
{
    /// <summary>No place: the thing was built, not written by somebody.</summary>
    public static TextSpan None => default;

    /// <summary>Offset just behind the last character.</summary>
    public int End => Start + Length;

    /// <summary>The smallest span that covers both; a span that is no place does not count.</summary>
    public TextSpan To(TextSpan last)
    {
        if (this == None) return last;
        if (last == None) return this;
        int start = Math.Min(Start, last.Start);
        return new(start, Math.Max(End, last.End) - start);
    }
}
