using Parquet;
using Parquet.Schema;

namespace NlSql.Ingestion.Tests.Uploads.Sources;

/// <summary>Writes .parquet files of one row group.</summary>
internal static class ParquetFile
{
    public static async Task<byte[]> WriteAsync(ParquetSchema schema, Func<ParquetRowGroupWriter, Task> write, ParquetOptions? options = null)
    {
        var target = new MemoryStream();
        await using (var writer = await ParquetWriter.CreateAsync(schema, target, options))
        {
            using var group = writer.CreateRowGroup();
            await write(group);
        }

        return target.ToArray();
    }
}
