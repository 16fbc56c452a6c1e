namespace NlSql.Ingestion.Uploads.Sources.Xlsx;

/// <summary>
/// The file below a zip reader. While the list of its parts is read, which the reader holds in memory, only so many bytes are given.
/// </summary>
internal sealed class ZipStart(Stream file, int limit) : Stream
{
    private long read;

    /// <summary>Whether the list of parts is being read.</summary>
    public bool ReadsList { get; set; } = true;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => file.Length;

    public override long Position
    {
        get => file.Position;
        set => file.Position = value;
    }

    public override int Read(Span<byte> buffer)
    {
        var count = file.Read(buffer);
        read += ReadsList ? count : 0;
        return read <= limit ? count : throw new UnreadableException(UploadErrors.XlsxDamaged("it has too many parts"));
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override long Seek(long offset, SeekOrigin origin) => file.Seek(offset, origin);

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
