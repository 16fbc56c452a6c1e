using System.IO.Compression;
using System.Text;

namespace NlSql.PluginRegistry.Contracts;

/// <summary>The text of a sample file, decompressed and bounded: its header record, then the rows.</summary>
internal sealed class SampleContent : IDisposable
{
    /// <summary>Most characters of a file after decompression.</summary>
    public const long MaximumCharacters = 64L << 20;

    /// <summary>Most lines of a file.</summary>
    public const int MaximumLines = 1_000_000;

    // Bytes that are no UTF-8 are an error, not question marks.
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly StreamReader reader;
    private readonly char[] buffer = new char[64 << 10];
    private ReadOnlyMemory<char> rest;
    private long characters;
    private int lines;

    public SampleContent(SampleFile file)
    {
        var stream = File.OpenRead(file.Path);
        reader = new StreamReader(file.Compressed ? new GZipStream(stream, CompressionMode.Decompress) : stream, Strict);
    }

    /// <summary>Lines that the header takes.</summary>
    public int HeaderLines { get; private set; }

    /// <summary>Whether copying stopped because there is more than allowed.</summary>
    public bool TooLarge => characters > MaximumCharacters || lines > MaximumLines;

    /// <summary>Reads the header record; null when it does not end within the first 65,536 characters.</summary>
    /// <exception cref="InvalidDataException">A gzip file is damaged.</exception>
    /// <exception cref="DecoderFallbackException">The file is not UTF-8.</exception>
    public async Task<string?> ReadHeaderAsync(CancellationToken cancellationToken)
    {
        var length = await reader.ReadBlockAsync(buffer, cancellationToken);
        var quoted = false;
        for (var i = 0; i < length; i++)
        {
            if (buffer[i] == '"')
                quoted = !quoted;
            if (buffer[i] != '\n')
                continue;
            HeaderLines++;
            if (quoted)
                continue;
            rest = buffer.AsMemory(i + 1, length - i - 1);
            return new string(buffer, 0, i).TrimEnd('\r');
        }

        return length > 0 && length < buffer.Length ? new string(buffer, 0, length) : null;
    }

    /// <summary>Copies the rows, as far as they are not too many.</summary>
    public async Task CopyRowsAsync(TextWriter target, CancellationToken cancellationToken)
    {
        while (true)
        {
            characters += rest.Length;
            lines += rest.Span.Count('\n');
            if (TooLarge)
                return;
            await target.WriteAsync(rest, cancellationToken);
            var read = await reader.ReadAsync(buffer, cancellationToken);
            if (read == 0)
                return;
            rest = buffer.AsMemory(0, read);
        }
    }

    public void Dispose() => reader.Dispose();
}
