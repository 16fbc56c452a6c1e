using NlSql.Query.Tokens;

namespace NlSql.Query.Linking;

/// <summary>One value that is written in several ways: "Leeds", "LEEDS" and "leeds " are one town.</summary>
internal static class ValueSpellings
{
    /// <summary>All ways in which the value that words mean is written in its column, the value itself first.</summary>
    public static IReadOnlyList<string> Of(Mention mention, MentionTarget.Value value)
    {
        var folded = Folded(value.Text);
        return [value.Text, .. mention.Candidates.Select(c => c.Target).OfType<MentionTarget.Value>().Where(v => (v.TableName, v.ColumnName) == (value.TableName, value.ColumnName) && v.Text != value.Text && Folded(v.Text) == folded).Select(v => v.Text).Order(StringComparer.Ordinal)];
    }

    /// <summary>What is assumed, in a sentence; null where the value is written in one way.</summary>
    public static string? Assumption(IReadOnlyList<string> spellings) => spellings.Count < 2 ? null : $"“{spellings[0].Trim()}” is written in {spellings.Count} ways here, which count as one.";

    // Case, accents and blanks around and between the words.
    private static string Folded(string text) => string.Join(' ', TextFolding.Fold(text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
