using System.Globalization;
using Npgsql;
using NlSql.Query.Sql.Guarding;
using NlSql.Query.Sql.Parsing;
using NlSql.Query.Sql.Printing;
using NlSql.Query.Sql.Rewriting;
using NlSql.SemanticModel;
using NlSql.Testing.Servers;

namespace NlSql.Query.Tests.Sql.Fencing;

/// <summary>
/// The shop twice: in schema <c>alone</c> with our rows only, in <c>data</c> also with those of another tenant and of an older version,
/// which come first, share our keys and make conversions fail. There is no row-level security, plans are generic and the connection owns
/// the tables, so nothing but the printed scope keeps foreign rows away: whatever a query gives must be the same in both. Statistics are
/// never taken, so that the plans are the same too.
/// </summary>
public sealed class FencedShop(TestServers servers) : IAsyncLifetime
{
    public const string Marker = "FOREIGN";

    private const string Tables = """
        CREATE SCHEMA data; CREATE SCHEMA alone;
        CREATE TABLE data.shop__stores (dataset_id uuid, part_id uuid, store_id bigint, city text, country text) WITH (autovacuum_enabled = off);
        CREATE TABLE data.shop__products (dataset_id uuid, part_id uuid, product_id bigint, name text, category text) WITH (autovacuum_enabled = off);
        CREATE TABLE data.shop__customers (dataset_id uuid, part_id uuid, customer_id bigint, name text, email text) WITH (autovacuum_enabled = off);
        CREATE TABLE data.shop__sales (dataset_id uuid, part_id uuid, sale_id bigint, sold_at timestamp, store_id bigint, product_id bigint,
            customer_id bigint, quantity bigint, amount numeric, online boolean) WITH (autovacuum_enabled = off);
        CREATE TABLE alone.shop__stores (LIKE data.shop__stores) WITH (autovacuum_enabled = off);
        CREATE TABLE alone.shop__products (LIKE data.shop__products) WITH (autovacuum_enabled = off);
        CREATE TABLE alone.shop__customers (LIKE data.shop__customers) WITH (autovacuum_enabled = off);
        CREATE TABLE alone.shop__sales (LIKE data.shop__sales) WITH (autovacuum_enabled = off);
        """;

    private const string Foreign = """
        INSERT INTO data.shop__stores SELECT {0}, {1}, i, 'FOREIGN', 'FOREIGN' FROM generate_series(0, 4) i;
        INSERT INTO data.shop__products SELECT {0}, {1}, i, 'FOREIGN', 'FOREIGN' FROM generate_series(0, 8) i;
        INSERT INTO data.shop__customers SELECT {0}, {1}, i, 'FOREIGN', 'FOREIGN' FROM generate_series(0, 12) i;
        INSERT INTO data.shop__sales SELECT {0}, {1}, i, timestamp '2999-01-01', i % 4, i % 8, i % 12, 0, -777777, i % 2 = 0 FROM generate_series(0, 20) i;
        """;

    private const string Own = """
        INSERT INTO {2}.shop__stores SELECT {0}, {1}, * FROM (VALUES (1, 'Lagos', 'Nigeria'), (2, 'Abuja', 'Nigeria'), (3, 'Accra', 'Ghana'), (4, 'Paris', 'France')) v;
        INSERT INTO {2}.shop__products SELECT {0}, {1}, i, (i * 10)::text, '2024-01-0' || i FROM generate_series(1, 8) i;
        INSERT INTO {2}.shop__customers SELECT {0}, {1}, i, i::text, i || '@example.org' FROM generate_series(1, 12) i;
        INSERT INTO {2}.shop__sales SELECT {0}, {1}, i, timestamp '2024-01-01' + i * interval '31 hours', 1 + i % 3, 1 + i % 8,
            CASE WHEN i % 11 > 0 THEN 1 + i % 12 END, 1 + i * 7 % 5, round(i * 37 % 200 + 1 + 0.25 * (i % 4), 2), CASE WHEN i % 13 > 0 THEN i % 2 = 0 END
            FROM generate_series(1, 60) i;
        """;

    private TestDatabase? database;
    private NpgsqlDataSource? source;

    public async ValueTask InitializeAsync()
    {
        database = await servers.CreateDatabaseAsync(TestContext.Current.CancellationToken);
        source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(database.ConnectionString)
        {
            NoResetOnClose = true,
            Options = "-c plan_cache_mode=force_generic_plan -c statement_timeout=2s -c jit=off",
        });
        string own = $"'{Shop.Dataset}'", part = $"'{Shop.Part}'";
        string[] script =
        [
            Tables,
            Filled(Foreign, "gen_random_uuid()", part), Filled(Foreign, own, "gen_random_uuid()"), Filled(Foreign, "gen_random_uuid()", "gen_random_uuid()"),
            Filled(Own, own, part, "data"), Filled(Own, own, part, "alone"),
        ];
        await using var command = source.CreateCommand(string.Concat(script));
        await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (source is not null) await source.DisposeAsync();
        if (database is not null) await database.DisposeAsync();
    }

    /// <summary>The statement if the guard accepts it.</summary>
    public static GuardedStatement? Accept(string sql) =>
        SqlParser.ParseQuery(sql).Tree is { } tree ? SqlGuard.Check(tree, Shop.Scope).Statement : null;

    /// <summary>What the statement gives beside foreign rows and without them: rows in any order, or the error's code.</summary>
    public async Task<(IReadOnlyList<string> Beside, IReadOnlyList<string> Alone)> RunAsync(GuardedStatement statement, EvaluationBarrier barrier = EvaluationBarrier.OffsetZero)
    {
        await using NpgsqlConnection connection = await source!.OpenConnectionAsync(TestContext.Current.CancellationToken);
        return (await RunAsync(connection, statement, barrier, "data"), await RunAsync(connection, statement, barrier, "alone"));
    }

    private static async Task<IReadOnlyList<string>> RunAsync(NpgsqlConnection connection, GuardedStatement statement, EvaluationBarrier barrier, string schema)
    {
        var place = new DatasetScope(Shop.Dataset, Shop.Place.Tables.Select(t => t with { Schema = schema }).ToValueList());
        ExecutableSql printed = SqlPrinter.PrintExecutable(ScopeRewriter.Rewrite(statement, place, [], barrier));
        await using var command = new NpgsqlCommand(printed.Text, connection) { AllResultTypesAreUnknown = true };
        command.Parameters.AddRange(printed.Parameters.Select(PostgresParameters.Of).ToArray());
        var rows = new List<string>();
        try
        {
            await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
            while (await reader.ReadAsync(TestContext.Current.CancellationToken))
                rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? "null" : reader.GetString(i))));
        }
        catch (PostgresException error)
        {
            return [$"error {error.SqlState}"];
        }

        rows.Sort(StringComparer.Ordinal);
        return rows;
    }

    private static string Filled(string script, params string[] values) => string.Format(CultureInfo.InvariantCulture, script, values);
}
