using System.IO.Compression;
using System.Text;

namespace NlSql.Ingestion.Tests.Uploads.Sources;

/// <summary>Writes .xlsx files part by part, so that each part can also be wrong.</summary>
internal sealed class WorkbookFile
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string PackageRelations = "http://schemas.openxmlformats.org/package/2006/relationships";
    private readonly List<(string Name, string Rows, string State)> sheets = [];

    /// <summary>Texts that cells with <c>t="s"</c> name by number, as the inside of <c>si</c>.</summary>
    public IReadOnlyList<string> Texts { get; init; } = [];

    /// <summary>Format codes of the styles; the first is that of cells without a style. Numbers are those of built-in formats.</summary>
    public IReadOnlyList<string> Formats { get; init; } = [];

    public bool From1904 { get; init; }

    /// <summary>Parts that are written as they are, in place of those that would be.</summary>
    public Dictionary<string, string> Parts { get; } = [];

    /// <summary>Adds a sheet with these rows, as the inside of <c>sheetData</c>.</summary>
    public WorkbookFile Sheet(string name, string rows, string state = "visible")
    {
        sheets.Add((name, rows, state));
        return this;
    }

    /// <summary>A workbook with one sheet.</summary>
    public static byte[] Of(string rows) => new WorkbookFile().Sheet("Sheet1", rows).ToBytes();

    /// <summary>A cell with an own text.</summary>
    public static string Text(string place, string text) => $"<c r=\"{place}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{text}</t></is></c>";

    public byte[] ToBytes()
    {
        using var target = new MemoryStream();
        using (var zip = new ZipArchive(target, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (path, content) in AllParts())
            {
                using var part = zip.CreateEntry(path, CompressionLevel.Optimal).Open();
                part.Write(Encoding.UTF8.GetBytes(content));
            }
        }

        return target.ToArray();
    }

    private Dictionary<string, string> AllParts()
    {
        var all = new Dictionary<string, string>
        {
            ["[Content_Types].xml"] = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>",
            ["_rels/.rels"] = $"<Relationships xmlns=\"{PackageRelations}\"><Relationship Id=\"rId1\" Type=\"{Relations}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>",
            ["xl/workbook.xml"] =
                $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Relations}\"><workbookPr{(From1904 ? " date1904=\"1\"" : "")}/><sheets>"
                + string.Concat(sheets.Select((s, i) => $"<sheet name=\"{s.Name}\" sheetId=\"{i + 1}\" state=\"{s.State}\" r:id=\"rId{i + 1}\"/>")) + "</sheets></workbook>",
            ["xl/_rels/workbook.xml.rels"] = $"<Relationships xmlns=\"{PackageRelations}\">"
                + string.Concat(sheets.Select((_, i) => $"<Relationship Id=\"rId{i + 1}\" Type=\"{Relations}/worksheet\" Target=\"worksheets/sheet{i + 1}.xml\"/>"))
                + $"<Relationship Id=\"texts\" Type=\"{Relations}/sharedStrings\" Target=\"/xl/sharedStrings.xml\"/>"
                + $"<Relationship Id=\"styles\" Type=\"{Relations}/styles\" Target=\"styles.xml\"/></Relationships>",
            ["xl/sharedStrings.xml"] = $"<sst xmlns=\"{Main}\">{string.Concat(Texts.Select(t => $"<si>{t}</si>"))}</sst>",
            ["xl/styles.xml"] = $"<styleSheet xmlns=\"{Main}\"><numFmts>"
                + string.Concat(Formats.Select((f, i) => $"<numFmt numFmtId=\"{164 + i}\" formatCode=\"{f.Replace("\"", "&quot;", StringComparison.Ordinal)}\"/>"))
                + "</numFmts><cellXfs><xf numFmtId=\"0\"/>"
                + string.Concat(Formats.Select((f, i) => $"<xf numFmtId=\"{(int.TryParse(f, out var builtIn) ? builtIn : 164 + i)}\"/>")) + "</cellXfs></styleSheet>",
        };
        for (var i = 0; i < sheets.Count; i++)
            all[$"xl/worksheets/sheet{i + 1}.xml"] = $"<?xml version=\"1.0\" encoding=\"UTF-8\"?><worksheet xmlns=\"{Main}\"><sheetData>{sheets[i].Rows}</sheetData></worksheet>";
        foreach (var (path, content) in Parts)
            all[path] = content;
        return all;
    }
}
