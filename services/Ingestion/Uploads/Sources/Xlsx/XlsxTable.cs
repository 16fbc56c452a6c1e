using System.Xml;
using NlSql.ServiceDefaults.Errors;

namespace NlSql.Ingestion.Uploads.Sources.Xlsx;

/// <summary>Writes one sheet of an Excel workbook as CSV.</summary>
internal static class XlsxTable
{
    public static Result<Conversion> Write(Stream file, string? sheetName, CsvWriter csv, UploadOptions options, CancellationToken cancellationToken)
    {
        try
        {
            using var archive = new XlsxArchive(file, options);
            if (Workbook.Read(archive) is not { } workbook)
                return UploadErrors.ZipRefused;
            if (!workbook.Find(sheetName).TryGet(out var sheet, out var failure))
                return failure;
            var texts = SharedTexts.Read(archive, workbook.TextsPath, options);
            var formats = CellFormats.Read(archive, workbook.StylesPath);
            var values = new CellValues(texts, formats, workbook.From1904);
            var area = WriteRows(null);
            // A row reached beyond the header's columns, so the header needs them too.
            if (area is { IsWhole: false } grown && csv.Failure is null)
            {
                csv.Restart();
                area = WriteRows(grown);
            }

            return area is null ? UploadErrors.FileEmpty : new Conversion(area.FirstRow, sheet.Name);

            SheetArea? WriteRows(SheetArea? known)
            {
                using var xml = archive.Open(sheet.Path) ?? throw new UnreadableException(UploadErrors.XlsxDamaged($"the sheet '{UploadErrors.Shown(sheet.Name)}' is not in it"));
                return new SheetRows(xml, values, csv, options).Write(known, cancellationToken);
            }
        }
        catch (UnreadableException e)
        {
            return e.Failure;
        }
        catch (XmlException e)
        {
            return UploadErrors.XlsxDamaged($"its XML is not well-formed at line {e.LineNumber}, position {e.LinePosition}");
        }
        catch (InvalidDataException)
        {
            return UploadErrors.XlsxDamaged("the zip file is not whole");
        }
    }
}
