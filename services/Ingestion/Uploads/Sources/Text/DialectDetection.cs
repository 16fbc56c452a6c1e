using System.Buffers;
using NlSql.Ingestion.Uploads.Csv;

namespace NlSql.Ingestion.Uploads.Sources.Text;

/// <summary>
/// Finds delimiter and quote by trying each on the first records. The delimiter is the one that gives every record as many cells as
/// the first has, leaves fewest other delimiters within cells, and makes most cells, in that order.
/// </summary>
internal static class DialectDetection
{
    private const int SampledRecords = 200;
    private const int SampledCells = 1024;
    private const byte UnitSeparator = 0x1F;
    private const double NearlyAll = 0.9;
    private static readonly SearchValues<byte> InNumbers = SearchValues.Create("0123456789,.-+ "u8);

    private static ReadOnlySpan<byte> Delimiters => [(byte)',', (byte)';', (byte)'\t', (byte)'|'];

    /// <summary>How to split the text; what the settings say is not looked for.</summary>
    /// <param name="text">The text's first block, as UTF-8.</param>
    /// <param name="whole">Whether nothing follows.</param>
    /// <param name="settings">What the sender says.</param>
    /// <param name="fileName">Decides where the text cannot: a .tsv with one column.</param>
    public static Dialect Of(byte[] text, bool whole, SourceSettings settings, string fileName)
    {
        var (said, skip) = SeparatorLine(text);
        text = text[skip..];
        var delimiter = settings.Delimiter ?? said;
        var quote = settings.Quote ?? (byte)'"';
        var best = Best(text, whole, delimiter, quote);
        if (settings.Quote is null)
        {
            if (text.Contains((byte)'\'') && Best(text, whole, delimiter, (byte)'\'') is { } single && IsSingleQuoted(single, best))
                (best, quote) = (single, (byte)'\'');
            else if (best is { Delimiter: (byte)'\t', Closed: 0, Unclosed: > 0 })
                quote = SourceSettings.NoQuote;
        }

        return new Dialect(
            delimiter ?? best?.Delimiter ?? OfOneColumn(text, fileName), quote == SourceSettings.NoQuote ? null : quote, skip);
    }

    /// <summary>The first line <c>sep=;</c>, which Excel writes and reads.</summary>
    private static (byte? Delimiter, int Length) SeparatorLine(ReadOnlySpan<byte> text)
    {
        var start = text.StartsWith("\"sep="u8) ? 1 : 0;
        var line = text[start..];
        if (line.Length < 5 || !line.StartsWith("sep="u8))
            return (null, 0);
        var delimiter = line[4];
        var rest = line[5..];
        if (start > 0)
        {
            if (!rest.StartsWith("\""u8))
                return (null, 0);
            rest = rest[1..];
        }

        var lineEnd = rest.StartsWith("\r\n"u8) ? 2 : rest.StartsWith("\n"u8) || rest.StartsWith("\r"u8) ? 1 : 0;
        return lineEnd == 0 || delimiter >= 0x80 ? (null, 0) : (delimiter, text.Length - rest.Length + lineEnd);
    }

    private static Trial? Best(byte[] text, bool whole, byte? delimiter, byte quote)
    {
        Trial? best = null;
        foreach (var candidate in delimiter is { } known ? [known] : Delimiters)
        {
            if (!text.Contains(candidate))
                continue;
            var trial = Try(text, whole, candidate, quote);
            if (trial.Cells > 1 && (best is null || trial.CompareTo(best) > 0))
                best = trial;
        }

        return best;
    }

    private static Trial Try(byte[] text, bool whole, byte delimiter, byte quote)
    {
        var reader = CsvReader.Over(text, whole, SampledCells);
        reader.Delimiter = delimiter;
        reader.Quote = quote == SourceSettings.NoQuote ? null : quote;
        var trial = new Trial(delimiter);
        CsvStatus status;
        while ((status = reader.Read()) == CsvStatus.Record && trial.Records < SampledRecords)
        {
            if (!reader.IsBlank)
                trial.Add(reader);
        }

        if (status == CsvStatus.UnclosedQuote)
            trial.Unclosed++;
        return trial;
    }

    /// <summary>
    /// An apostrophe is a quote when every cell that begins with one ends with one, no cell stands in double quotes, and either some
    /// column nearly always has them or the records only agree with them.
    /// </summary>
    private static bool IsSingleQuoted(Trial single, Trial? plain) =>
        single is { Unclosed: 0, Closed: > 1 } && plain is not { Closed: > 0 }
        && (single.MostQuoted >= NearlyAll || plain is null || single.Agreement > plain.Agreement);

    /// <summary>One column has no delimiter: one that is not in the text, so that no cell is cut.</summary>
    private static byte OfOneColumn(ReadOnlySpan<byte> text, string fileName)
    {
        if (fileName.Contains(".tsv", StringComparison.OrdinalIgnoreCase) || fileName.Contains(".tab", StringComparison.OrdinalIgnoreCase))
            return (byte)'\t';
        foreach (var candidate in Delimiters)
        {
            if (!text.Contains(candidate))
                return candidate;
        }

        return UnitSeparator;
    }

    /// <summary>What a delimiter makes of the first records.</summary>
    private sealed class Trial(byte delimiter) : IComparable<Trial>
    {
        private readonly Dictionary<int, int> counts = [];
        private readonly List<(int Quoted, int Filled)> columns = [];
        private int first;
        private int cells;
        private int clean;

        public byte Delimiter => delimiter;

        public int Records { get; private set; }

        /// <summary>Cells in quotes that end where they should.</summary>
        public int Closed { get; private set; }

        /// <summary>Quotes that are not closed, or with text behind them.</summary>
        public int Unclosed { get; set; }

        /// <summary>Cells in a record: as many as the first has, or, below a title line, as nearly all others have.</summary>
        public int Cells => first > 1 ? first : Titled ? MostCommon : 1;

        /// <summary>Share of the records with that many cells.</summary>
        public double Agreement => Records == 0 ? 0 : (double)counts.GetValueOrDefault(Cells) / Records;

        /// <summary>The largest share of filled cells in quotes that a column has.</summary>
        public double MostQuoted => columns.Where(c => c.Filled > 1).Select(c => (double)c.Quoted / c.Filled).DefaultIfEmpty().Max();

        private int MostCommon => counts.OrderByDescending(c => c.Value).ThenByDescending(c => c.Key).Select(c => c.Key).FirstOrDefault();

        private bool Titled => Records > 2 && MostCommon > 2 && counts[MostCommon] >= NearlyAll * (Records - 1);

        public void Add(CsvReader reader)
        {
            Records++;
            first = Records == 1 ? reader.CellCount : first;
            counts[reader.CellCount] = counts.GetValueOrDefault(reader.CellCount) + 1;
            Unclosed += reader.Malformed ? 1 : 0;
            for (var i = 0; i < Math.Min(reader.CellCount, SampledCells); i++)
                AddCell(i, reader.CellAt(i), reader.IsQuoted(i), reader.Malformed);
        }

        public int CompareTo(Trial? other)
        {
            if (other is null)
                return 1;
            var order = (first > 1).CompareTo(other.first > 1);
            order = order != 0 ? order : Math.Round(Agreement, 1).CompareTo(Math.Round(other.Agreement, 1));
            order = order != 0 ? order : ((double)clean / cells).CompareTo((double)other.clean / other.cells);
            return order != 0 ? order : Cells.CompareTo(other.Cells);
        }

        private void AddCell(int place, ReadOnlySpan<byte> cell, bool quoted, bool malformed)
        {
            cells++;
            clean += quoted || cell.IndexOfAny(Delimiters) < 0 || IsCommaNumber(cell) ? 1 : 0;
            Closed += quoted && !malformed ? 1 : 0;
            if (place == columns.Count)
                columns.Add((0, 0));
            var (inQuotes, filled) = columns[place];
            // The first may be a header, which is often not quoted.
            if (Records > 1)
                columns[place] = (inQuotes + (quoted ? 1 : 0), filled + (cell.IsEmpty ? 0 : 1));
        }

        /// <summary>"1.234,50": a comma that most of Europe writes within numbers.</summary>
        private static bool IsCommaNumber(ReadOnlySpan<byte> cell) =>
            cell.IndexOfAnyExcept(InNumbers) < 0 && cell.IndexOfAnyInRange((byte)'0', (byte)'9') >= 0;
    }
}
