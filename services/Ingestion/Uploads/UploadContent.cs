using System.IO.Compression;
using System.Security.Cryptography;
using NlSql.ServiceDefaults.Errors;

namespace NlSql.Ingestion.Uploads;

/// <summary>
/// The file as it arrives: decompressed when it begins as gzip does, hashed, and held to its limits while it is read. Holds nothing
/// but a first block. After a failure it is at its end.
/// </summary>
internal sealed class UploadContent(Stream file, UploadOptions options) : IAsyncDisposable
{
    private const int RatioGrace = 1 << 20;
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly LimitedStream sent = new(file, options.MaximumBytes);
    private Stream? content;
    private byte[] first = [];
    private int firstRead;

    /// <summary>What stopped the reading; null when nothing did.</summary>
    public Failure? Failure { get; private set; }

    /// <summary>Bytes as sent.</summary>
    public long SentBytes => sent.Count;

    /// <summary>Whether the content came compressed; known when some was read.</summary>
    public bool IsCompressed => content is GZipStream;

    /// <summary>Bytes after decompression.</summary>
    public long ContentBytes { get; private set; }

    /// <summary>SHA-256 of the content, complete at its end.</summary>
    public byte[] Hash() => hash.GetCurrentHash();

    /// <summary>Reads content; 0 at its end or after a failure.</summary>
    public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        if (Failure is not null)
            return 0;
        try
        {
            content ??= await OpenAsync(cancellationToken);
            var read = await ReadContentAsync(buffer, cancellationToken);
            if (ContentBytes == 0 && read >= 2 && IsGzip(buffer.Span))
                return Fail(UploadErrors.NestedArchive);
            hash.AppendData(buffer.Span[..read]);
            ContentBytes += read;
            return CheckLimits() ?? read;
        }
        catch (InvalidDataException)
        {
            return Fail(content is GZipStream ? UploadErrors.GzipDamaged : UploadErrors.BodyIncomplete);
        }
        catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return Fail(UploadErrors.FileTooLarge(options.MaximumBytes));
        }
        catch (IOException) when (!cancellationToken.IsCancellationRequested)
        {
            return Fail(UploadErrors.BodyIncomplete);
        }
    }

    public async ValueTask DisposeAsync()
    {
        hash.Dispose();
        if (content is not null)
            await content.DisposeAsync();
        await sent.DisposeAsync();
    }

    private async ValueTask<Stream> OpenAsync(CancellationToken cancellationToken)
    {
        var block = new byte[2];
        var length = await sent.ReadAtLeastAsync(block, block.Length, throwOnEndOfStream: false, cancellationToken);
        first = block[..length];
        var all = new PrefixedStream(this);
        return IsGzip(first) ? new GZipStream(all, CompressionMode.Decompress) : all;
    }

    private async ValueTask<int> ReadContentAsync(Memory<byte> buffer, CancellationToken cancellationToken) =>
        // A nested archive shows in the first two bytes, so these are read together.
        ContentBytes == 0
            ? await content!.ReadAtLeastAsync(buffer, 2, throwOnEndOfStream: false, cancellationToken)
            : await content!.ReadAsync(buffer, cancellationToken);

    private int? CheckLimits()
    {
        if (sent.Exceeded)
            return Fail(UploadErrors.FileTooLarge(options.MaximumBytes));
        if (ContentBytes > options.MaximumContentBytes)
            return Fail(UploadErrors.ContentTooLarge(options.MaximumContentBytes));
        if (content is GZipStream && ContentBytes > RatioGrace && ContentBytes / options.MaximumRatio > sent.Count)
            return Fail(UploadErrors.CompressionRatio(options.MaximumRatio));
        return null;
    }

    private int Fail(Failure failure)
    {
        Failure = failure;
        return 0;
    }

    private static bool IsGzip(ReadOnlySpan<byte> bytes) => bytes.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]);

    /// <summary>The two bytes that were looked at, then the rest.</summary>
    private sealed class PrefixedStream(UploadContent owner) : ReadOnlyStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (owner.firstRead == owner.first.Length)
                return owner.sent.ReadAsync(buffer, cancellationToken);
            var count = Math.Min(buffer.Length, owner.first.Length - owner.firstRead);
            owner.first.AsMemory(owner.firstRead, count).CopyTo(buffer);
            owner.firstRead += count;
            return ValueTask.FromResult(count);
        }
    }
}
