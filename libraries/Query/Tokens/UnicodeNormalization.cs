using System.Text;

namespace NlSql.Query.Tokens;

/// <summary>
/// Unicode normalization form KC. The product runs with invariant globalization (no ICU on the machine), where
/// <see cref="string.Normalize()"/> changes nothing, so the standard's algorithm is done here.
/// </summary>
internal static class UnicodeNormalization
{
    private const int HangulFirst = 0xAC00, HangulCount = 11172, LeadFirst = 0x1100, VowelFirst = 0x1161, TailFirst = 0x11A7;

    /// <summary>The text in form KC and, for each of its characters, the place in the original that it came from.</summary>
    public static (string Text, int[] Starts, int[] Ends) Compose(string text)
    {
        if (Ascii.IsValid(text))
            return (text, [.. Enumerable.Range(0, text.Length)], [.. Enumerable.Range(1, text.Length)]);
        var output = new StringBuilder(text.Length);
        List<int> starts = new(text.Length), ends = new(text.Length);
        List<int> segment = [];
        for (var i = 0; i < text.Length;)
        {
            var start = i;
            segment.Clear();
            i = Decompose(text, i, segment);
            // Marks, and Hangul vowels and tails, belong to what stands before them.
            while (i < text.Length && Continues(text, i))
                i = Decompose(text, i, segment);
            Order(segment);
            foreach (var codePoint in Recompose(segment))
            {
                var before = output.Length;
                output.Append(char.ConvertFromUtf32(codePoint));
                for (var k = before; k < output.Length; k++)
                {
                    starts.Add(start);
                    ends.Add(i);
                }
            }
        }

        return (output.ToString(), [.. starts], [.. ends]);
    }

    /// <summary>The compatibility decomposition without its marks: "é" → "e", "ﬁ" → "fi".</summary>
    public static string WithoutMarks(string text)
    {
        if (Ascii.IsValid(text))
            return text;
        List<int> codePoints = [];
        for (var i = 0; i < text.Length;)
            i = Decompose(text, i, codePoints);
        var output = new StringBuilder(codePoints.Count);
        foreach (var codePoint in codePoints)
        {
            if (UnicodeData.CombiningClass(codePoint) == 0)
                output.Append(char.ConvertFromUtf32(codePoint));
        }

        return output.ToString();
    }

    private static bool Continues(string text, int index)
    {
        var codePoint = CodePoint(text, index, out _);
        if (codePoint < 0x300)
            return false;
        var first = UnicodeData.Decomposition(codePoint) is { } parts ? CodePoint(parts, 0, out _) : codePoint;
        return UnicodeData.CombiningClass(first) != 0 || first is (>= VowelFirst and < VowelFirst + 21) or (> TailFirst and < TailFirst + 28);
    }

    private static int Decompose(string text, int index, List<int> into)
    {
        var codePoint = CodePoint(text, index, out var length);
        var syllable = codePoint - HangulFirst;
        if (syllable is >= 0 and < HangulCount)
        {
            into.Add(LeadFirst + (syllable / 588));
            into.Add(VowelFirst + (syllable % 588 / 28));
            if (syllable % 28 != 0)
                into.Add(TailFirst + (syllable % 28));
        }
        else if (UnicodeData.Decomposition(codePoint) is { } parts)
        {
            for (var i = 0; i < parts.Length;)
            {
                into.Add(CodePoint(parts, i, out var partLength));
                i += partLength;
            }
        }
        else
        {
            into.Add(codePoint);
        }

        return index + length;
    }

    // A stable sort of each run of marks by combining class.
    private static void Order(List<int> codePoints)
    {
        for (var i = 1; i < codePoints.Count; i++)
        {
            var rank = UnicodeData.CombiningClass(codePoints[i]);
            if (rank == 0)
                continue;
            for (var k = i; k > 0 && UnicodeData.CombiningClass(codePoints[k - 1]) > rank; k--)
                (codePoints[k - 1], codePoints[k]) = (codePoints[k], codePoints[k - 1]);
        }
    }

    private static List<int> Recompose(List<int> codePoints)
    {
        List<int> output = [];
        var starter = -1;
        byte last = 0;
        foreach (var codePoint in codePoints)
        {
            var rank = UnicodeData.CombiningClass(codePoint);
            var adjacent = starter == output.Count - 1;
            if (starter >= 0 && (adjacent || last < rank) && Compose(output[starter], codePoint) is var composed and not 0)
            {
                output[starter] = composed;
                continue;
            }

            if (rank == 0)
                starter = output.Count;
            last = rank;
            output.Add(codePoint);
        }

        return output;
    }

    private static int Compose(int first, int second)
    {
        if (first is >= LeadFirst and < LeadFirst + 19 && second is >= VowelFirst and < VowelFirst + 21)
            return HangulFirst + ((((first - LeadFirst) * 21) + (second - VowelFirst)) * 28);
        if (first is >= HangulFirst and < HangulFirst + HangulCount && (first - HangulFirst) % 28 == 0 && second is > TailFirst and < TailFirst + 28)
            return first + (second - TailFirst);
        return UnicodeData.Composite(first, second);
    }

    // Half of a surrogate pair counts as the replacement character.
    private static int CodePoint(string text, int index, out int length)
    {
        if (char.IsHighSurrogate(text[index]) && index + 1 < text.Length && char.IsLowSurrogate(text[index + 1]))
        {
            length = 2;
            return char.ConvertToUtf32(text[index], text[index + 1]);
        }

        length = 1;
        return char.IsSurrogate(text[index]) ? 0xFFFD : text[index];
    }
}
