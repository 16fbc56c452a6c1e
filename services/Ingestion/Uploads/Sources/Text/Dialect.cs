namespace NlSql.Ingestion.Uploads.Sources.Text;

/// <summary>How delimited text is to be split.</summary>
/// <param name="Delimiter">The byte between cells.</param>
/// <param name="Quote">The byte around cells; null when there is none.</param>
/// <param name="Skip">Bytes before the first record: a line <c>sep=;</c>.</param>
internal sealed record Dialect(byte Delimiter, byte? Quote, int Skip)
{
    public static Dialect Default { get; } = new((byte)',', (byte)'"', 0);
}
