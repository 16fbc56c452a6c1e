using NlSql.ServiceDefaults.Errors;

namespace NlSql.Ingestion.Uploads;

/// <summary>Every way in which an upload can fail.</summary>
internal static class UploadErrors
{
    public const string RowsRejectedCode = "ingestion.rows-rejected";

    public static Failure MultipartRequired { get; } = new(
        FailureKind.UnsupportedMedia, "ingestion.multipart-required", "Send the file as multipart/form-data in a field 'file': curl -F \"file=@sales.csv\" …");

    public static Failure FileMissing { get; } = new(
        FailureKind.Invalid, "ingestion.file-missing", "The request holds no file. Send it in a field 'file': curl -F \"file=@sales.csv\" …");

    public static Failure OneFileOnly { get; } = new(
        FailureKind.Invalid, "ingestion.one-file-only", "The request holds more than one file. Upload one file per request.");

    public static Failure FileEmpty { get; } = new(FailureKind.Unprocessable, "ingestion.file-empty", "The file is empty.");

    public static Failure NoRows { get; } = new(FailureKind.Unprocessable, "ingestion.no-rows", "The file has a header and no rows.");

    public static Failure NotCsv { get; } = new(
        FailureKind.UnsupportedMedia, "ingestion.not-csv", "The file holds no table that can be read. Send .csv, .tsv or .jsonl (each also as .gz), .xlsx or .parquet.");

    public static Failure NotUtf8 { get; } = new(
        FailureKind.UnsupportedMedia, "ingestion.not-utf8", "The file's first line is not UTF-8 text. Save it as 'CSV UTF-8'.");

    public static Failure GzipDamaged { get; } = new(FailureKind.Unprocessable, "ingestion.gzip-damaged", "The gzip file is damaged or cut short.");

    public static Failure NestedArchive { get; } = new(
        FailureKind.UnsupportedMedia, "ingestion.nested-archive", "The gzip file holds another compressed file. Compress the table once.");

    public static Failure ZipRefused { get; } = new(
        FailureKind.UnsupportedMedia, "ingestion.zip-refused", "The zip file holds no Excel workbook (.xlsx). Unpack it and send the table that is in it; .csv.gz is taken compressed.");

    public static Failure XlsRefused { get; } = new(
        FailureKind.UnsupportedMedia, "ingestion.xls-refused", "The file is an old Excel workbook (.xls), or one with a password. Save it as .xlsx without a password.");

    public static Failure ParquetEncrypted { get; } = new(
        FailureKind.UnsupportedMedia, "ingestion.parquet-encrypted", "The Parquet file is encrypted. Send it in the clear.");

    public static Failure ParquetEncoding { get; } = new(
        FailureKind.UnsupportedMedia, "ingestion.parquet-encoding", "The Parquet file holds pages in the encoding DELTA_BYTE_ARRAY, which can grow without limit. Write it with dictionaries or plain pages.");

    public static Failure SpoolFull { get; } = new(
        FailureKind.OutOfSpace, "ingestion.spool-full", "The server has no room left to read this file. Try again later, or send it as .csv.");

    public static Failure BodyIncomplete { get; } = new(
        FailureKind.Invalid, "ingestion.body-incomplete", "The request ended before its form did, or is not well-formed multipart. Send it again.");

    public static Failure FieldAfterFile { get; } = new(
        FailureKind.Invalid, "ingestion.field-after-file", "A field that says how the file is to be read came after the file. Send it before the file or in the query string.");

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

    public static Failure TooManyColumns(int limit) => new(
        FailureKind.Unprocessable, "ingestion.too-many-columns", $"The file has more than {limit} columns.");

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

    public static Failure SheetUnknown(string sheet, IReadOnlyList<string> known) => new(
        FailureKind.Unprocessable, "ingestion.sheet-unknown", $"The workbook has no sheet '{Shown(sheet)}'.")
    {
        Issues = [new("ingestion.sheet-unknown", "Name one of these sheets.") { Suggestions = [.. known.Select(Shown)] }],
    };

    public static Failure XlsxDamaged(string reason) => new(
        FailureKind.Unprocessable, "ingestion.xlsx-damaged", $"The Excel workbook is damaged: {reason}. Open it in Excel and save it again.");

    public static Failure XlsxTextsTooLarge(int limit) => new(
        FailureKind.TooLarge, "ingestion.xlsx-texts-too-large", $"The texts of the Excel workbook take more than {limit} bytes. Send the sheet as .csv.");

    public static Failure ParquetDamaged(string reason) => new(
        FailureKind.Unprocessable, "ingestion.parquet-damaged", $"The Parquet file is damaged or cut short: {reason}.");

    public static Failure ParquetNested(string column) => new(
        FailureKind.Unprocessable, "ingestion.parquet-nested", $"The column '{Shown(column)}' of the Parquet file holds lists or structures. Flatten it into columns of single values.");

    public static Failure ParquetChunkTooLarge(int limit) => new(
        FailureKind.TooLarge, "ingestion.parquet-chunk-too-large", $"A column of a row group of the Parquet file takes more than {limit} bytes. Write it with smaller row groups.");

    public static Failure JsonMalformed(long line, string reason) => AtLine(
        "ingestion.json-malformed", line, $"Line {line} is no JSON object: {reason}. Write one object per line.");

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

    public static Failure ColumnsChanged(string table, IEnumerable<string> columns) => new(
        FailureKind.Conflict,
        "ingestion.columns-changed",
        $"While the file was loaded, another upload gave '{table}' other types: {string.Join(", ", columns)}. Send it again.");

    public static Failure DatasetOfOtherPlugin(string? plugin) => new(
        FailureKind.Conflict,
        "ingestion.dataset-plugin-mismatch",
        plugin is null ? "The dataset has no plugin. Send the file without the header x-plugin." : $"The dataset belongs to the plugin '{plugin}'.");

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
