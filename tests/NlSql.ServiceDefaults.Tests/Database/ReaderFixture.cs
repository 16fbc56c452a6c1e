using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using NlSql.ServiceDefaults.Database;
using NlSql.ServiceDefaults.Identity;
using NlSql.Testing.Servers;
using Npgsql;

namespace NlSql.ServiceDefaults.Tests.Database;

/// <summary>
/// A migrated database with two datasets of two tenants in one plugin table, laid out as Ingestion lays tables out. The rows of a
/// dataset carry its owner's name, so a foreign row shows in any answer.
/// </summary>
public sealed class ReaderFixture(TestServers servers) : IAsyncLifetime
{
    public static readonly Guid AcmeDataset = Guid.Parse("0a000000-0000-7000-8000-000000000001");
    public static readonly Guid GlobexDataset = Guid.Parse("0b000000-0000-7000-8000-000000000002");
    public static readonly Guid AcmePart = Guid.Parse("0a000000-0000-7000-8000-00000000000a");
    public static readonly Guid GlobexPart = Guid.Parse("0b000000-0000-7000-8000-00000000000b");

    /// <summary>What the printer writes for a table reference, with row-level security as the evaluation barrier.</summary>
    public const string Scoped = "(SELECT product, amount FROM data.sales WHERE dataset_id = $1 AND part_id = ANY($2))";

    /// <summary>A join of four tables without a condition that an index or a hash could help with: 10^10 rows.</summary>
    public const string Endless = """
        SELECT count(*) FROM data.sales a, data.sales b, data.sales c, data.sales d, data.sales e
        WHERE a.dataset_id = $1 AND a.part_id = ANY($2) AND a.amount + b.amount + c.amount + d.amount + e.amount < 0
        """;

    private TestDatabase? database;
    private DatabaseRoles? roles;

    internal ReaderDatabase Reader { get; private set; } = null!;

    /// <summary>Connections of a service's own role.</summary>
    internal NpgsqlDataSource Service { get; private set; } = null!;

    internal DatabaseRoles Roles => roles!;

    internal string OwnerConnectionString => database!.ConnectionString;

    internal static IReadOnlyList<ReaderParameter> AcmeScope => [new(AcmeDataset, "uuid"), new(new[] { AcmePart }, "uuid[]")];

    public async ValueTask InitializeAsync()
    {
        database = await servers.CreateDatabaseAsync(TestContext.Current.CancellationToken);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
            [new("ConnectionStrings:nlsql", database.ConnectionString), new("NlSql:KeyFile", servers.KeyFile)]).Build();
        roles = new DatabaseRoles(configuration, InstallationKey.Read(configuration));
        var migrations = new MigrationRunner(configuration, roles, NullLogger<MigrationRunner>.Instance);
        await migrations.RunAsync("ingestion", typeof(ReaderFixture).Assembly, TestContext.Current.CancellationToken);
        await ExecuteAsOwnerAsync(Tables);
        Service = NpgsqlDataSource.Create(roles.ConnectionStringOf("nlsql_ingestion", "test"));
        Reader = CreateReader(new ReaderOptions());
    }

    public async ValueTask DisposeAsync()
    {
        await Reader.DisposeAsync();
        await Service.DisposeAsync();
        await database!.DisposeAsync();
    }

    /// <summary>A reader with places of its own.</summary>
    internal ReaderDatabase CreateReader(ReaderOptions options) => new(
        roles!, new ServiceInformation("test"), Service, new OptionsWrapper<ReaderOptions>(options), NullLogger<ReaderDatabase>.Instance);

    /// <summary>A query of acme's on its dataset.</summary>
    internal static ReaderQuery Query(string sql) => new(AcmeDataset, sql, AcmeScope) { TenantId = "acme" };

    /// <summary>A query that would run for hours, past the ceilings.</summary>
    internal static ReaderQuery EndlessQuery => Query(Endless) with { MaximumCost = double.MaxValue, MaximumEstimatedRows = double.MaxValue };

    /// <summary>A plain connection as the reader: what an attacker would have who got past the printer and the guard.</summary>
    internal async Task<NpgsqlConnection> ConnectAsReaderAsync()
    {
        var connectionString = roles!.ConnectionStringOf(DatabaseRoles.Reader, "attack");
        connectionString.Pooling = false;
        var source = new NpgsqlDataSourceBuilder(connectionString.ConnectionString);
        source.ConfigureTypeLoading(types => types.EnableTypeLoading(false));
        return await source.Build().OpenConnectionAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>A raw connection as the reader with the scope set as the service sets it.</summary>
    internal async Task<NpgsqlConnection> ConnectAsReaderWithinAcmeAsync()
    {
        var connection = await ConnectAsReaderAsync();
        await using var set = new NpgsqlCommand($"SET nlsql.dataset_id = '{AcmeDataset}'", connection);
        await set.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        return connection;
    }

    internal async Task ExecuteAsOwnerAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(OwnerConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    private static readonly string Tables = $"""
        CREATE TABLE data.sales (dataset_id uuid NOT NULL, part_id uuid NOT NULL, product text, amount numeric) PARTITION BY LIST (part_id);
        CREATE TABLE data.sales_acme PARTITION OF data.sales FOR VALUES IN ('{AcmePart}');
        CREATE TABLE data.sales_globex PARTITION OF data.sales FOR VALUES IN ('{GlobexPart}');
        INSERT INTO data.sales SELECT '{AcmeDataset}', '{AcmePart}', 'ACME-' || i, i FROM generate_series(1, 100) i;
        INSERT INTO data.sales SELECT '{GlobexDataset}', '{GlobexPart}', 'GLOBEX-' || i, i FROM generate_series(1, 297) i;
        ALTER TABLE data.sales OWNER TO nlsql_data_owner;
        ALTER TABLE data.sales_acme OWNER TO nlsql_data_owner;
        ALTER TABLE data.sales_globex OWNER TO nlsql_data_owner;
        """ + string.Concat(new[] { "sales", "sales_acme", "sales_globex" }.Select(table => $$"""
        ALTER TABLE data.{{table}} ENABLE ROW LEVEL SECURITY;
        ALTER TABLE data.{{table}} FORCE ROW LEVEL SECURITY;
        CREATE POLICY dataset_scope ON data.{{table}} USING (dataset_id = (
            SELECT CASE WHEN s.id ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' THEN s.id::uuid END
            FROM (SELECT current_setting('nlsql.dataset_id', true) AS id) s));
        """)) + """
        GRANT SELECT ON data.sales TO nlsql_reader;
        ANALYZE data.sales;
        """;
}
