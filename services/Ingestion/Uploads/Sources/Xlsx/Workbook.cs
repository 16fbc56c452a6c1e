using System.Xml;
using NlSql.ServiceDefaults.Errors;

namespace NlSql.Ingestion.Uploads.Sources.Xlsx;

/// <summary>What a workbook lists: its sheets and where their parts lie.</summary>
internal sealed class Workbook
{
    private const int MaximumSheets = 1000;
    private readonly List<Listed> sheets = [];
    private readonly Dictionary<string, (string Kind, string Path)> parts = [];

    private Workbook()
    {
    }

    /// <summary>Whether days are counted from 1904, as old versions for the Macintosh did.</summary>
    public bool From1904 { get; private set; }

    /// <summary>Where the texts lie; null when there are none.</summary>
    public string? TextsPath => PathOf("sharedStrings");

    /// <summary>Where the formats of cells lie; null when there are none.</summary>
    public string? StylesPath => PathOf("styles");

    /// <summary>Reads the list; null when the zip file is no workbook.</summary>
    public static Workbook? Read(XlsxArchive archive)
    {
        const string defaultPath = "xl/workbook.xml";
        var workbook = new Workbook();
        var path = workbook.ReadRelations(archive, "_rels/.rels", "") is { Count: > 0 } roots
            ? roots.Values.Where(r => r.Kind == "officeDocument").Select(r => r.Path).FirstOrDefault() ?? defaultPath
            : defaultPath;
        workbook.parts.Clear();
        if (!path.EndsWith(".xml", StringComparison.OrdinalIgnoreCase))
            return null;
        using var xml = archive.OpenSmall(path);
        if (xml is null || !workbook.ReadSheets(xml))
            return null;
        var folder = path[..(path.LastIndexOf('/') + 1)];
        workbook.ReadRelations(archive, $"{folder}_rels/{path[folder.Length..]}.rels", folder);
        return workbook;
    }

    /// <summary>The named sheet, or the first that is visible.</summary>
    public Result<Sheet> Find(string? name)
    {
        var tables = sheets.Where(s => parts.TryGetValue(s.Part, out var part) && part.Kind == "worksheet").ToList();
        var found = name is null
            ? tables.Find(s => s.Visible) ?? tables.FirstOrDefault()
            : tables.Find(s => s.Name.Equals(name.Trim(), StringComparison.OrdinalIgnoreCase));
        if (found is not null)
            return new Sheet(found.Name, parts[found.Part].Path);
        return name is null ? UploadErrors.XlsxDamaged("it has no sheet") : UploadErrors.SheetUnknown(name, [.. tables.Select(s => s.Name)]);
    }

    private string? PathOf(string kind) => parts.Values.Where(p => p.Kind == kind).Select(p => p.Path).FirstOrDefault();

    private bool ReadSheets(XmlReader xml)
    {
        var isWorkbook = false;
        while (xml.Next())
        {
            if (xml.Begins("workbook"))
                isWorkbook = true;
            else if (xml.Begins("workbookPr"))
                From1904 = xml.GetAttribute("date1904") is "1" or "true";
            else if (isWorkbook && xml.Begins("sheet"))
                AddSheet(xml);
        }

        return isWorkbook;
    }

    private void AddSheet(XmlReader xml)
    {
        if (sheets.Count == MaximumSheets)
            throw new UnreadableException(UploadErrors.XlsxDamaged($"it has more than {MaximumSheets} sheets"));
        var (name, part) = (xml.GetAttribute("name") ?? "", "");
        var visible = xml.GetAttribute("state") is null or "visible";
        while (xml.MoveToNextAttribute())
        {
            if (xml.LocalName == "id" && xml.Prefix.Length > 0)
                part = xml.Value;
        }

        sheets.Add(new Listed(name, part, visible));
    }

    private Dictionary<string, (string Kind, string Path)> ReadRelations(XlsxArchive archive, string path, string folder)
    {
        using var xml = archive.OpenSmall(path);
        while (xml?.Next() == true)
        {
            if (!xml.Begins("Relationship") || xml.GetAttribute("TargetMode") == "External" || xml.GetAttribute("Id") is not { } id)
                continue;
            var kind = xml.GetAttribute("Type") ?? "";
            var target = xml.GetAttribute("Target") ?? "";
            parts[id] = (kind[(kind.LastIndexOf('/') + 1)..], target.StartsWith('/') ? target[1..] : Resolve(folder, target));
        }

        return parts;
    }

    /// <summary>"../worksheets/sheet1.xml" seen from "xl/book/" is "xl/worksheets/sheet1.xml".</summary>
    private static string Resolve(string folder, string target)
    {
        var path = new List<string>();
        foreach (var step in (folder + target).Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (step == ".." && path.Count > 0)
                path.RemoveAt(path.Count - 1);
            else if (step is not (".." or "."))
                path.Add(step);
        }

        return string.Join('/', path);
    }

    private sealed record Listed(string Name, string Part, bool Visible);
}

/// <summary>A sheet of a workbook.</summary>
/// <param name="Name">As its tab shows it.</param>
/// <param name="Path">Its part in the zip file.</param>
internal sealed record Sheet(string Name, string Path);
