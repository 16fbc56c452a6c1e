using System.Text;
using ICSharpCode.SharpZipLib.Checksum;
using ICSharpCode.SharpZipLib.Zip.Compression;
using ICSharpCode.SharpZipLib.Zip.Compression.Streams;

namespace NlSql.SampleData;

/// <summary>Turns generated tables into files: CSV, and gzip where the CSV is large. Same table, same bytes, on every machine.</summary>
internal static class SampleFiles
{
    private const int CompressAbove = 512 * 1024;

    public static IEnumerable<(string Name, byte[] Bytes)> Of(IEnumerable<SampleTable> tables)
    {
        foreach (var table in tables)
        {
            var csv = Encoding.UTF8.GetBytes(table.ToCsv());
            yield return csv.Length > CompressAbove ? ($"{table.Name}.csv.gz", Gzip(csv)) : ($"{table.Name}.csv", csv);
        }
    }

    // The ready-made gzip stream writes the clock into its header, so the ten header bytes are written here: no name, no time.
    private static byte[] Gzip(byte[] bytes)
    {
        using var file = new MemoryStream();
        file.Write([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 2, 255]);
        using (var deflate = new DeflaterOutputStream(file, new Deflater(Deflater.BEST_COMPRESSION, noZlibHeaderOrFooter: true)) { IsStreamOwner = false })
            deflate.Write(bytes);

        var checksum = new Crc32();
        checksum.Update(bytes);
        using var trailer = new BinaryWriter(file, Encoding.UTF8, leaveOpen: true);
        trailer.Write((uint)checksum.Value);
        trailer.Write((uint)bytes.Length);
        return file.ToArray();
    }
}
