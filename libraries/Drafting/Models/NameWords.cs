using System.Text;

namespace NlSql.Drafting.Models;

/// <summary>The words of a header or file name: <c>custAddrLine1</c> → cust addr line1 → customer address line1.</summary>
internal static class NameWords
{
    private static readonly Dictionary<string, string> Latin = Pairs(
        """
        ä ae, ö oe, ü ue, ß ss, à a, á a, â a, ã a, å a, æ ae, ç c, è e, é e, ê e, ë e, ì i, í i, î i, ï i, ñ n, ò o, ó o,
        ô o, õ o, ø o, ù u, ú u, û u, ý y, ł l, ś s, š s, ž z, ż z, ź z, ć c, č c, ę e, ą a, ń n, ř r, ů u, ğ g, ş s, ı i,
        % percent, # number
        """);

    /// <summary>The words as written, lower case, Latin letters and digits only.</summary>
    public static IReadOnlyList<string> Split(string name)
    {
        var text = new StringBuilder();
        for (var i = 0; i < name.Length; i++)
        {
            var c = name[i];
            // "CapacityMWe" is a capacity in MWe.
            if (UnitWords.LengthAt(name, i) is > 0 and var unit)
            {
                text.Append(' ').Append(name[i..(i + unit)].ToLowerInvariant()).Append(i + unit < name.Length && char.IsUpper(name[i + unit]) ? " " : "");
                i += unit - 1;
                continue;
            }

            // "unitPrice", "XMLFile": a capital begins a word after a small letter, or before one within capitals. "kWh", "pH" and "eMail" are one word.
            var begins = char.IsUpper(c) && i > 0 && !(char.IsLower(name[i - 1]) && (i == 1 || !char.IsLetterOrDigit(name[i - 2])))
                && (char.IsLower(name[i - 1]) || (char.IsUpper(name[i - 1]) && i + 1 < name.Length && char.IsLower(name[i + 1])));
            if (begins)
                text.Append(' ');
            var lower = char.ToLowerInvariant(c);
            if (char.IsAsciiLetterOrDigit(lower))
                text.Append(lower);
            else if (lower is '%' or '#')
                text.Append(' ').Append(Latin[$"{lower}"]).Append(' ');
            else if (lower is not ('\'' or '’'))
                text.Append(Latin.GetValueOrDefault($"{lower}", " "));
        }

        var words = text.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        // "Wait (s)" is so many seconds; "Parent(s)" are one or more.
        if (name.TrimEnd().EndsWith(" (s)", StringComparison.OrdinalIgnoreCase))
            words[^1] = "seconds";
        return words is ["e", "mail", .. var rest] ? ["email", .. rest] : words is [.. var before, ("f" or "l" or "m") and var initial, "name"] ? [.. before, initial + "name"] : words;
    }

    /// <summary>The words with abbreviations written out.</summary>
    public static IReadOnlyList<string> Expand(IReadOnlyList<string> words) => [.. Enumerable.Range(0, words.Count).SelectMany(i => Expand(words, i).Split(' '))];

    /// <summary>The words of a column's name, the first of which is written out where it is short for what the rows of its table are: <c>Tel_Name</c> of telescopes.</summary>
    public static IReadOnlyList<string> WithNoun(IReadOnlyList<string> words, string table) =>
        words is [var first, _, ..] && Abbreviations.Knows(first) && Split(table) is [.., var rows] && Singular(rows) is var noun && IsShort(first, noun)
            ? [noun, .. words.Skip(1)] : words;

    /// <summary>Whether a word is the beginning of a longer one: <c>art</c> of artist.</summary>
    public static bool IsShort(string word, string longer) => word.Length >= 3 && longer.Length >= word.Length + 2 && longer.StartsWith(word, StringComparison.Ordinal);

    /// <summary>Whether some of the words are of another language, and <see cref="Expand(IReadOnlyList{string})"/> says what they mean.</summary>
    public static bool AreForeign(IEnumerable<string> words) => words.Any(w => !Abbreviations.Knows(w) && GermanWords.Meaning(w) is not null);

    /// <summary>One of the words, written out by what it usually stands for.</summary>
    // "no" is a number only behind what is numbered: order no, but no show; "n" only before what is counted.
    public static string Expand(IReadOnlyList<string> words, int place)
    {
        var (word, count) = (words[place], words.Count);
        if (count > 1 && (word == "n" ? place == 0 : word == "no" && (place == 0 || place < count - 1)))
            return word == "n" ? "number" : word;
        // "sq mi", which is no mile.
        if (place > 0 && words[place - 1] == "sq" && Squares.TryGetValue(word, out var side))
            return side;
        if (word == "sq" && place + 1 < count && Squares.ContainsKey(words[place + 1]))
            return "square";
        // Structures lost, but a structure type.
        if (word == "struct" && place + 1 < count && IsDone(words[place + 1]))
            return "structures";
        return Abbreviations.Of(word) is { } full ? full
            // "txns" are transactions.
            : word.Length > 3 && word[^1] == 's' && Abbreviations.Of(word[..^1]) is { } one && !one.Contains(' ', StringComparison.Ordinal) ? Plural(one)
            : GermanWords.Meaning(word) ?? word;
    }

    private static readonly Dictionary<string, string> Squares = Pairs("mi miles, ft feet, km kilometres, m metres, yd yards, in inches");

    private static bool IsDone(string word) => word == "lost" || (word.Length > 4 && word.EndsWith("ed", StringComparison.Ordinal));

    /// <summary>A phrase for people: "Customer address line1".</summary>
    public static string Label(IReadOnlyList<string> words)
    {
        var text = Phrase(words.Select(w => w == "id" ? "ID" : w));
        // A pH has no capital p.
        return text.Length == 0 || UnitWords.Write(words[0]) != words[0] ? text : char.ToUpperInvariant(text[0]) + text[1..];
    }

    /// <summary>Words with units as people write them: "capacity MWe".</summary>
    public static string Phrase(IEnumerable<string> words) => string.Join(' ', words.Select(UnitWords.Write));

    /// <summary>One of several: orders → order, categories → category, boxes → box.</summary>
    public static string Singular(string word) => word switch
    {
        "people" => "person",
        "children" => "child",
        "staff" or "status" or "series" or "news" or "address" or "business" or "bus" => word,
        _ when word.Length > 4 && word.EndsWith("ies", StringComparison.Ordinal) => $"{word[..^3]}y",
        _ when word.EndsWith("sses", StringComparison.Ordinal) || word.EndsWith("xes", StringComparison.Ordinal) || word.EndsWith("ches", StringComparison.Ordinal) || word.EndsWith("shes", StringComparison.Ordinal) => word[..^2],
        _ when word.Length > 3 && word.EndsWith('s') && !word.EndsWith("ss", StringComparison.Ordinal) && !word.EndsWith("us", StringComparison.Ordinal) && !word.EndsWith("is", StringComparison.Ordinal) => word[..^1],
        _ => word,
    };

    /// <summary>Several: order → orders, category → categories.</summary>
    public static string Plural(string word) => Singular(word) switch
    {
        "person" => "people",
        "staff" => "staff",
        "child" => "children",
        "series" or "news" => word,
        var one when one.Length > 2 && one.EndsWith('y') && !"aeiou".Contains(one[^2], StringComparison.Ordinal) => $"{one[..^1]}ies",
        var one when one.EndsWith('s') || one.EndsWith('x') || one.EndsWith("ch", StringComparison.Ordinal) || one.EndsWith("sh", StringComparison.Ordinal) => $"{one}es",
        var one => $"{one}s",
    };

    // "qty quantity, dob date of birth"
    private static Dictionary<string, string> Pairs(string text) => text.Split([',', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Select(pair => pair.Split(' ', 2)).ToDictionary(pair => pair[0], pair => pair[1]);
}
