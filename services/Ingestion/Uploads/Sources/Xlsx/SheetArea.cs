namespace NlSql.Ingestion.Uploads.Sources.Xlsx;

/// <summary>Where in a sheet the table stands: below and right of what is blank.</summary>
/// <param name="FirstRow">The first row that is not blank, from 1.</param>
/// <param name="Left">The first column, from 0.</param>
/// <param name="Right">The last column.</param>
/// <param name="IsWhole">Whether all rows lie within these columns.</param>
internal sealed record SheetArea(int FirstRow, int Left, int Right, bool IsWhole);
