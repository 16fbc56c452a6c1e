using System.Text;
using System.Text.Json;
using NlSql.Ingestion.Uploads.Csv;
using NlSql.ServiceDefaults.Errors;

namespace NlSql.Ingestion.Uploads.Sources.JsonLines;

/// <summary>
/// Writes lines of JSON objects as CSV. A first pass collects the keys of all lines, in the order in which they come up; a second
/// writes the values. Lists and objects within become their JSON text.
/// </summary>
internal sealed class JsonLinesTable
{
    // Not in JSON text, so a line is one cell.
    private const byte NoDelimiter = 0;
    private readonly CsvWriter csv;
    private readonly UploadOptions options;
    private readonly JsonObject row = new();
    private readonly Dictionary<string, int> columns = [];
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> columnOf;

    private JsonLinesTable(CsvWriter csv, UploadOptions options)
    {
        (this.csv, this.options) = (csv, options);
        columnOf = columns.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    private delegate Failure? LineAction(ReadOnlySpan<byte> line, long number);

    public static async Task<Result<Conversion>> WriteAsync(SpooledText text, CsvWriter csv, UploadOptions options, CancellationToken cancellationToken)
    {
        var table = new JsonLinesTable(csv, options);
        if (await table.ReadAsync(text, table.Collect, cancellationToken) is { } unreadable)
            return unreadable;
        table.WriteHeader();
        if (await table.ReadAsync(text, table.Write, cancellationToken) is { } unwritten)
            return unwritten;
        return new Conversion(FirstLine: 0);
    }

    private async Task<Failure?> ReadAsync(SpooledText text, LineAction action, CancellationToken cancellationToken)
    {
        var lines = new CsvReader(text.Begin(), maximumCells: 1, options.MaximumLineBytes, options.MaximumLineBytes)
        {
            Delimiter = NoDelimiter,
            Quote = null,
        };
        while (lines.Read() is var status)
        {
            switch (status)
            {
                case CsvStatus.NeedMore:
                    await lines.FillAsync(cancellationToken);
                    break;
                case CsvStatus.Record when action(lines.Record.Trim(" \t"u8), lines.Line) is { } failure:
                    return failure;
                case CsvStatus.Record:
                    break;
                case CsvStatus.End:
                    return null;
                default:
                    return UploadErrors.LineTooLong(lines.NextLine, options.MaximumLineBytes);
            }
        }

        return null;
    }

    private Failure? Collect(ReadOnlySpan<byte> line, long number)
    {
        if (line.IsEmpty)
            return null;
        if (row.Read(line, number) is { } malformed)
            return malformed;
        for (var i = 0; i < row.Count; i++)
        {
            var name = row.NameAt(i);
            if (columnOf.ContainsKey(name))
                continue;
            if (Encoding.UTF8.GetByteCount(name) > options.MaximumHeaderBytes)
                return UploadErrors.HeaderTooLong(options.MaximumHeaderBytes);
            if (columns.Count == options.MaximumColumns)
                return UploadErrors.TooManyColumns(options.MaximumColumns);
            columns.Add(name.ToString(), columns.Count);
        }

        return null;
    }

    private void WriteHeader()
    {
        csv.Line = 0;
        foreach (var name in columns.Keys)
            csv.Cell(name);
        csv.EndRecord();
    }

    private Failure? Write(ReadOnlySpan<byte> line, long number)
    {
        csv.Line = number;
        if (!line.IsEmpty)
        {
            // Read without failure before.
            row.Read(line, number);
            Span<int> places = stackalloc int[columns.Count];
            places.Fill(-1);
            // Of a key that comes twice, the last counts, as in most readers.
            for (var i = 0; i < row.Count; i++)
                places[columnOf[row.NameAt(i)]] = i;
            foreach (var place in places)
                WriteCell(line, place);
        }

        csv.EndRecord();
        return csv.Failure;
    }

    private void WriteCell(ReadOnlySpan<byte> line, int place)
    {
        if (place < 0)
            csv.Cell([]);
        else if (row.KindAt(place) == JsonTokenType.Number && row.ValueAt(line, place).IndexOfAny((byte)'e', (byte)'E') >= 0)
            csv.Cell(NumberText.WithoutExponent(Encoding.ASCII.GetString(row.ValueAt(line, place))));
        else
            csv.Cell(row.ValueAt(line, place));
    }
}
