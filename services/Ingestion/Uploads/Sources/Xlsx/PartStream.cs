namespace NlSql.Ingestion.Uploads.Sources.Xlsx;

/// <summary>
/// A part of a workbook as it is decompressed, held to the limits of an upload. XML that an XML reader would have to hold in memory as
/// a whole is refused: texts and tags longer than any cell, sections of plain text, and definitions of types, which could name files.
/// </summary>
/// <param name="inner">The decompressed part.</param>
/// <param name="compressed">Bytes that it takes in the file.</param>
/// <param name="limit">Most bytes of this part.</param>
/// <param name="longestText">Most bytes between two tags, and within one.</param>
/// <param name="options">Limits.</param>
internal sealed class PartStream(Stream inner, long compressed, long limit, int longestText, UploadOptions options) : Stream
{
    private const int RatioGrace = 1 << 20;
    private const byte Open = (byte)'<';
    private long read;
    private long sinceOpen;
    // Characters of "<!" that were read last.
    private int opened;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        var count = inner.Read(buffer);
        read += count;
        if (read > limit)
            throw new UnreadableException(UploadErrors.ContentTooLarge(limit));
        if (read > RatioGrace && read / options.MaximumRatio > compressed)
            throw new UnreadableException(UploadErrors.CompressionRatio(options.MaximumRatio));
        Check(buffer[..count]);
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }

    private void Check(ReadOnlySpan<byte> block)
    {
        while (!block.IsEmpty)
        {
            if (opened == 1 && block[0] == (byte)'!')
            {
                block = block[1..];
                (opened, sinceOpen) = (2, sinceOpen + 1);
                continue;
            }

            // "<!" opens a comment or what is refused.
            if (opened == 2 && block[0] is ((byte)'[' or (byte)'D'))
                throw new UnreadableException(UploadErrors.XlsxDamaged("it holds XML that no workbook has"));
            opened = 0;
            var next = block.IndexOf(Open);
            sinceOpen += next < 0 ? block.Length : next;
            if (sinceOpen > longestText)
                throw new UnreadableException(UploadErrors.XlsxDamaged($"a text or tag in it is longer than {longestText} bytes"));
            if (next < 0)
                return;
            block = block[(next + 1)..];
            (opened, sinceOpen) = (1, 0);
        }
    }
}
