using System.Globalization;
using System.Text;

namespace NlSql.Query.Sql.Parsing;

/// <summary>The escapes of <c>U&amp;'S\00E3o'</c>: four digits, or a plus and six.</summary>
internal static class UnicodeEscapes
{
    /// <summary>The text meant, or null when an escape is not valid.</summary>
    public static string? Decode(string raw)
    {
        var value = new StringBuilder(raw.Length);
        for (int i = 0; i < raw.Length; i++)
        {
            if (raw[i] != '\\')
            {
                value.Append(raw[i]);
            }
            else if (i + 1 < raw.Length && raw[i + 1] == '\\')
            {
                value.Append('\\');
                i++;
            }
            else
            {
                int skip = i + 1 < raw.Length && raw[i + 1] == '+' ? 2 : 1;
                int digits = skip == 2 ? 6 : 4;
                if (i + skip + digits > raw.Length
                    || !int.TryParse(raw.AsSpan(i + skip, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int code)
                    || !Rune.IsValid(code) || code == 0)
                    return null;
                value.Append(new Rune(code).ToString());
                i += skip + digits - 1;
            }
        }

        return value.ToString();
    }
}
