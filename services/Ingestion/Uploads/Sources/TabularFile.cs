using NlSql.Ingestion.Uploads.Csv;
using NlSql.Ingestion.Uploads.Sources.Text;
using NlSql.ServiceDefaults.Errors;

namespace NlSql.Ingestion.Uploads.Sources;

/// <summary>
/// A tabular file of any format as UTF-8 CSV. Plain text is read as it arrives; what must be read twice or in another order lies in a
/// <see cref="Spool"/>, so memory stays the same whatever the file. After a failure it is at its end.
/// </summary>
internal sealed class TabularFile : IAsyncDisposable
{
    private readonly UploadContent content;
    private readonly UploadOptions options;
    private readonly FileFacts facts;
    private readonly Spool? spool;
    private readonly TextEncoding encoding;
    private readonly int mark;
    private ReadOnlyMemory<byte> head;
    private DecodedText? decoded;
    private int toSkip;
    private long textRead;

    /// <param name="content">The file as it arrives.</param>
    /// <param name="options">Limits.</param>
    /// <param name="facts">What was found out about it.</param>
    /// <param name="spool">Where its text lies; null when it is read as it arrives.</param>
    /// <param name="head">What of it was read already and is not in the spool.</param>
    /// <param name="encoding">What the text, here or in the spool, is encoded in.</param>
    /// <param name="mark">Length of the text's byte order mark.</param>
    internal TabularFile(
        UploadContent content, UploadOptions options, FileFacts facts, Spool? spool, ReadOnlyMemory<byte> head, TextEncoding encoding, int mark)
    {
        (this.content, this.options, this.facts, this.spool, this.encoding, this.mark) = (content, options, facts, spool, encoding, mark);
        this.head = spool is null ? head[mark..] : ReadOnlyMemory<byte>.Empty;
        Begin();
    }

    /// <summary>What the file is written in.</summary>
    public FileFormat Format => facts.Format;

    /// <summary>What its text is encoded in, such as <c>utf-8</c>.</summary>
    public string Encoding => TextEncodings.NameOf(facts.Encoding);

    /// <summary>The byte between cells of the CSV.</summary>
    public byte Delimiter => facts.Dialect.Delimiter;

    /// <summary>The byte around cells of the CSV; null when there is none.</summary>
    public byte? Quote => facts.Dialect.Quote;

    /// <summary>Whether the CSV's first record names the columns.</summary>
    public bool HasHeader => facts.HasHeader;

    /// <summary>The sheet that is read; null when the file is no workbook.</summary>
    public string? Sheet => facts.Sheet;

    /// <summary>Bytes of the file, as it was sent, that were read; where it is read again, of its text since its start.</summary>
    public long BytesRead => spool is null ? content.SentBytes : textRead;

    /// <summary>What stopped the reading; null when nothing did.</summary>
    public Failure? Failure => content.Failure;

    /// <summary>Opens the file that the content is.</summary>
    /// <param name="content">The file as it arrives. It stays the caller's to dispose of.</param>
    /// <param name="fileName">A hint for what the content cannot tell.</param>
    /// <param name="settings">What the sender says about the file.</param>
    /// <param name="options">Limits.</param>
    /// <param name="rewindable">
    /// Whether the file is to be read more than once. It is then received as a whole, its encoding is that of the whole, and whether
    /// it has a header is found out; else it has one unless the settings say otherwise.
    /// </param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<Result<TabularFile>> OpenAsync(
        UploadContent content, string fileName, SourceSettings settings, UploadOptions options, bool rewindable, CancellationToken cancellationToken)
    {
        await using var opening = new OpenTabularFile(content, fileName, settings, options, rewindable);
        return await opening.ExecuteAsync(cancellationToken);
    }

    /// <summary>Reads CSV from its first record on; 0 at its end or after a failure.</summary>
    public ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken) =>
        toSkip > 0 ? SkipAndReadAsync(buffer, cancellationToken) : ReadTextAsync(buffer, cancellationToken);

    /// <summary>A reader of the CSV's records from where the file stands, which is its start unless something was read.</summary>
    /// <param name="maximumCells">Cells kept of a record.</param>
    public CsvReader OpenReader(int maximumCells) =>
        new(ReadAsync, maximumCells, options.MaximumCellBytes, options.MaximumLineBytes)
        {
            Delimiter = facts.Dialect.Delimiter,
            Quote = facts.Dialect.Quote,
            CountsRecords = facts.Format != FileFormat.Csv,
            NextLine = facts.FirstLine,
        };

    /// <summary>Goes back to the first record. Only for a file that was opened as rewindable.</summary>
    public ValueTask RewindAsync(CancellationToken cancellationToken)
    {
        if (spool is null)
            throw new InvalidOperationException("The file was not opened to be read again.");
        cancellationToken.ThrowIfCancellationRequested();
        Begin();
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => spool?.DisposeAsync() ?? ValueTask.CompletedTask;

    private void Begin()
    {
        spool?.Seek(mark);
        textRead = 0;
        decoded = encoding == TextEncoding.Utf8 ? null : new DecodedText(ReadBytesAsync, encoding);
        toSkip = facts.Dialect.Skip;
    }

    private async ValueTask<int> SkipAndReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        while (toSkip > 0)
        {
            var read = await ReadTextAsync(buffer[..Math.Min(toSkip, buffer.Length)], cancellationToken);
            if (read == 0)
                return 0;
            toSkip -= read;
        }

        return await ReadTextAsync(buffer, cancellationToken);
    }

    private ValueTask<int> ReadTextAsync(Memory<byte> buffer, CancellationToken cancellationToken) =>
        decoded is null ? ReadBytesAsync(buffer, cancellationToken) : decoded.ReadAsync(buffer, cancellationToken);

    private ValueTask<int> ReadBytesAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        if (spool is not null)
            return ReadSpoolAsync(spool, buffer, cancellationToken);
        if (head.IsEmpty)
            return content.ReadAsync(buffer, cancellationToken);
        var count = Math.Min(buffer.Length, head.Length);
        head[..count].CopyTo(buffer);
        head = head[count..];
        return ValueTask.FromResult(count);
    }

    private async ValueTask<int> ReadSpoolAsync(Spool from, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        var read = await from.ReadAsync(buffer, cancellationToken);
        textRead += read;
        return read;
    }
}
