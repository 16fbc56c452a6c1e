namespace NlSql.Ingestion.Uploads;

/// <summary>Counts what is read of a stream and ends it one byte beyond a limit.</summary>
internal sealed class LimitedStream(Stream inner, long limit) : ReadOnlyStream
{
    /// <summary>Bytes read.</summary>
    public long Count { get; private set; }

    /// <summary>Whether there was more than the limit allows.</summary>
    public bool Exceeded => Count > limit;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (Exceeded)
            return 0;
        var most = Math.Min(buffer.Length, limit + 1 - Count);
        var read = await inner.ReadAsync(buffer[..(int)most], cancellationToken);
        Count += read;
        return read;
    }
}

/// <summary>A stream that is read once, asynchronously, from start to end.</summary>
internal abstract class ReadOnlyStream : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public abstract override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
