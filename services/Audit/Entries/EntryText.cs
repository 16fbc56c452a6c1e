using System.Text;

namespace NlSql.Audit.Entries;

/// <summary>Text that Postgres can hold: what it cannot (NUL, half a surrogate pair) becomes the replacement character.</summary>
internal static class EntryText
{
    public static string? Clean(string? text)
    {
        if (text is null)
            return null;
        // In JSON the character NUL comes as an escape, which jsonb refuses too.
        var clean = text.Replace('\0', '\uFFFD').Replace("\\u0000", "\\ufffd", StringComparison.Ordinal);
        return Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(clean));
    }
}
