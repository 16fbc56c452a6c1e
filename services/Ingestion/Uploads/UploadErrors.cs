using NlSql.ServiceDefaults.Errors;

namespace NlSql.Ingestion.Uploads;

/// <summary>Every way in which an upload can fail.</summary>
internal static class UploadErrors
{
    public const string RowsRejectedCode = "ingestion.rows-rejected";

    public static Failure PluginRequired { get; } = new(
        FailureKind.Invalid, "ingestion.plugin-required", "Name the plugin that the data belongs to in the header 'x-plugin', for example 'x-plugin: retail'. GET /plugins lists them.");

    public static Failure MultipartRequired { get; } = new(
        FailureKind.UnsupportedMedia, "ingestion.multipart-required", "Send the file as multipart/form-data in a field 'file': curl -F \"file=@sales.csv\" …");

    public static Failure FileMissing { get; } = new(
        FailureKind.Invalid, "ingestion.file-missing", "The request holds no file. Send it in a field 'file': curl -F \"file=@sales.csv\" …");

    public static Failure OneFileOnly { get; } = new(
        FailureKind.Invalid, "ingestion.one-file-only", "The request holds more than one file. Upload one file per request.");

    public static Failure FileEmpty { get; } = new(FailureKind.Unprocessable, "ingestion.file-empty", "The file is empty.");

    public static Failure NoRows { get; } = new(FailureKind.Unprocessable, "ingestion.no-rows", "The file has a header and no rows.");

    public static Failure NotCsv { get; } = new(
        FailureKind.UnsupportedMedia, "ingestion.not-csv", "The file is not CSV text. Send .csv or .csv.gz with a header line.");

    public static Failure NotUtf8 { get; } = new(
        FailureKind.UnsupportedMedia, "ingestion.not-utf8", "The file's first line is not UTF-8 text. Save it as 'CSV UTF-8'.");

    public static Failure GzipDamaged { get; } = new(FailureKind.Unprocessable, "ingestion.gzip-damaged", "The gzip file is damaged or cut short.");

    public static Failure NestedArchive { get; } = new(
        FailureKind.UnsupportedMedia, "ingestion.nested-archive", "The gzip file holds another compressed file. Compress the CSV once.");

    public static Failure BodyIncomplete { get; } = new(
        FailureKind.Invalid, "ingestion.body-incomplete", "The request ended before its form did, or is not well-formed multipart. Send it again.");

    public static Failure FieldAfterFile { get; } = new(
        FailureKind.Invalid, "ingestion.field-after-file", "The field 'on_error' came after the file, when rows had already been judged. Send it before the file or in the query string.");

    public static Failure TooManyUploads { get; } = new(
        FailureKind.TooMany, "ingestion.too-many-uploads", "Too many uploads are running. Try again when one has ended.")
    { RetryAfterSeconds = 5 };

    public static Failure PluginUnavailable { get; } = new(
        FailureKind.Unavailable, "ingestion.plugin-unavailable", "The plugin registry does not answer. Try again in a few seconds.")
    { RetryAfterSeconds = 3 };

    public static Failure PluginUnknown(string plugin) => new(
        FailureKind.NotFound, "ingestion.plugin-unknown", $"There is no valid plugin '{Shown(plugin)}'. GET /plugins lists them.");

    public static Failure TableUnknown(string plugin, string table, IEnumerable<string> known) => new(
        FailureKind.NotFound, "ingestion.table-unknown", $"The plugin '{plugin}' has no table '{Shown(table)}'.")
    {
        Issues = [new("ingestion.table-unknown", "Upload to one of these tables.") { Suggestions = [.. known] }],
    };

    public static Failure FieldInvalid(string field, string expected) => new(
        FailureKind.Invalid, "ingestion.field-invalid", $"The field '{field}' must be {expected}.");

    public static Failure HeaderMissing(IReadOnlyList<FailureIssue> missing) => new(
        FailureKind.Unprocessable, "ingestion.header-missing", $"The header line lacks {missing.Count} column(s) that every row needs. The first line of the file must name the columns.")
    {
        Issues = missing,
    };

    public static Failure HeaderDuplicate(IReadOnlyList<FailureIssue> repeated) => new(
        FailureKind.Unprocessable, "ingestion.header-duplicate", "The header line names a column twice.")
    { Issues = repeated };

    public static Failure HeaderTooLong(int limit) => new(
        FailureKind.Unprocessable, "ingestion.header-too-long", $"A name in the header line is longer than {limit} bytes.");

    public static Failure TooManyColumns(int columns, int limit) => new(
        FailureKind.Unprocessable, "ingestion.too-many-columns", $"The file has {columns} columns; for this table at most {limit} are accepted.");

    public static Failure TooManyRows(long limit) => new(
        FailureKind.TooLarge, "ingestion.too-many-rows", $"The file has more than {limit} rows. Upload it in parts with mode=append.");

    public static Failure DatasetTooLarge(long limit) => new(
        FailureKind.TooLarge, "ingestion.dataset-too-large", $"The dataset would have more than {limit} rows.");

    public static Failure FileTooLarge(long limit) => new(
        FailureKind.TooLarge, "ingestion.file-too-large", $"The file is larger than {limit} bytes.");

    public static Failure ContentTooLarge(long limit) => new(
        FailureKind.TooLarge, "ingestion.content-too-large", $"The decompressed file is larger than {limit} bytes.");

    public static Failure CompressionRatio(int limit) => new(
        FailureKind.TooLarge, "ingestion.compression-ratio", $"The file decompresses to more than {limit} times its size.");

    public static Failure CellTooLong(long line, int limit) => AtLine(
        "ingestion.cell-too-long", line, $"A cell in the record that begins on line {line} is longer than {limit} bytes. Perhaps a quote is not closed.");

    public static Failure LineTooLong(long line, int limit) => AtLine(
        "ingestion.line-too-long", line, $"The record that begins on line {line} is longer than {limit} bytes. Perhaps a quote is not closed.");

    public static Failure UnclosedQuote(long line) => AtLine(
        "ingestion.quote-unclosed", line, $"A quote in the record that begins on line {line} is never closed.");

    public static Failure RowsRejected(RejectedRows rejected) => new(
        FailureKind.Unprocessable,
        RowsRejectedCode,
        $"{rejected.Rows} row(s) cannot be loaded, so nothing was. Mend them, or send on_error=skip to leave them out.")
    {
        Issues = rejected.Details,
    };

    public static Failure AllRowsRejected(RejectedRows rejected) => new(
        FailureKind.Unprocessable, RowsRejectedCode, $"All {rejected.Rows} row(s) were rejected, so nothing was loaded.")
    {
        Issues = rejected.Details,
    };

    public static Failure TableIncompatible(string table, IEnumerable<string> columns) => new(
        FailureKind.Conflict,
        "ingestion.table-incompatible",
        $"The plugin gives columns of '{table}' another type than the data already loaded has: {string.Join(", ", columns)}. Name the changed columns differently.");

    public static Failure DatasetOfOtherPlugin(string? plugin) => new(
        FailureKind.Conflict, "ingestion.dataset-plugin-mismatch", $"The dataset belongs to the plugin '{plugin}'.");

    public static Failure IdempotencyKeyReused { get; } = new(
        FailureKind.Conflict, "ingestion.idempotency-key-reused", "This Idempotency-Key was used for an upload to another table.");

    /// <summary>Text from the request as an error may repeat it.</summary>
    public static string Shown(string text)
    {
        var plain = new string([.. text.Where(c => !char.IsControl(c) && !char.IsSurrogate(c))]);
        return plain.Length <= 100 ? plain : plain[..100] + "…";
    }

    private static Failure AtLine(string code, long line, string message) => new(FailureKind.Unprocessable, code, message)
    {
        Issues = [new(code, message) { Line = line }],
    };
}
