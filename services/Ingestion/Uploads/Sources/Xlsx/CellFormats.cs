using System.Globalization;
using System.Xml;

namespace NlSql.Ingestion.Uploads.Sources.Xlsx;

/// <summary>What a number in a cell is shown as.</summary>
internal enum NumberKind
{
    Number,
    Date,
    Timestamp,
    Time,
}

/// <summary>The formats of a workbook's cells, as far as they make a date of a number.</summary>
internal sealed class CellFormats
{
    private readonly List<NumberKind> styles = [];
    private readonly Dictionary<int, NumberKind> custom = [];

    /// <summary>What a cell of this style holds.</summary>
    public NumberKind this[int style] => (uint)style < (uint)styles.Count ? styles[style] : NumberKind.Number;

    /// <summary>Reads the styles; all are plain numbers when there is no part.</summary>
    public static CellFormats Read(XlsxArchive archive, string? path)
    {
        var formats = new CellFormats();
        using var xml = path is null ? null : archive.OpenSmall(path);
        var inCells = false;
        while (xml?.Next() == true)
        {
            if (xml.Begins("numFmt") && TryNumber(xml, out var id))
                formats.custom[id] = KindOf(xml.GetAttribute("formatCode") ?? "");
            else if (xml.Begins("cellXfs"))
                inCells = !xml.IsEmptyElement;
            else if (xml.Ends("cellXfs"))
                inCells = false;
            else if (inCells && xml.Begins("xf"))
                formats.styles.Add(TryNumber(xml, out id) ? formats.KindOf(id) : NumberKind.Number);
        }

        return formats;
    }

    private static bool TryNumber(XmlReader xml, out int id) =>
        int.TryParse(xml.GetAttribute("numFmtId"), NumberStyles.None, CultureInfo.InvariantCulture, out id);

    private NumberKind KindOf(int id) => custom.TryGetValue(id, out var kind) ? kind : id switch
    {
        >= 14 and <= 17 or >= 27 and <= 36 or >= 50 and <= 58 => NumberKind.Date,
        >= 18 and <= 21 or >= 45 and <= 47 => NumberKind.Time,
        22 => NumberKind.Timestamp,
        _ => NumberKind.Number,
    };

    /// <summary>"yyyy-mm-dd hh:mm" shows a timestamp: letters outside quotes, escapes and brackets, of the part for positive numbers.</summary>
    private static NumberKind KindOf(string code)
    {
        var (day, month, hour) = (false, false, false);
        for (var i = 0; i < code.Length && code[i] != ';'; i++)
        {
            switch (char.ToLowerInvariant(code[i]))
            {
                case '"':
                    i = EndOf(code, i + 1, '"');
                    break;
                case '[':
                    // Hours, minutes or seconds that count beyond their turn; else a colour, a currency or a condition.
                    hour |= i + 1 < code.Length && "hms".Contains(char.ToLowerInvariant(code[i + 1]), StringComparison.Ordinal) && IsElapsed(code, i + 1);
                    i = EndOf(code, i + 1, ']');
                    break;
                case '\\' or '_' or '*':
                    i++;
                    break;
                case 'y' or 'd':
                    day = true;
                    break;
                case 'm':
                    month = true;
                    break;
                case 'h' or 's':
                    hour = true;
                    break;
            }
        }

        if (day || (month && !hour))
            return hour ? NumberKind.Timestamp : NumberKind.Date;
        return hour ? NumberKind.Time : NumberKind.Number;
    }

    private static int EndOf(string code, int from, char close) => code.IndexOf(close, from) is var end and >= 0 ? end : code.Length;

    private static bool IsElapsed(string code, int from)
    {
        var end = EndOf(code, from, ']');
        return code.AsSpan(from, end - from).IndexOfAnyExcept(char.ToLowerInvariant(code[from]), char.ToUpperInvariant(code[from])) < 0;
    }
}
