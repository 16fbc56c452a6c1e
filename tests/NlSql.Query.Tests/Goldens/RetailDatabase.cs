using System.Globalization;
using System.IO.Compression;
using Npgsql;
using NlSql.Query.Sql.Printing;
using NlSql.SemanticModel.Definitions;
using NlSql.Testing;
using NlSql.Testing.Servers;

namespace NlSql.Query.Tests.Goldens;

/// <summary>
/// The retail sample data twice: plain tables in the schema <c>reference</c>, and as Ingestion lays them out in <c>data</c>, where rows
/// of another dataset and of another part lie beside them, so that a query outside its scope gives wrong rows.
/// </summary>
public sealed class RetailDatabase(TestServers servers) : IAsyncLifetime
{
    /// <summary>Name of the collection whose classes share the database.</summary>
    public const string Collection = "retail database";

    private TestDatabase? database;
    private NpgsqlDataSource? source;

    public async ValueTask InitializeAsync()
    {
        database = await servers.CreateDatabaseAsync(CancellationToken.None);
        source = new NpgsqlDataSourceBuilder(database.ConnectionString).Build();
        await ExecuteAsync("CREATE SCHEMA data; CREATE SCHEMA reference;");
        foreach (var table in Retail.Definition.Tables)
            await LoadAsync(table);
    }

    public async ValueTask DisposeAsync()
    {
        if (source is not null)
            await source.DisposeAsync();
        if (database is not null)
            await database.DisposeAsync();
    }

    /// <summary>Runs compiled SQL with its parameters.</summary>
    public Task<IReadOnlyList<IReadOnlyList<object?>>> RunAsync(ExecutableSql sql) => GoldenSql.RunAsync(source!, sql);

    /// <summary>Runs hand-written SQL over the plain tables.</summary>
    public Task<IReadOnlyList<IReadOnlyList<object?>>> ReferenceAsync(string sql) => GoldenSql.ReferenceAsync(source!, sql);

    private async Task LoadAsync(TableDefinition table)
    {
        var columns = string.Join(", ", table.Columns.Select(c => $"{c.Name} {GoldenSql.PostgresType(c.Type)}"));
        var names = string.Join(", ", table.Columns.Select(c => c.Name));
        await ExecuteAsync($"CREATE TABLE reference.{table.Name} ({columns});");
        await using (var connection = await source!.OpenConnectionAsync())
        {
            using var csv = OpenCsv(table.Name);
            var header = await csv.ReadLineAsync();
            await using var copy = await connection.BeginTextImportAsync($"COPY reference.{table.Name} ({header}) FROM STDIN (FORMAT csv)");
            await copy.WriteAsync(await csv.ReadToEndAsync());
        }

        string Copy(Guid dataset, Guid part) => string.Create(
            CultureInfo.InvariantCulture,
            $"INSERT INTO data.retail__{table.Name} SELECT '{dataset}', '{part}', {names} FROM reference.{table.Name} LIMIT 500;");
        var foreign = new Guid("0192f0c1-ffff-7000-8000-000000000001");
        await ExecuteAsync(
            $"CREATE TABLE data.retail__{table.Name} (dataset_id uuid NOT NULL, part_id uuid NOT NULL, {columns});"
            + Copy(Retail.DatasetId, Retail.PartId).Replace(" LIMIT 500", "", StringComparison.Ordinal)
            + Copy(foreign, Retail.PartId)
            + Copy(Retail.DatasetId, foreign)
            + $"ANALYZE reference.{table.Name}; ANALYZE data.retail__{table.Name};");
    }

    private static StreamReader OpenCsv(string table)
    {
        var path = Path.Combine(RepositoryFolder.Root, "sample_data", "retail", $"{table}.csv");
        return File.Exists(path)
            ? new StreamReader(path)
            : new StreamReader(new GZipStream(File.OpenRead($"{path}.gz"), CompressionMode.Decompress));
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var command = source!.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}

[CollectionDefinition(RetailDatabase.Collection)]
public sealed class RetailDatabaseCollection : ICollectionFixture<RetailDatabase>;
