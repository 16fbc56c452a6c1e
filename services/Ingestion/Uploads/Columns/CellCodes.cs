namespace NlSql.Ingestion.Uploads.Columns;

/// <summary>Why a cell or a row was rejected. Stable codes.</summary>
internal static class CellCodes
{
    public const string Missing = "ingestion.cell-missing";
    public const string NotInteger = "ingestion.cell-not-integer";
    public const string NotDecimal = "ingestion.cell-not-decimal";
    public const string NotBoolean = "ingestion.cell-not-boolean";
    public const string NotDate = "ingestion.cell-not-date";
    public const string NotTimestamp = "ingestion.cell-not-timestamp";
    public const string NotUuid = "ingestion.cell-not-uuid";
    public const string OutOfRange = "ingestion.cell-out-of-range";
    public const string NotAllowed = "ingestion.cell-not-allowed";
    public const string NotUtf8 = "ingestion.cell-not-utf8";
    public const string Nul = "ingestion.cell-nul";
    public const string TooFewCells = "ingestion.row-too-few-cells";
    public const string TooManyCells = "ingestion.row-too-many-cells";
    public const string MalformedQuote = "ingestion.row-malformed-quote";
}
