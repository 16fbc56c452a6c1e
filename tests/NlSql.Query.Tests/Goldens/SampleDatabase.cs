using System.Globalization;
using System.IO.Compression;
using Npgsql;
using NlSql.Query.Sql.Printing;
using NlSql.Query.Sql.Rewriting;
using NlSql.Query.Sql.Tree;
using NlSql.SemanticModel;
using NlSql.SemanticModel.Definitions;
using NlSql.Testing;
using NlSql.Testing.Servers;
using NpgsqlTypes;

namespace NlSql.Query.Tests.Goldens;

/// <summary>
/// A plugin's sample data twice: plain tables in the schema <c>reference</c>, and as Ingestion lays them out in <c>data</c>, where rows
/// of another dataset and of another part lie beside them, so that a query outside its scope gives wrong rows.
/// </summary>
internal sealed class SampleDatabase : IAsyncDisposable
{
    public static readonly Guid DatasetId = new("0192f0c1-0000-7000-8000-000000000001");
    public static readonly Guid PartId = new("0192f0c1-0000-7000-8000-0000000000aa");

    private readonly TestDatabase database;
    private readonly NpgsqlDataSource source;

    private SampleDatabase(TestDatabase database)
    {
        this.database = database;
        source = new NpgsqlDataSourceBuilder(database.ConnectionString).Build();
    }

    /// <param name="servers">The servers.</param>
    /// <param name="model">The model whose tables are made.</param>
    /// <param name="rows">Statements that fill the plain tables; null for the plugin's sample data.</param>
    public static async Task<SampleDatabase> CreateAsync(TestServers servers, ModelDefinition model, string? rows = null)
    {
        var created = new SampleDatabase(await servers.CreateDatabaseAsync(CancellationToken.None));
        await created.ExecuteAsync("CREATE SCHEMA data; CREATE SCHEMA reference;");
        foreach (var table in model.Tables)
            await created.ExecuteAsync($"CREATE TABLE reference.{table.Name} ({ColumnsOf(table)});");
        if (rows is not null)
            await created.ExecuteAsync(rows);
        foreach (var table in model.Tables)
        {
            if (rows is null)
                await created.LoadAsync(model, table);
            await created.LayOutAsync(model, table);
        }

        await created.ExecuteAsync("ANALYZE;");
        return created;
    }

    /// <summary>The scope of the loaded data.</summary>
    public static DatasetScope ScopeOf(ModelDefinition model) =>
        new(DatasetId, model.Tables.Select(t => new DatasetTable(t.Name, $"{model.Plugin.Id}__{t.Name}", [PartId])).ToValueList());

    public async ValueTask DisposeAsync()
    {
        await source.DisposeAsync();
        await database.DisposeAsync();
    }

    /// <summary>Runs compiled SQL with its parameters.</summary>
    public async Task<IReadOnlyList<IReadOnlyList<object?>>> RunAsync(ExecutableSql sql)
    {
        await using var command = source.CreateCommand(sql.Text);
        foreach (var parameter in sql.Parameters)
            command.Parameters.Add(Parameter(parameter));
        return await ReadAsync(command);
    }

    /// <summary>Runs hand-written SQL over the plain tables.</summary>
    public async Task<IReadOnlyList<IReadOnlyList<object?>>> ReferenceAsync(string sql)
    {
        await using var connection = await source.OpenConnectionAsync();
        await using var path = new NpgsqlCommand("SET search_path = reference", connection);
        await path.ExecuteNonQueryAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await ReadAsync(command);
    }

    private static async Task<IReadOnlyList<IReadOnlyList<object?>>> ReadAsync(NpgsqlCommand command)
    {
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<IReadOnlyList<object?>>();
        while (await reader.ReadAsync())
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(i => Value(reader, i))]);
        return rows;
    }

    private static object? Value(NpgsqlDataReader reader, int column)
    {
        if (reader.IsDBNull(column))
            return null;
        return reader.GetDataTypeName(column) switch
        {
            "date" => reader.GetFieldValue<DateOnly>(column),
            "integer" or "bigint" => reader.GetInt64(column),
            _ => reader.GetValue(column),
        };
    }

    private static NpgsqlParameter Parameter(SqlParameterValue parameter) => parameter.Type switch
    {
        SqlParameterType.Unknown => new() { Value = parameter.Value, NpgsqlDbType = NpgsqlDbType.Unknown },
        SqlParameterType.Text => new() { Value = parameter.Value, NpgsqlDbType = NpgsqlDbType.Text },
        SqlParameterType.Integer => new() { Value = parameter.Value, NpgsqlDbType = NpgsqlDbType.Integer },
        SqlParameterType.BigInteger => new() { Value = parameter.Value, NpgsqlDbType = NpgsqlDbType.Bigint },
        SqlParameterType.Numeric => new() { Value = parameter.Value, NpgsqlDbType = NpgsqlDbType.Numeric },
        SqlParameterType.Date => new() { Value = parameter.Value, NpgsqlDbType = NpgsqlDbType.Date },
        SqlParameterType.Timestamp => new() { Value = parameter.Value, NpgsqlDbType = NpgsqlDbType.Timestamp },
        SqlParameterType.Interval when parameter.Value is SqlInterval i =>
            new() { Value = new NpgsqlInterval(i.Months, i.Days, i.Microseconds), NpgsqlDbType = NpgsqlDbType.Interval },
        SqlParameterType.Uuid => new() { Value = parameter.Value, NpgsqlDbType = NpgsqlDbType.Uuid },
        SqlParameterType.UuidArray => new() { Value = ((IEnumerable<Guid>)parameter.Value).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid },
        _ => throw new ArgumentOutOfRangeException(nameof(parameter), parameter.Type, "A parameter type that the test does not know."),
    };

    private async Task LoadAsync(ModelDefinition model, TableDefinition table)
    {
        await using var connection = await source.OpenConnectionAsync();
        using var csv = OpenCsv(model.Plugin.Id, table.Name);
        var header = await csv.ReadLineAsync();
        await using var copy = await connection.BeginTextImportAsync($"COPY reference.{table.Name} ({header}) FROM STDIN (FORMAT csv)");
        await copy.WriteAsync(await csv.ReadToEndAsync());
    }

    private async Task LayOutAsync(ModelDefinition model, TableDefinition table)
    {
        var names = string.Join(", ", table.Columns.Select(c => c.Name));
        string Copy(Guid dataset, Guid part) => string.Create(
            CultureInfo.InvariantCulture,
            $"INSERT INTO data.{model.Plugin.Id}__{table.Name} SELECT '{dataset}', '{part}', {names} FROM reference.{table.Name} LIMIT 500;");
        var foreign = new Guid("0192f0c1-ffff-7000-8000-000000000001");
        await ExecuteAsync(
            $"CREATE TABLE data.{model.Plugin.Id}__{table.Name} (dataset_id uuid NOT NULL, part_id uuid NOT NULL, {ColumnsOf(table)});"
            + Copy(DatasetId, PartId).Replace(" LIMIT 500", "", StringComparison.Ordinal)
            + Copy(foreign, PartId)
            + Copy(DatasetId, foreign));
    }

    private static string ColumnsOf(TableDefinition table) => string.Join(", ", table.Columns.Select(c => $"{c.Name} {PostgresType(c.Type)}"));

    private static StreamReader OpenCsv(string plugin, string table)
    {
        var path = Path.Combine(RepositoryFolder.Root, "sample_data", plugin, $"{table}.csv");
        return File.Exists(path)
            ? new StreamReader(path)
            : new StreamReader(new GZipStream(File.OpenRead($"{path}.gz"), CompressionMode.Decompress));
    }

    private static string PostgresType(ColumnType type) => type switch
    {
        ColumnType.Integer => "bigint",
        ColumnType.Decimal => "numeric",
        ColumnType.Boolean => "boolean",
        ColumnType.Date => "date",
        ColumnType.Timestamp => "timestamp",
        ColumnType.Uuid => "uuid",
        _ => "text",
    };

    private async Task ExecuteAsync(string sql)
    {
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
