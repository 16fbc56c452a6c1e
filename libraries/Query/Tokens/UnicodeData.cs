using System.Collections.Frozen;
using System.Globalization;

namespace NlSql.Query.Tokens;

/// <summary>The part of the Unicode Character Database that normalization needs, read once from the embedded table.</summary>
internal static class UnicodeData
{
    private static readonly Tables Data = Read();

    /// <summary>The complete compatibility decomposition of a code point; null when it is itself.</summary>
    public static string? Decomposition(int codePoint) => Data.Decompositions.GetValueOrDefault(codePoint);

    /// <summary>The code point made of two; 0 when they do not compose.</summary>
    public static int Composite(int first, int second) => Data.Composites.GetValueOrDefault(((long)first << 32) | (uint)second);

    /// <summary>The canonical combining class; 0 for starters.</summary>
    public static byte CombiningClass(int codePoint)
    {
        if (codePoint < 0x300)
            return 0;
        var ranges = Data.Classes;
        int low = 0, high = ranges.Length - 1;
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (codePoint < ranges[middle].First)
                high = middle - 1;
            else if (codePoint > ranges[middle].Last)
                low = middle + 1;
            else
                return ranges[middle].Class;
        }

        return 0;
    }

    private static Tables Read()
    {
        using var stream = typeof(UnicodeData).Assembly.GetManifestResourceStream("unicode-normalization.txt")
            ?? throw new InvalidOperationException("The assembly lacks its normalization table.");
        using var reader = new StreamReader(stream);
        Dictionary<int, string> decompositions = [];
        Dictionary<long, int> composites = [];
        List<(int First, int Last, byte Class)> classes = [];
        while (reader.ReadLine() is { } line)
        {
            if (line.Length < 3 || line[0] == '#')
                continue;
            var equals = line.IndexOf('=', StringComparison.Ordinal);
            var (left, right) = (line[2..equals], line[(equals + 1)..]);
            switch (line[0])
            {
                case 'D':
                    decompositions[Hex(left)] = string.Concat(right.Split(' ').Select(c => char.ConvertFromUtf32(Hex(c))));
                    break;
                case 'C':
                    var pair = left.Split(' ');
                    composites[((long)Hex(pair[0]) << 32) | (uint)Hex(pair[1])] = Hex(right);
                    break;
                default:
                    var ends = left.Split('-');
                    classes.Add((Hex(ends[0]), Hex(ends[1]), byte.Parse(right, CultureInfo.InvariantCulture)));
                    break;
            }
        }

        return new(decompositions.ToFrozenDictionary(), composites.ToFrozenDictionary(), [.. classes]);
    }

    private static int Hex(string text) => int.Parse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    private sealed record Tables(
        FrozenDictionary<int, string> Decompositions, FrozenDictionary<long, int> Composites, (int First, int Last, byte Class)[] Classes);
}
