using System.IO.Compression;
using System.Text;

namespace NlSql.PluginRegistry.Contracts;

/// <summary>The text of a sample file as bytes, decompressed and bounded: its header record, then the rows.</summary>
internal sealed class SampleContent : IAsyncDisposable
{
    /// <summary>Most bytes of a file after decompression.</summary>
    public const long MaximumBytes = 64L << 20;

    /// <summary>Most lines of a file.</summary>
    public const int MaximumLines = 1_000_000;

    private static readonly byte[] ByteOrderMark = [0xEF, 0xBB, 0xBF];

    private readonly Stream content;
    private readonly byte[] buffer = new byte[64 << 10];
    private Memory<byte> rest;
    private long bytes;
    private int lines;

    public SampleContent(SampleFile file)
    {
        var stream = File.OpenRead(file.Path);
        content = file.Compressed ? new GZipStream(stream, CompressionMode.Decompress) : stream;
    }

    /// <summary>Lines that the header takes.</summary>
    public int HeaderLines { get; private set; }

    /// <summary>Reads the header record; null when it does not end within the first 64 KiB.</summary>
    /// <exception cref="InvalidDataException">A gzip file is damaged.</exception>
    public async Task<string?> ReadHeaderAsync(CancellationToken cancellationToken)
    {
        var length = await content.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        var start = buffer.AsSpan(0, length).StartsWith(ByteOrderMark) ? ByteOrderMark.Length : 0;
        var quoted = false;
        for (var i = start; i < length; i++)
        {
            if (buffer[i] == (byte)'"')
                quoted = !quoted;
            if (buffer[i] != (byte)'\n')
                continue;
            HeaderLines++;
            if (quoted)
                continue;
            rest = buffer.AsMemory(i + 1, length - i - 1);
            return Encoding.UTF8.GetString(buffer, start, i - start).TrimEnd('\r');
        }

        return length > start && length < buffer.Length ? Encoding.UTF8.GetString(buffer, start, length - start) : null;
    }

    /// <summary>Copies the rows; false when there are more than allowed.</summary>
    public async Task<bool> CopyRowsAsync(Stream target, CancellationToken cancellationToken)
    {
        while (true)
        {
            bytes += rest.Length;
            lines += rest.Span.Count((byte)'\n');
            if (bytes > MaximumBytes || lines > MaximumLines)
                return false;
            await target.WriteAsync(rest, cancellationToken);
            var read = await content.ReadAsync(buffer, cancellationToken);
            if (read == 0)
                return true;
            rest = buffer.AsMemory(0, read);
        }
    }

    public ValueTask DisposeAsync() => content.DisposeAsync();
}
