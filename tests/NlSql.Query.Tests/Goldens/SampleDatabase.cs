using System.Globalization;
using System.IO.Compression;
using Npgsql;
using NlSql.Query.Sql;
using NlSql.Query.Sql.Printing;
using NlSql.Query.Sql.Rewriting;
using NlSql.SemanticModel;
using NlSql.SemanticModel.Definitions;
using NlSql.Testing;
using NlSql.Testing.Servers;

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

    public static async Task<SampleDatabase> CreateAsync(TestServers servers, ModelDefinition model)
    {
        var created = new SampleDatabase(await servers.CreateDatabaseAsync(CancellationToken.None));
        await created.ExecuteAsync("CREATE SCHEMA data; CREATE SCHEMA reference;");
        foreach (var table in model.Tables)
            await created.LoadAsync(model, table);
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
    public Task<IReadOnlyList<IReadOnlyList<object?>>> RunAsync(ExecutableSql sql) => GoldenSql.RunAsync(source, sql);

    /// <summary>Runs hand-written SQL over the plain tables.</summary>
    public Task<IReadOnlyList<IReadOnlyList<object?>>> ReferenceAsync(string sql) => GoldenSql.ReferenceAsync(source, sql);

    private async Task LoadAsync(ModelDefinition model, TableDefinition table)
    {
        var columns = string.Join(", ", table.Columns.Select(c => $"{c.Name} {StoredTypes.Of(c.Type)}"));
        var names = string.Join(", ", table.Columns.Select(c => c.Name));
        await ExecuteAsync($"CREATE TABLE reference.{table.Name} ({columns});");
        await using (var connection = await source.OpenConnectionAsync())
        {
            using var csv = OpenCsv(model.Plugin.Id, table.Name);
            var header = await csv.ReadLineAsync();
            await using var copy = await connection.BeginTextImportAsync($"COPY reference.{table.Name} ({header}) FROM STDIN (FORMAT csv)");
            await copy.WriteAsync(await csv.ReadToEndAsync());
        }

        string Copy(Guid dataset, Guid part) => string.Create(
            CultureInfo.InvariantCulture,
            $"INSERT INTO data.{model.Plugin.Id}__{table.Name} SELECT '{dataset}', '{part}', {names} FROM reference.{table.Name} LIMIT 500;");
        var foreign = new Guid("0192f0c1-ffff-7000-8000-000000000001");
        await ExecuteAsync(
            $"CREATE TABLE data.{model.Plugin.Id}__{table.Name} (dataset_id uuid NOT NULL, part_id uuid NOT NULL, {columns});"
            + Copy(DatasetId, PartId).Replace(" LIMIT 500", "", StringComparison.Ordinal)
            + Copy(foreign, PartId)
            + Copy(DatasetId, foreign));
    }

    private static StreamReader OpenCsv(string plugin, string table)
    {
        var path = Path.Combine(RepositoryFolder.Root, "sample_data", plugin, $"{table}.csv");
        return File.Exists(path)
            ? new StreamReader(path)
            : new StreamReader(new GZipStream(File.OpenRead($"{path}.gz"), CompressionMode.Decompress));
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
