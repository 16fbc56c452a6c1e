using System.Globalization;
using System.Text;

namespace NlSql.Ingestion.Uploads.Sources.Xlsx;

/// <summary>What the cells of a workbook hold, as text that the loader takes.</summary>
internal sealed class CellValues(SharedTexts texts, CellFormats formats, bool from1904)
{
    private readonly byte[] number = new byte[512];

    /// <summary>The cell's value; false when what stands there cannot be.</summary>
    /// <param name="type">The cell's <c>t</c>.</param>
    /// <param name="style">Number of its format.</param>
    /// <param name="text">What is written in it.</param>
    /// <param name="value">The value, valid until the next cell.</param>
    public bool TryGet(string? type, int style, CellText text, out ReadOnlySpan<byte> value)
    {
        value = default;
        switch (type)
        {
            case "s":
                return text.IsEmpty || int.TryParse(text.ToString(), NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var index)
                    && texts.TryGet(index, out value);
            case "str" or "inlineStr" or "d":
                value = text.Utf8();
                return true;
            case "b":
                value = text.ToString().Trim() is "1" or "true" ? "true"u8 : "false"u8;
                return true;
            case "e":
                return true;
            default:
                return TryNumber(text.ToString(), style, out value);
        }
    }

    private bool TryNumber(string text, int style, out ReadOnlySpan<byte> value)
    {
        value = default;
        if (text.Length == 0)
            return true;
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var parsed) || !double.IsFinite(parsed))
            return false;
        var shown = SerialDate.TextOf(parsed, formats[style], from1904) ?? NumberText.Of(parsed);
        value = number.AsSpan(0, Encoding.ASCII.GetBytes(shown, number));
        return true;
    }
}
