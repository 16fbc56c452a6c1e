using System.Buffers.Binary;

namespace NlSql.Ingestion.Uploads.Sources.Parquet;

/// <summary>The end of a Parquet file: its metadata, looked over before the library reads it.</summary>
internal static class ParquetFooter
{
    private const int TailLength = 8;
    private const int MaximumLength = 16 << 20;
    private const int MaximumStructs = 1_000_000;

    /// <summary>Throws <see cref="UnreadableException"/> when the metadata is not what a reader should be given.</summary>
    public static void Check(Stream file)
    {
        var tail = new byte[TailLength];
        if (file.Length < TailLength + 4)
            throw Damaged("it is too short");
        file.Position = file.Length - TailLength;
        file.ReadExactly(tail);
        if (tail.AsSpan(4).SequenceEqual("PARE"u8))
            throw new UnreadableException(UploadErrors.ParquetEncrypted);
        if (!tail.AsSpan(4).SequenceEqual("PAR1"u8))
            throw Damaged("its end is missing");
        var length = BinaryPrimitives.ReadUInt32LittleEndian(tail);
        if (length > file.Length - TailLength - 4)
            throw Damaged("its metadata is longer than the file");
        if (length > MaximumLength)
            throw Damaged($"its metadata is longer than {MaximumLength} bytes");
        var metadata = new byte[length];
        file.Position = file.Length - TailLength - length;
        file.ReadExactly(metadata);
        var thrift = new CompactThrift(metadata, MaximumStructs);
        if (!thrift.Read(null))
            throw Damaged(thrift.Problem!);
        file.Position = 0;
    }

    private static UnreadableException Damaged(string reason) => new(UploadErrors.ParquetDamaged(reason));
}
