using System.Xml;

namespace NlSql.Ingestion.Uploads.Sources.Xlsx;

/// <summary>The names of tags and attributes that an XML reader keeps for good: so many and no more.</summary>
internal sealed class LimitedNames : NameTable
{
    private const int MaximumNames = 10_000;
    private int count;

    public override string Add(char[] key, int start, int len) => Get(key, start, len) ?? Counted(base.Add(key, start, len));

    public override string Add(string key) => Get(key) ?? Counted(base.Add(key));

    private string Counted(string name) =>
        ++count <= MaximumNames ? name : throw new UnreadableException(UploadErrors.XlsxDamaged($"it holds more than {MaximumNames} different tags"));
}
