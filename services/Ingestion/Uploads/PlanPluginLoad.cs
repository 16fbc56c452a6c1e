using Microsoft.Extensions.Options;
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
/// Prepares a file for a table of a plugin: the header is matched by name, the types are the plugin's. How numbers and dates are written is
/// seen from the rows at the start, so the file is read once.
/// </summary>
internal sealed class PlanPluginLoad(DataTableStore dataTables, RepetitionBudget repetitions, IOptions<UploadOptions> options)
{
    public async Task<Result<UploadTarget>> ExecuteAsync(
        ModelDefinition model, TableDefinition table, TabularFile file, UploadSettings settings, CancellationToken cancellationToken)
    {
        if (await dataTables.EnsureAsync(model, cancellationToken) is { } incompatible)
            return incompatible;
        var target = await dataTables.GetAsync(model.Plugin.Id, table.Name, cancellationToken);
        var mostColumns = table.Columns.Count + options.Value.MaximumExtraColumns;
        var reader = file.OpenReader(mostColumns + 1);
        if (!(await HeaderNames.ReadAsync(file, reader, mostColumns, options.Value.MaximumHeaderBytes, options.Value, cancellationToken)).TryGet(out var names, out var failure)
            || !HeaderMatch.Of(names, table).TryGet(out var header, out failure))
            return failure;

        await FillBufferAsync(reader, cancellationToken);
        var typings = TypeBuffered(reader, header, settings.Formats);
        var columns = new List<CellColumn>(header.Columns.Count);
        var notes = new List<string>();
        foreach (var (definition, place) in header.Columns)
        {
            var format = ColumnFormats.Of(definition.Type, typings[place], settings.Formats);
            columns.Add(CellColumn.Of(new ColumnSetup(definition, format, TimeZoneOf(model), repetitions, options.Value.IndexedValuesOf(header.Columns.Count))));
            notes.AddRange(FormatNotes.Of(names[place], format, typings[place]));
        }

        return new UploadTarget
        {
            Model = model,
            Table = table,
            DataTable = target,
            Plan = new LoadPlan(file, reader, header, columns),
            Notes = notes,
        };
    }

    private static async Task FillBufferAsync(CsvReader reader, CancellationToken cancellationToken)
    {
        while (reader.Buffered.Length < CsvReader.ReadSize && await reader.FillAsync(cancellationToken))
        {
        }
    }

    private static List<ColumnTyping> TypeBuffered(CsvReader reader, HeaderMatch header, FormatSettings formats)
    {
        var sample = CsvReader.Over(reader.Buffered.ToArray(), whole: false, header.Cells + 1);
        (sample.Delimiter, sample.Quote) = (reader.Delimiter, reader.Quote);
        var types = header.Columns.ToDictionary(c => c.Place, c => c.Definition.Type);
        // Texts are taken as they are, and ignored columns not at all.
        var typing = new TypeTable(sample, [.. Enumerable.Range(0, header.Cells).Select(place => types.GetValueOrDefault(place, ColumnType.Text) is var type and not ColumnType.Text
            ? new TypingSettings { Type = type, NullWords = formats.NullWords, DecimalSign = formats.DecimalSign, DateOrder = formats.DateOrder }
            : null)]);
        typing.ReadBuffered();
        return typing.Decide();
    }

    private static TimeZoneInfo TimeZoneOf(ModelDefinition model) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(model.Plugin.Calendar.TimeZone, out var zone) ? zone : TimeZoneInfo.Utc;
}
