using NlSql.Query.Tokens;

namespace NlSql.Chat.Learning;

/// <summary>How alike two questions are.</summary>
internal static class Similarity
{
    /// <summary>From here on a question is an example for another.</summary>
    public const double Enough = 0.3;

    private const double OfWords = 0.5;
    private const double OfTrigrams = 0.3;
    private const double OfPlans = 0.2;

    /// <summary>The words of a question in one form: case, accents, commas and plural endings do not matter, order and numbers do.</summary>
    public static string Words(string question) => string.Join(' ', Tokenizer.Tokenize(question).Where(t => t.Text != ",").Select(t => t.Stem.Length > 0 ? t.Stem : t.Folded));

    /// <summary>From 0, nothing in common, to 1, the same: words, letters, and names that the plans share.</summary>
    /// <param name="left">Words of a question, from <see cref="Words"/>.</param>
    /// <param name="right">Words of the other.</param>
    /// <param name="leftPlan">What the first is taken to mean, as JSON; null when that is not known.</param>
    /// <param name="rightPlan">The same of the other.</param>
    public static double Of(string left, string right, string? leftPlan = null, string? rightPlan = null)
    {
        var words = (OfWords * Overlap(left.Split(' '), right.Split(' '))) + (OfTrigrams * Overlap(Trigrams(left), Trigrams(right)));
        return leftPlan is null || rightPlan is null
            ? words / (OfWords + OfTrigrams)
            : words + (OfPlans * Overlap(Names(leftPlan), Names(rightPlan)));
    }

    private static double Overlap(IEnumerable<string> left, IEnumerable<string> right)
    {
        var (one, other) = (left.ToHashSet(StringComparer.Ordinal), right.ToHashSet(StringComparer.Ordinal));
        var shared = one.Count(other.Contains);
        return shared == 0 ? 0 : (double)shared / (one.Count + other.Count - shared);
    }

    private static IEnumerable<string> Trigrams(string text)
    {
        var padded = $"  {text} ";
        for (var at = 0; at + 3 <= padded.Length; at++)
            yield return padded.Substring(at, 3);
    }

    private static IEnumerable<string> Names(string plan) =>
        plan.Split(['"', '{', '}', '[', ']', ':', ',', ' ', '(', ')'], StringSplitOptions.RemoveEmptyEntries).Where(n => char.IsAsciiLetter(n[0]));
}
