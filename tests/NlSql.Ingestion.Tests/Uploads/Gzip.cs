using System.IO.Compression;
using System.Text;

namespace NlSql.Ingestion.Tests.Uploads;

internal static class Gzip
{
    public static byte[] Of(string text) => Of(Encoding.UTF8.GetBytes(text));

    public static byte[] Of(byte[] content)
    {
        using var target = new MemoryStream();
        using (var gzip = new GZipStream(target, CompressionLevel.SmallestSize))
            gzip.Write(content);
        return target.ToArray();
    }
}
