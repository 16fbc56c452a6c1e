using System.Text;
using NlSql.Query.Tokens;

namespace NlSql.Ingestion.Profiles;

/// <summary>A value as questions may spell it: folded as the asking side folds, with one space for whatever stands between words.</summary>
internal static class NormalText
{
    public static string Of(string value)
    {
        // Folding is for what is beyond ASCII; most values are not.
        var folded = Ascii.IsValid(value) && !value.Contains('\'', StringComparison.Ordinal) && !value.Contains('`', StringComparison.Ordinal) ? value.ToLowerInvariant() : TextFolding.Fold(value);
        var text = new StringBuilder(folded.Length);
        foreach (var c in folded)
        {
            if (char.IsLetterOrDigit(c))
                text.Append(c);
            else if (text.Length > 0 && text[^1] != ' ')
                text.Append(' ');
        }

        return text.ToString().TrimEnd();
    }
}
