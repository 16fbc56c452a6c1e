using System.IO.Compression;
using System.Text;
using System.Xml;

namespace NlSql.Ingestion.Uploads.Sources.Xlsx;

/// <summary>The parts of a workbook: XML files within a zip file, opened one by one within limits. Nothing that they point to is followed.</summary>
internal sealed class XlsxArchive : IDisposable
{
    private const int MaximumListBytes = 1 << 20;
    private const int MaximumSmallPart = 16 << 20;
    // The longest tag of a workbook by far, and what a character of a cell may be written as: &#x10FFFF;.
    private const int LongestTag = 64 << 10;
    private const int EscapedGrowth = 10;
    private readonly UploadOptions options;
    private readonly ZipArchive archive;

    public XlsxArchive(Stream file, UploadOptions options)
    {
        this.options = options;
        var start = new ZipStart(file, MaximumListBytes);
        archive = new ZipArchive(start, ZipArchiveMode.Read, leaveOpen: true);
        _ = archive.Entries.Count;
        start.ReadsList = false;
    }

    public bool Has(string path) => Find(path) is not null;

    /// <summary>A part that is small in every workbook: its styles, its list of sheets.</summary>
    public XmlReader? OpenSmall(string path) => Open(path, Math.Min(MaximumSmallPart, options.MaximumContentBytes));

    /// <summary>A part; null when the workbook has none of that name.</summary>
    public XmlReader? Open(string path) => Open(path, options.MaximumContentBytes);

    public void Dispose() => archive.Dispose();

    private XmlReader? Open(string path, long limit)
    {
        if (Find(path) is not { } entry)
            return null;
        if (entry.IsEncrypted)
            throw new UnreadableException(UploadErrors.XlsRefused);
        var part = new PartStream(entry.Open(), entry.CompressedLength, limit, LongestTag + options.MaximumCellBytes * EscapedGrowth, options);
        // The reader has no way to files or the network, and refuses definitions of types.
        return XmlReader.Create(new StreamReader(part, Encoding.UTF8, detectEncodingFromByteOrderMarks: false), new XmlReaderSettings
        {
            CloseInput = true,
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
            NameTable = new LimitedNames(),
        });
    }

    private ZipArchiveEntry? Find(string path) =>
        archive.GetEntry(path) ?? archive.Entries.FirstOrDefault(e => e.FullName.Replace('\\', '/').TrimStart('/').Equals(path, StringComparison.OrdinalIgnoreCase));
}
