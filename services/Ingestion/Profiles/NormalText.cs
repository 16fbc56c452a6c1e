using System.Globalization;
using System.Text;

namespace NlSql.Ingestion.Profiles;

/// <summary>A value as questions may spell it: small letters, without accents, one space between words.</summary>
internal static class NormalText
{
    public static string Of(string value)
    {
        var text = new StringBuilder(value.Length);
        foreach (var c in value.Normalize(NormalizationForm.FormD))
        {
            if (char.IsLetterOrDigit(c))
                text.Append(char.ToLowerInvariant(c));
            else if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark && text.Length > 0 && text[^1] != ' ')
                text.Append(' ');
        }

        return text.ToString().TrimEnd();
    }
}
