using NlSql.Ingestion.Uploads.Columns;

namespace NlSql.Ingestion.Uploads;

/// <summary>Why a cell or a row was left out, in a sentence: in the answer of the upload and in the file of its rejects.</summary>
internal static class RejectMessages
{
    /// <param name="code">One of <see cref="CellCodes"/>.</param>
    /// <param name="column">The column; null when the row is bad as a whole.</param>
    /// <param name="type">The column's type as it is shown.</param>
    /// <param name="original">What the cell holds.</param>
    public static string Of(string code, string? column, string? type, string? original) => code switch
    {
        CellCodes.Missing => $"'{column}' needs a value.",
        CellCodes.NotAllowed => $"'{original}' is not one of the values of '{column}'.",
        CellCodes.OutOfRange => $"'{original}' is out of the range of {Kind(type)}.",
        CellCodes.NotUtf8 => $"'{column}' is not UTF-8 text.",
        CellCodes.Nul => $"'{column}' holds a NUL character.",
        CellCodes.MalformedQuote => "Text follows a closing quote. Double the quotes within a quoted cell.",
        CellCodes.TooFewCells => "The row has fewer cells than the header.",
        CellCodes.TooManyCells => "The row has more cells than the header.",
        _ => $"'{original}' is not {Kind(type)}.",
    };

    private static string Kind(string? type) => type switch
    {
        "integer" => "an integer of 64 bits",
        "decimal" => "a decimal number",
        "boolean" => "a truth value",
        "date" => "a date (YYYY-MM-DD)",
        "timestamp" => "a timestamp (YYYY-MM-DD hh:mm:ss)",
        "uuid" => "a UUID",
        _ => "text",
    };
}
