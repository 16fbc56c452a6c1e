using System.Text;
using NlSql.Drafting.Profiling;
using NlSql.Ingestion.Uploads.Csv;
using NlSql.Ingestion.Uploads.Sources;
using NlSql.SemanticModel.Definitions;
using NlSql.ServiceDefaults.Errors;

namespace NlSql.Ingestion.Uploads.Typing;

/// <summary>Finds the types of a file's columns over all of its rows, or over those at its start.</summary>
/// <param name="reader">The records, from the first row on.</param>
/// <param name="columns">What is told of each column; null for one that is not to be looked at.</param>
internal sealed class TypeTable(CsvReader reader, IReadOnlyList<TypingSettings?> columns)
{
    private const int MostSampledRows = 1_000;
    private const int LongestOfInterest = 200;
    private readonly ColumnTyper?[] typers = [.. columns.Select(c => c is null ? null : new ColumnTyper(c))];
    private readonly char[] characters = new char[LongestOfInterest];

    /// <summary>Rows looked at.</summary>
    public long Rows { get; private set; }

    /// <summary>Reads all records to the end of the file; its failure, or null.</summary>
    public async Task<Failure?> ReadAllAsync(TabularFile file, UploadProgress progress, UploadOptions options, CancellationToken cancellationToken)
    {
        CsvStatus status;
        while ((status = reader.Read()) is CsvStatus.Record or CsvStatus.NeedMore)
        {
            if (status == CsvStatus.Record)
            {
                AddRow();
                continue;
            }

            progress.Report(file.BytesRead, Rows, 0);
            await reader.FillAsync(cancellationToken);
        }

        return file.Failure ?? TableLoader.FailureOf(status, reader, options);
    }

    /// <summary>Reads records that are in the reader's buffer, at most a thousand.</summary>
    public void ReadBuffered()
    {
        while (Rows < MostSampledRows && reader.Read() == CsvStatus.Record)
            AddRow();
    }

    /// <summary>What the rows say, column by column.</summary>
    public List<ColumnTyping> Decide() => [.. typers.Select(t => t?.Decide() ?? new ColumnTyping { Type = ColumnType.Text, Values = 0, Nulls = 0 })];

    private void AddRow()
    {
        // Rows that do not fit are judged when they are loaded.
        if (reader.IsBlank || reader.Malformed || !reader.Fits(typers.Length))
            return;
        Rows++;
        for (var i = 0; i < typers.Length; i++)
        {
            if (typers[i] is not { } typer)
                continue;
            var cell = reader.CellAt(i);
            if (cell.Length > LongestOfInterest)
                cell = cell[..LongestOfInterest];
            typer.Add(characters.AsSpan(0, Encoding.UTF8.GetChars(cell, characters)));
        }
    }
}
