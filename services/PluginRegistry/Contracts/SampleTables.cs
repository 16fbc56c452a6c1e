using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using NlSql.Query.Sql;
using NlSql.Query;
using NlSql.Query.Sql.Rewriting;
using NlSql.SemanticModel;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Reading;
using Npgsql;

namespace NlSql.PluginRegistry.Contracts;

/// <summary>
/// Loads sample data into tables laid out as Ingestion lays out uploads, in a transaction that is never committed. Not by Ingestion's own
/// reader, which belongs to another service: by COPY, which knows fewer spellings of dates and truth values.
/// </summary>
internal sealed partial class SampleTables(NpgsqlTransaction transaction, ModelDefinition model)
{
    private const string Schema = "registry_contract";

    // Nobody else sees the rows, so any ids will do.
    private static readonly Guid DatasetId = new("00000000-0000-7000-8000-000000000001");
    private static readonly Guid PartId = new("00000000-0000-7000-8000-000000000002");

    /// <summary>Where the rows are once they are loaded.</summary>
    public DatasetScope Scope { get; } =
        new(DatasetId, model.Tables.Select(t => new DatasetTable(t.Name, PhysicalName(model, t), [PartId]) { Schema = Schema }).ToValueList());

    /// <summary>Makes every table of the model and fills those that have a file.</summary>
    /// <returns>What is wrong with the files; the transaction is then of no further use.</returns>
    public async Task<PluginProblem?> LoadAsync(IReadOnlyList<SampleFile> files, CancellationToken cancellationToken)
    {
        foreach (var file in files)
        {
            if (model.Tables.All(t => t.Name != file.Table))
                return Problem(file, 1, $"There is no table '{file.Table}'; the tables are {string.Join(", ", model.Tables.Select(t => t.Name))}.");
        }

        foreach (var table in model.Tables)
        {
            var own = files.Where(f => f.Table == table.Name).ToList();
            if (own.Count > 1)
                return Problem(own[1], 1, $"The table '{table.Name}' has two files.");
            if (await LoadAsync(table, own.FirstOrDefault(), cancellationToken) is { } problem)
                return problem;
        }

        return null;
    }

    /// <summary>First and last day of each table's time column.</summary>
    public async Task<ValueList<TableDays>> DaysAsync(CancellationToken cancellationToken)
    {
        var days = new List<TableDays>();
        foreach (var table in model.Tables)
        {
            if (table.TimeColumn is not { } time)
                continue;
            await using var command = Command($"SELECT min({Quote(time)})::date, max({Quote(time)})::date FROM {Name(table)}");
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            if (await reader.ReadAsync(cancellationToken) && !reader.IsDBNull(0))
                days.Add(new(table.Name, reader.GetFieldValue<DateOnly>(0), reader.GetFieldValue<DateOnly>(1)));
        }

        return days.ToValueList();
    }

    private static string PhysicalName(ModelDefinition model, TableDefinition table) => $"{model.Plugin.Id}__{table.Name}";

    private static string Quote(string identifier) => $"\"{identifier.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static PluginProblem Problem(SampleFile file, int line, string message) =>
        new(file.Name, line, 1, PluginProblemCodes.BadSampleData, message, "The sample data of a plugin are CSV files named as its tables.");

    private static PluginProblem TooLarge(SampleFile file) =>
        Problem(file, 1, $"The file has more than {SampleContent.MaximumCharacters} characters or {SampleContent.MaximumLines} lines.");

    private string Name(TableDefinition table) => $"{Schema}.{Quote(PhysicalName(model, table))}";

    private async Task<PluginProblem?> LoadAsync(TableDefinition table, SampleFile? file, CancellationToken cancellationToken)
    {
        if (file is null)
        {
            await ExecuteAsync(CreateCommand(table, []), cancellationToken);
            return null;
        }

        try
        {
            using var content = new SampleContent(file);
            if (await content.ReadHeaderAsync(cancellationToken) is not { } record)
                return Problem(file, 1, "The file has no header line.");
            var (header, problem) = SampleHeader.Of(record, file, table);
            if (header is null)
                return problem;
            return await FillAsync(table, file, content, header, cancellationToken);
        }
        catch (InvalidDataException)
        {
            return Problem(file, 1, "The file is damaged.");
        }
        catch (DecoderFallbackException)
        {
            return Problem(file, 1, "The file is not UTF-8 text.");
        }
    }

    private async Task<PluginProblem?> FillAsync(
        TableDefinition table, SampleFile file, SampleContent content, SampleHeader header, CancellationToken cancellationToken)
    {
        // A cell that belongs to no column still has to go somewhere: COPY takes whole records.
        var extra = header.Columns.Select((c, i) => c is null ? string.Create(CultureInfo.InvariantCulture, $"Extra{i}") : null).OfType<string>().ToList();
        var names = header.Columns.Select((c, i) => Quote(c?.Name ?? string.Create(CultureInfo.InvariantCulture, $"Extra{i}"))).ToList();
        await ExecuteAsync(CreateCommand(table, extra), cancellationToken);
        var list = string.Join(", ", names);
        try
        {
            // An empty cell has no value, quoted or not.
            await using var copy = await transaction.Connection!.BeginTextImportAsync(
                $"COPY {Name(table)} ({list}) FROM STDIN (FORMAT csv, FORCE_NULL ({list}))", cancellationToken);
            await content.CopyRowsAsync(copy, cancellationToken);
        }
        catch (PostgresException) when (content.TooLarge)
        {
            return TooLarge(file);
        }
        catch (PostgresException e) when (!e.IsTransient)
        {
            var line = CopyLine().Match(e.Where ?? "") is { Success: true } place ? int.Parse(place.Groups[1].ValueSpan, CultureInfo.InvariantCulture) : 0;
            return Problem(file, content.HeaderLines + line, $"{e.MessageText}.");
        }

        if (content.TooLarge)
            return TooLarge(file);
        foreach (var column in table.Columns.Where(c => c is { Type: ColumnType.Text, Values.Count: > 0 }))
        {
            if (await SpellAsync(table, file, column, cancellationToken) is { } problem)
                return problem;
        }

        await ExecuteAsync($"ANALYZE {Name(table)}", cancellationToken);
        return null;
    }

    /// <summary>Stores listed values as they are declared, as an upload does; a value that is not listed is refused where the list is closed.</summary>
    private async Task<PluginProblem?> SpellAsync(TableDefinition table, SampleFile file, ColumnDefinition column, CancellationToken cancellationToken)
    {
        var (name, values) = (Quote(column.Name), column.Values.Select(v => v.Value).ToArray());
        await using var update = Command($"UPDATE {Name(table)} t SET {name} = v.value FROM unnest($1) AS v (value) WHERE lower(t.{name}) = lower(v.value) AND t.{name} <> v.value");
        update.Parameters.Add(new() { Value = values });
        await update.ExecuteNonQueryAsync(cancellationToken);
        if (column.OpenValues)
            return null;
        await using var stranger = Command($"SELECT {name} FROM {Name(table)} WHERE {name} <> ALL ($1) LIMIT 1");
        stranger.Parameters.Add(new() { Value = values });
        return await stranger.ExecuteScalarAsync(cancellationToken) is string found
            ? Problem(file, 1, $"The value '{found}' of the column '{column.Name}' is not listed in the model.")
            : null;
    }

    private string CreateCommand(TableDefinition table, IEnumerable<string> extra)
    {
        var columns = table.Columns.Select(c => $"{Quote(c.Name)} {StoredTypes.Of(c.Type)}{(c.Required ? " NOT NULL" : "")}")
            .Concat(extra.Select(e => $"{Quote(e)} text"))
            .Append($"dataset_id uuid NOT NULL DEFAULT '{DatasetId:D}'")
            .Append($"part_id uuid NOT NULL DEFAULT '{PartId:D}'");
        return $"CREATE TABLE {Name(table)} ({string.Join(", ", columns)})";
    }

    private NpgsqlCommand Command(string sql) => new(sql, transaction.Connection, transaction);

    private async Task ExecuteAsync(string sql, CancellationToken cancellationToken)
    {
        await using var command = Command(sql);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    [GeneratedRegex("line ([0-9]{1,9})", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex CopyLine();
}
