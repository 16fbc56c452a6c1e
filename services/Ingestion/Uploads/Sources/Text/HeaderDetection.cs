using System.Text;
using NlSql.Ingestion.Uploads.Csv;

namespace NlSql.Ingestion.Uploads.Sources.Text;

/// <summary>
/// Whether the first record names the columns. A name above numbers, dates or ids speaks for it; a number, date or id above others of
/// its kind, or a text that comes again below, against it. When nothing speaks, it is a header.
/// </summary>
internal static class HeaderDetection
{
    private const int SampledRecords = 100;
    private const int SampledCells = 500;
    private const double NearlyAll = 0.8;

    /// <param name="text">The text's first block, as UTF-8, from its first record.</param>
    /// <param name="whole">Whether nothing follows.</param>
    /// <param name="dialect">How it is split.</param>
    public static bool Of(byte[] text, bool whole, Dialect dialect)
    {
        var records = RecordsOf(text, whole, dialect);
        if (records.Count < 2)
            return true;
        var (named, data) = (0, 0);
        for (var place = 0; place < records[0].Length; place++)
        {
            var below = records.Skip(1).Where(r => r.Length > place && r[place].Length > 0).Select(r => r[place]).ToList();
            if (below.Count == 0 || records[0][place].Length == 0)
                continue;
            var first = CellKinds.Of(records[0][place]);
            var (kind, share) = CommonestOf(below);
            if (first != CellKind.Text)
                data += first == kind && share >= NearlyAll ? 1 : 0;
            else if (kind != CellKind.Text)
                named += share >= NearlyAll ? 1 : 0;
            else
                data += below.Contains(records[0][place]) ? 1 : 0;
        }

        return named >= data;
    }

    private static (CellKind Kind, double Share) CommonestOf(List<string> cells)
    {
        var commonest = cells.CountBy(CellKinds.Of).MaxBy(c => c.Value);
        return (commonest.Key, (double)commonest.Value / cells.Count);
    }

    private static List<string[]> RecordsOf(byte[] text, bool whole, Dialect dialect)
    {
        var reader = CsvReader.Over(text, whole, SampledCells);
        (reader.Delimiter, reader.Quote) = (dialect.Delimiter, dialect.Quote);
        var records = new List<string[]>();
        while (records.Count <= SampledRecords && reader.Read() == CsvStatus.Record)
        {
            if (!reader.IsBlank)
                records.Add([.. Enumerable.Range(0, Math.Min(reader.CellCount, SampledCells)).Select(i => Encoding.UTF8.GetString(reader.CellAt(i)))]);
        }

        return records;
    }
}
