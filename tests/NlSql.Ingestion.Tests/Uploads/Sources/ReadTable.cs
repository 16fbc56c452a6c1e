using NlSql.Ingestion.Uploads;
using NlSql.Ingestion.Uploads.Csv;
using NlSql.Ingestion.Uploads.Sources;
using NlSql.ServiceDefaults.Errors;

namespace NlSql.Ingestion.Tests.Uploads.Sources;

/// <summary>A file as the loader sees it: what was found out about it, and its records with their lines.</summary>
internal sealed record ReadTable
{
    private const int MostCells = 2000;

    public FileFormat Format { get; private init; }

    public string? Encoding { get; private init; }

    public char Delimiter { get; private init; }

    public char? Quote { get; private init; }

    public bool HasHeader { get; private init; }

    public string? Sheet { get; private init; }

    public Failure? Failure { get; private init; }

    /// <summary>Cells of each record that is no empty line, joined by bars.</summary>
    public IReadOnlyList<string> Records { get; private init; } = [];

    /// <summary>Line of each of these records.</summary>
    public IReadOnlyList<long> Lines { get; private init; } = [];

    public static Task<ReadTable> OfAsync(
        string text, string name = "", SourceSettings? settings = null, UploadOptions? options = null, bool rewindable = false) =>
        OfAsync(System.Text.Encoding.UTF8.GetBytes(text), name, settings, options, rewindable);

    public static async Task<ReadTable> OfAsync(
        byte[] content, string name = "", SourceSettings? settings = null, UploadOptions? options = null, bool rewindable = false)
    {
        options ??= new UploadOptions();
        await using var upload = new UploadContent(new MemoryStream(content), options);
        var opening = await TabularFile.OpenAsync(upload, name, settings ?? new SourceSettings(), options, rewindable, TestContext.Current.CancellationToken);
        if (!opening.TryGet(out var file, out var failure))
            return new ReadTable { Failure = failure };
        await using (file)
        {
            var table = await OfAsync(file);
            if (rewindable && table.Failure is null)
            {
                await file.RewindAsync(TestContext.Current.CancellationToken);
                var again = await OfAsync(file);
                Assert.Equal(table.Records, again.Records);
                Assert.Equal(table.Lines, again.Lines);
            }

            return table;
        }
    }

    public static async Task<ReadTable> OfAsync(TabularFile file)
    {
        var reader = file.OpenReader(MostCells);
        var (records, lines) = (new List<string>(), new List<long>());
        CsvStatus status;
        while ((status = reader.Read()) is CsvStatus.Record or CsvStatus.NeedMore)
        {
            if (status == CsvStatus.NeedMore)
                await reader.FillAsync(TestContext.Current.CancellationToken);
            else if (!reader.IsBlank)
                Add(reader);
        }

        return new ReadTable
        {
            Format = file.Format,
            Encoding = file.Encoding,
            Delimiter = (char)file.Delimiter,
            Quote = (char?)file.Quote,
            HasHeader = file.HasHeader,
            Sheet = file.Sheet,
            Failure = file.Failure,
            Records = records,
            Lines = lines,
        };

        void Add(CsvReader record)
        {
            records.Add(string.Join('|', Enumerable.Range(0, record.CellCount).Select(i => System.Text.Encoding.UTF8.GetString(record.CellAt(i)))));
            lines.Add(record.Line);
        }
    }
}
