using System.Globalization;

namespace NlSql.Query.Sql.Guarding.Rules;

/// <summary>
/// Which regular expressions Postgres can be trusted with. Its engine backtracks on back-references, and multiplies counted and nested
/// repetitions out into an automaton: <c>.{90}</c> twice costs a hundred times of once. So repeated groups, look-around and back-references
/// are out, and the copies that counts ask for are few in all.
/// </summary>
internal static class RegularExpressions
{
    private const int MostCopies = 64;
    private const int MostRepetitions = 20;
    private const int MostGroups = 20;
    private const int MostAlternatives = 50;

    private static readonly string[] Classes =
        ["[:alpha:]", "[:digit:]", "[:alnum:]", "[:upper:]", "[:lower:]", "[:space:]", "[:blank:]", "[:punct:]", "[:xdigit:]"];

    /// <summary>Whether the pattern is simple enough.</summary>
    public static bool IsSimple(string pattern)
    {
        foreach (string name in Classes)
            pattern = pattern.Replace(name, "a", StringComparison.Ordinal);
        int copies = 0, repetitions = 0, groups = 0, alternatives = 0;
        for (int i = 0; i < pattern.Length; i++)
        {
            char next = i + 1 < pattern.Length ? pattern[i + 1] : '\0';
            switch (pattern[i])
            {
                case '\\' when char.IsAsciiDigit(next) || (char.IsAsciiLetter(next) && next is not ('d' or 'D' or 'w' or 'W' or 's' or 'S' or 'y' or 'm' or 'M')):
                case '(' when next is '?' or '*':
                case ')' when next is '*' or '+' or '{':
                case '*' or '+' or '?' or '}' when next is '*' or '+' or '{':
                    return false;
                case '\\':
                    i++;
                    break;
                case '(':
                    groups++;
                    break;
                case '|':
                    alternatives++;
                    break;
                case '*' or '+' or '?' or '%':
                    repetitions++;
                    break;
                case '[':
                    int end = pattern.IndexOf(']', Math.Min(i + (next == '^' ? 3 : 2), pattern.Length));
                    if (end < 0 || pattern.AsSpan(i + 1, end - i - 1).Contains('[')) return false;
                    i = end;
                    break;
                case '{':
                    if (Copies(pattern, i) is not { } counted) return false;
                    copies += counted;
                    repetitions++;
                    break;
            }
        }

        return copies <= MostCopies && repetitions <= MostRepetitions && groups <= MostGroups && alternatives <= MostAlternatives;
    }

    /// <summary>The larger number of <c>{3}</c>, <c>{3,}</c> or <c>{3,5}</c>; null when it is not a small count.</summary>
    private static int? Copies(string pattern, int open)
    {
        int close = pattern.IndexOf('}', open);
        if (close < 0) return null;
        string[] bounds = pattern[(open + 1)..close].Split(',');
        bool small = bounds.Length <= 2 && bounds[0].Length > 0 && bounds.All(b => b.Length <= 2 && b.All(char.IsAsciiDigit));
        return small ? bounds.Where(b => b.Length > 0).Max(b => int.Parse(b, CultureInfo.InvariantCulture)) : null;
    }
}
