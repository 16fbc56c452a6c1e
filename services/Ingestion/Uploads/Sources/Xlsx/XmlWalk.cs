using System.Xml;

namespace NlSql.Ingestion.Uploads.Sources.Xlsx;

/// <summary>Steps through a part of a workbook.</summary>
internal static class XmlWalk
{
    private const int MaximumDepth = 100;

    /// <summary>The next node; false at the end.</summary>
    public static bool Next(this XmlReader xml) =>
        xml.Read() && (xml.Depth < MaximumDepth ? true : throw new UnreadableException(UploadErrors.XlsxDamaged($"its XML is nested deeper than {MaximumDepth}")));

    /// <summary>Whether an element of this name begins here. Prefixes differ between writers.</summary>
    public static bool Begins(this XmlReader xml, string name) => xml.NodeType == XmlNodeType.Element && xml.LocalName == name;

    /// <summary>Whether an element of this name ends here.</summary>
    public static bool Ends(this XmlReader xml, string name) => xml.NodeType == XmlNodeType.EndElement && xml.LocalName == name;

    /// <summary>Whether text stands here; blanks are text too.</summary>
    public static bool IsText(this XmlReader xml) => xml.NodeType is XmlNodeType.Text or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace;
}
