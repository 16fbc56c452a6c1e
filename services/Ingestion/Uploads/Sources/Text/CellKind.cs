using System.Text.RegularExpressions;

namespace NlSql.Ingestion.Uploads.Sources.Text;

/// <summary>What a cell looks like.</summary>
internal enum CellKind
{
    Empty,
    Text,
    Number,
    Date,
    Uuid,
}

/// <summary>Tells the kind of a cell by its looks, in the ways that spreadsheets write numbers and dates.</summary>
internal static partial class CellKinds
{
    private const int LongestKnown = 40;

    public static CellKind Of(string cell)
    {
        var text = cell.AsSpan().Trim();
        if (text.IsEmpty)
            return CellKind.Empty;
        if (text.Length > LongestKnown)
            return CellKind.Text;
        if (Date().IsMatch(text))
            return CellKind.Date;
        if (Number().IsMatch(text))
            return CellKind.Number;
        return Guid.TryParseExact(text, "D", out _) ? CellKind.Uuid : CellKind.Text;
    }

    [GeneratedRegex(@"^[-+(]?[$€£¥]?\s?[-+]?\d[\d.,'\s]*(e[-+]?\d+)?\s?[%$€£¥]?\)?$|^[-+]?\.\d+$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Number();

    [GeneratedRegex(
        @"^(\d{4}([-/.])\d{1,2}\2\d{1,2}|\d{1,2}([-/.])(\d{1,2}|[a-z]{3})\3(\d{4}|\d{2}))([t\s]+\d{1,2}:\d{2}\S*(\s?[ap]m)?)?$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Date();
}
