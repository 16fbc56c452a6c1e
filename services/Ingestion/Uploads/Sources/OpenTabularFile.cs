using NlSql.Ingestion.Uploads.Sources.JsonLines;
using NlSql.Ingestion.Uploads.Sources.Parquet;
using NlSql.Ingestion.Uploads.Sources.Text;
using NlSql.Ingestion.Uploads.Sources.Xlsx;
using NlSql.ServiceDefaults.Errors;

namespace NlSql.Ingestion.Uploads.Sources;

/// <summary>Finds out what a file is and makes it readable as CSV, spooling what cannot be read as it arrives.</summary>
internal sealed class OpenTabularFile(UploadContent content, string fileName, SourceSettings settings, UploadOptions options, bool rewindable)
    : IAsyncDisposable
{
    private const int BlockSize = 128 << 10;
    private readonly EncodingSurvey survey = new();
    private byte[] head = [];
    private Spool? spool;

    /// <summary>Whether the head is all there is.</summary>
    private bool isWhole;

    /// <summary>Opens the file; the result is the caller's to dispose of.</summary>
    public async Task<Result<TabularFile>> ExecuteAsync(CancellationToken cancellationToken)
    {
        if (settings.Encoding is { } name && !TextEncodings.TryFind(name, out _))
            return UploadErrors.FieldInvalid("encoding", TextEncodings.Expected);
        if (settings.Delimiter is (byte)'\n' or (byte)'\r' or >= 0x80 || (settings.Delimiter is { } delimiter && delimiter == settings.Quote))
            return UploadErrors.FieldInvalid("delimiter", "one ASCII character that neither ends lines nor quotes cells");
        if (settings.Quote is (byte)'\n' or (byte)'\r' or >= 0x80)
            return UploadErrors.FieldInvalid("quote", "one ASCII character that does not end lines");
        (head, isWhole) = await ReadBlockAsync(content.ReadAsync, cancellationToken);
        if (content.Failure is { } broken)
            return broken;
        if (!FileStart.FormatOf(head, content.IsCompressed).TryGet(out var format, out var failure))
            return failure;
        survey.Add(head);
        if ((rewindable || format != FileFormat.Csv) && await SpoolAsync(cancellationToken) is { } notSpooled)
            return notSpooled;
        return format == FileFormat.Csv ? await OpenTextAsync(cancellationToken) : await ConvertAsync(format, TextEncoding.Utf8, 0, cancellationToken);
    }

    public ValueTask DisposeAsync() => spool?.DisposeAsync() ?? ValueTask.CompletedTask;

    private async Task<Result<TabularFile>> OpenTextAsync(CancellationToken cancellationToken)
    {
        var (encoding, mark) = EncodingOf();
        var text = DecodedText.Decode(head.AsSpan(mark), encoding, isWhole);
        if (!FileStart.FormatOfText(text, fileName).TryGet(out var format, out var failure))
            return failure;
        if (format == FileFormat.JsonLines)
            return await SpoolAsync(cancellationToken) is { } notSpooled ? notSpooled : await ConvertAsync(format, encoding, mark, cancellationToken);
        var dialect = DialectDetection.Of(text, isWhole, settings, fileName);
        var facts = new FileFacts(format, encoding, dialect, HasHeader(text[dialect.Skip..], dialect)) { FirstLine = dialect.Skip > 0 ? 2 : 1 };
        return new TabularFile(content, options, facts, Release(), head, encoding, mark);
    }

    private async Task<Result<TabularFile>> ConvertAsync(FileFormat format, TextEncoding encoding, int mark, CancellationToken cancellationToken)
    {
        await using var source = Release()!;
        spool = Spool.Open(options);
        var csv = new CsvWriter(spool, options);
        var conversion = format switch
        {
            FileFormat.Xlsx => XlsxTable.Write(source.File, settings.Sheet, csv, options, cancellationToken),
            FileFormat.Parquet => await ParquetTable.WriteAsync(source.File, csv, options, cancellationToken),
            _ => await JsonLinesTable.WriteAsync(new SpooledText(source, encoding, mark), csv, options, cancellationToken),
        };
        csv.Flush();
        if (csv.Failure is { } notWritten)
            return notWritten;
        if (!conversion.TryGet(out var converted, out var failure))
            return failure;

        spool.Seek(0);
        (head, isWhole) = await ReadBlockAsync(spool.ReadAsync, cancellationToken);
        var hasHeader = format != FileFormat.Xlsx || HasHeader(head, Dialect.Default);
        var facts = new FileFacts(format, encoding, Dialect.Default, hasHeader) { FirstLine = converted.FirstLine, Sheet = converted.Sheet };
        return new TabularFile(content, options, facts, Release(), head, TextEncoding.Utf8, 0);
    }

    private bool HasHeader(byte[] text, Dialect dialect) =>
        settings.HasHeader ?? (!rewindable || HeaderDetection.Of(text, isWhole, dialect));

    private (TextEncoding Encoding, int Mark) EncodingOf()
    {
        var (marked, length) = TextEncodings.MarkOf(head);
        if (settings.Encoding is not { } name || !TextEncodings.TryFind(name, out var said))
            return length > 0 ? (marked, length) : (TextEncodings.Utf16Of(head) ?? survey.Decide(isWhole || spool is not null), 0);
        // The word UTF-16 alone leaves the order of bytes open; the mark tells it.
        var marksOrder = said == TextEncoding.Utf16LittleEndian && marked == TextEncoding.Utf16BigEndian;
        return said == marked || marksOrder ? (marked, length) : (said, 0);
    }

    /// <summary>Receives the rest of the content into a spool.</summary>
    private async Task<Failure?> SpoolAsync(CancellationToken cancellationToken)
    {
        if (spool is not null)
            return null;
        spool = Spool.Open(options);
        spool.Write(head);
        var block = new byte[BlockSize];
        while (!isWhole && spool.Failure is null && await content.ReadAsync(block, cancellationToken) is var read and > 0)
        {
            survey.Add(block.AsSpan(0, read));
            spool.Write(block.AsSpan(0, read));
        }

        return content.Failure ?? spool.Failure;
    }

    private Spool? Release()
    {
        var released = spool;
        spool = null;
        return released;
    }

    /// <summary>The first block, and whether it is all.</summary>
    private static async Task<(byte[] Block, bool IsWhole)> ReadBlockAsync(
        Func<Memory<byte>, CancellationToken, ValueTask<int>> fill, CancellationToken cancellationToken)
    {
        var block = new byte[BlockSize];
        var length = 0;
        while (length < block.Length)
        {
            var read = await fill(block.AsMemory(length), cancellationToken);
            if (read == 0)
                return (block[..length], true);
            length += read;
        }

        return (block, false);
    }
}
