namespace NlSql.Ingestion.Uploads.Sources;

/// <summary>What writing a table as CSV told of it.</summary>
/// <param name="FirstLine">Row of the file on which the first record stands.</param>
/// <param name="Sheet">The sheet that was read; null when the file is no workbook.</param>
internal sealed record Conversion(long FirstLine, string? Sheet = null);
