using System.Globalization;
using System.Text;
using System.Xml;

namespace NlSql.Ingestion.Uploads.Sources.Xlsx;

/// <summary>
/// The text of a cell, put together from its runs. Text beyond the longest cell is dropped but for as much as makes it too long.
/// </summary>
internal sealed class CellText(int maximumBytes)
{
    private const string Escape = "_x";
    private const int EscapeLength = 7;
    private readonly StringBuilder text = new();
    private byte[] utf8 = new byte[256];
    private bool inText;
    private bool inPhonetics;

    public bool IsEmpty => text.Length == 0;

    public void Clear()
    {
        text.Clear();
        (inText, inPhonetics) = (false, false);
    }

    /// <summary>Takes in a node below <c>si</c> or <c>is</c>: text in <c>t</c>, but not how it is pronounced.</summary>
    public void Take(XmlReader xml)
    {
        if (xml.Begins("rPh"))
            inPhonetics = !xml.IsEmptyElement;
        else if (xml.Ends("rPh"))
            inPhonetics = false;
        else if (xml.Begins("t"))
            inText = !xml.IsEmptyElement;
        else if (xml.Ends("t"))
            inText = false;
        else if (inText && !inPhonetics && xml.IsText())
            Append(xml.Value);
    }

    public void Append(string run)
    {
        // A character has at least one byte, so this much is too long for sure.
        var room = maximumBytes + 1 - text.Length;
        if (room > 0)
            text.Append(run, 0, Math.Min(run.Length, room));
    }

    /// <summary>The text as UTF-8, valid until the next call. Characters that XML cannot hold are written as <c>_x000D_</c>.</summary>
    public ReadOnlySpan<byte> Utf8()
    {
        var all = text.ToString();
        if (all.Contains(Escape, StringComparison.Ordinal))
            all = Unescape(all);
        var most = Encoding.UTF8.GetMaxByteCount(all.Length);
        if (utf8.Length < most)
            utf8 = new byte[most];
        return utf8.AsSpan(0, Encoding.UTF8.GetBytes(all, utf8));
    }

    /// <summary>The text as it is.</summary>
    public override string ToString() => text.ToString();

    private static string Unescape(string text)
    {
        var plain = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (i + EscapeLength <= text.Length && text.AsSpan(i, 2).SequenceEqual(Escape) && text[i + 6] == '_'
                && ushort.TryParse(text.AsSpan(i + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var character))
            {
                plain.Append((char)character);
                i += EscapeLength - 1;
            }
            else
            {
                plain.Append(text[i]);
            }
        }

        return plain.ToString();
    }
}
