using Microsoft.Extensions.Options;
using Npgsql;
using NlSql.Drafting.Profiling;
using NlSql.Ingestion.DataTables;
using NlSql.Ingestion.Uploads.Columns;
using NlSql.Ingestion.Uploads.Csv;
using NlSql.Ingestion.Uploads.Sources;
using NlSql.Ingestion.Uploads.Typing;
using NlSql.SemanticModel.Definitions;
using NlSql.ServiceDefaults.Errors;

namespace NlSql.Ingestion.Uploads;

/// <summary>
/// Prepares a file for a table of a dataset without a plugin: the columns are the file's, and their types are those that fit all of its
/// rows, which are read once for that. A file that comes on top of others gets their types instead.
/// </summary>
internal sealed class PlanDynamicLoad(NpgsqlDataSource database, RepetitionBudget repetitions, IOptions<UploadOptions> options)
{
    private UploadOptions Limits => options.Value;

    public async Task<Result<UploadTarget>> ExecuteAsync(
        string tableName, TabularFile file, UploadSettings settings, UploadProgress progress, CancellationToken cancellationToken)
    {
        progress.Enter(UploadPhase.Typing);
        var earlier = settings is { Mode: UploadMode.Append, DatasetId: { } dataset }
            ? await FindAsync(dataset, StoredNames.OfTable(tableName), cancellationToken)
            : null;
        if (!(await ReadColumnsAsync(file, settings.Formats, earlier, cancellationToken)).TryGet(out var columns, out var failure)
            || !(await TypeAsync(file, columns, settings.Formats, progress, cancellationToken)).TryGet(out var typings, out failure))
            return failure;
        // A delimiter at the end of every row makes no column.
        var kept = columns.Where(c => c.Header.Length > 0 || typings[c.Place].Values > 0).ToList();
        if (kept.Count == 0)
            return UploadErrors.NoRows;

        progress.Enter(UploadPhase.Loading);
        var reader = await RestartAsync(file, columns.Count, cancellationToken);
        var (matched, loaders, notes) = (new List<MatchedColumn>(), new List<CellColumn>(), new List<string>());
        foreach (var column in kept)
        {
            var typing = typings[column.Place];
            var type = column.Type ?? UsualTypes.Of(column.Header, typing);
            var format = ColumnFormats.Of(type, typing, settings.Formats);
            var definition = DefinitionOf(column.Name, column.Header, type);
            matched.Add(new MatchedColumn(definition, column.Place));
            loaders.Add(CellColumn.Of(new ColumnSetup(definition, format, TimeZoneInfo.Utc, repetitions, Limits.IndexedValuesOf(columns.Count))));
            notes.AddRange(FormatNotes.Of(definition.Label, format, typing));
        }

        var absent = (earlier?.Columns ?? []).Where(e => kept.TrueForAll(k => k.Name != e.Name)).Select(e => DefinitionOf(e.Name, e.Header ?? "", e.Type)).ToList();
        var name = StoredNames.OfTable(tableName);
        return new UploadTarget
        {
            Table = new TableDefinition { Name = name, Label = tableName, Columns = [.. matched.Select(c => c.Definition), .. absent] },
            DataTable = new DataTable("", name, [.. matched.Select(c => new DataColumn(c.Definition.Name, c.Definition.Type, Hidden: false, c.Definition.Label))]),
            Plan = new LoadPlan(file, reader, new HeaderMatch(matched, absent, [], columns.Count), loaders),
            Notes = notes,
        };
    }

    private async Task<Result<IReadOnlyList<FileColumn>>> ReadColumnsAsync(
        TabularFile file, FormatSettings formats, DataTable? earlier, CancellationToken cancellationToken)
    {
        var longest = file.HasHeader ? Limits.MaximumHeaderBytes : int.MaxValue;
        var first = await HeaderNames.ReadAsync(file, file.OpenReader(Limits.MaximumColumns + 1), Limits.MaximumColumns, longest, Limits, cancellationToken);
        if (!first.TryGet(out var cells, out var failure))
            return failure;
        IReadOnlyList<string> headers = file.HasHeader ? cells : [.. cells.Select(_ => "")];
        var names = earlier is null ? StoredNames.OfColumns(headers) : AppendedNames.Of(headers, earlier.Columns);
        var known = headers.Concat(names).Select(HeaderMatch.Normalise).ToHashSet(StringComparer.Ordinal);
        if (formats.Types.Keys.FirstOrDefault(k => !known.Contains(k)) is { } unknown)
            return UploadErrors.FieldInvalid("types", $"about columns of the file; it has none that is called '{UploadErrors.Shown(unknown)}'");
        return headers.Select((header, place) => new FileColumn(
            place, header, names[place], formats.TypeOf(header, names[place]) ?? earlier?.Columns.FirstOrDefault(e => e.Name == names[place])?.Type)).ToList();
    }

    private async Task<Result<List<ColumnTyping>>> TypeAsync(
        TabularFile file, IReadOnlyList<FileColumn> columns, FormatSettings formats, UploadProgress progress, CancellationToken cancellationToken)
    {
        var reader = await RestartAsync(file, columns.Count, cancellationToken);
        var typing = new TypeTable(reader, [.. columns.Select(c => new TypingSettings
        {
            Type = c.Type,
            NullWords = formats.NullWords,
            DecimalSign = formats.DecimalSign,
            DateOrder = formats.DateOrder,
        })]);
        if (await typing.ReadAllAsync(file, progress, Limits, cancellationToken) is { } failure)
            return failure;
        return typing.Decide();
    }

    // From the first row on.
    private async Task<CsvReader> RestartAsync(TabularFile file, int columns, CancellationToken cancellationToken)
    {
        await file.RewindAsync(cancellationToken);
        var reader = file.OpenReader(columns + 1);
        if (file.HasHeader)
            await HeaderNames.ReadAsync(file, reader, Limits.MaximumColumns, Limits.MaximumHeaderBytes, Limits, cancellationToken);
        return reader;
    }

    private async Task<DataTable?> FindAsync(Guid datasetId, string tableName, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await DynamicTableStore.FindAsync(connection, datasetId, tableName, cancellationToken);
    }

    private static ColumnDefinition DefinitionOf(string name, string header, ColumnType type) =>
        new() { Name = name, Label = header.Length > 0 ? header : name, Type = type, Kind = ColumnKind.Dimension };

    /// <summary>A column of the file.</summary>
    /// <param name="Place">Its place, from 0.</param>
    /// <param name="Header">Its header; empty when it has none.</param>
    /// <param name="Name">Its identifier.</param>
    /// <param name="Type">Its type when that is told or given by earlier files; null when the values decide.</param>
    private sealed record FileColumn(int Place, string Header, string Name, ColumnType? Type);
}
