using Parquet.Meta;

namespace NlSql.Ingestion.Uploads.Sources.Parquet;

/// <summary>
/// Looks over the pages of a column before the library reads it: it takes memory for what their headers say, so they must lie within
/// the file, keep to the limits, and hold as many values as there are rows.
/// </summary>
/// <param name="file">The whole file.</param>
/// <param name="options">Limits.</param>
internal sealed class ParquetPages(Stream file, UploadOptions options)
{
    private const int RatioGrace = 1 << 20;
    private const int LongestHeader = 64 << 10;
    // What a value takes beside its bytes.
    private const int ValueSize = 8;
    private const int DictionaryPage = 2;
    private const int IndexPage = 1;
    private const int DeltaByteArray = 7;
    private readonly byte[] head = new byte[LongestHeader];
    private readonly Dictionary<int, long> fields = [];
    private long uncompressed;

    /// <summary>Throws <see cref="UnreadableException"/> when the column is not what a reader should be given.</summary>
    public void Check(ColumnMetaData column, long rows)
    {
        if (column.NumValues != rows)
            throw Damaged("a column has not as many values as rows");
        var (offset, values, size) = (StartOf(column), 0L, rows * ValueSize);
        while (values < rows)
        {
            offset = ReadHeader(offset);
            var (expanded, packed) = (Field(2), Field(3));
            if (expanded < 0 || packed < 0 || packed > file.Length - offset)
                throw Damaged("a page is longer than the file");
            size += expanded;
            uncompressed += expanded;
            if (size > options.MaximumChunkBytes)
                throw new UnreadableException(UploadErrors.ParquetChunkTooLarge(options.MaximumChunkBytes));
            if (uncompressed > options.MaximumContentBytes)
                throw new UnreadableException(UploadErrors.ContentTooLarge(options.MaximumContentBytes));
            if (uncompressed > RatioGrace && uncompressed / options.MaximumRatio > file.Length)
                throw new UnreadableException(UploadErrors.CompressionRatio(options.MaximumRatio));
            values += CheckValues(rows - values, expanded);
            offset += packed;
        }
    }

    private long CheckValues(long left, long expanded)
    {
        // 5: data page; 7: dictionary; 8: data page of the second version.
        var type = Field(1);
        if (type == IndexPage)
            return 0;
        var count = type == DictionaryPage ? Field(701) : fields.GetValueOrDefault(501, Field(801));
        if (count < 0 || count > (type == DictionaryPage ? expanded : left))
            throw Damaged("a page says more values than there are");
        if (fields.GetValueOrDefault(502) == DeltaByteArray || fields.GetValueOrDefault(804) == DeltaByteArray)
            throw new UnreadableException(UploadErrors.ParquetEncoding);
        return type == DictionaryPage ? 0 : count;
    }

    private long ReadHeader(long offset)
    {
        if (offset < 0 || offset >= file.Length)
            throw Damaged("a page lies outside of the file");
        file.Position = offset;
        var length = file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        var thrift = new CompactThrift(head.AsSpan(0, length), maximumStructs: 100);
        fields.Clear();
        return thrift.Read(fields) ? offset + thrift.Position : throw Damaged("the head of a page cannot be read");
    }

    private long Field(int number) => fields.GetValueOrDefault(number);

    private static long StartOf(ColumnMetaData column) =>
        column.DictionaryPageOffset is { } dictionary and > 0 ? Math.Min(dictionary, column.DataPageOffset) : column.DataPageOffset;

    private static UnreadableException Damaged(string reason) => new(UploadErrors.ParquetDamaged(reason));
}
