using Npgsql;
using NlSql.Query.Sql.Printing;
using NlSql.SemanticModel;
using NlSql.Testing.Servers;

namespace NlSql.Query.Tests.Sql;

/// <summary>
/// The shop in Postgres: <c>data.shop__*</c> hold the rows of two datasets, without row-level security; <c>public.*</c> hold only our
/// own, under the logical names, so that an original text can be run beside its printed form.
/// </summary>
public sealed class ShopDatabase(TestServers servers) : IAsyncLifetime
{
    private const string Rows = """
        CREATE SCHEMA data;
        CREATE TABLE stores AS SELECT * FROM (VALUES
            (1, 'Lagos', 'Nigeria'), (2, 'Abuja', 'Nigeria'), (3, 'Accra', 'Ghana'), (4, 'Paris', 'France')) v (store_id, city, country);
        CREATE TABLE products AS SELECT i AS product_id, 'Product ' || i AS name, (ARRAY['Toys', 'Food'])[1 + i % 2] AS category
            FROM generate_series(1, 8) i;
        CREATE TABLE customers AS SELECT i AS customer_id, 'Name ' || i AS name, i || '@example.org' AS email FROM generate_series(1, 20) i;
        CREATE TABLE sales AS SELECT i AS sale_id, timestamp '2024-01-01' + i * interval '7 hours' AS sold_at, 1 + i % 3 AS store_id,
            1 + i % 8 AS product_id, CASE WHEN i % 11 > 0 THEN 1 + i % 20 END AS customer_id, 1 + i * 7 % 5 AS quantity,
            round((i * 37 % 200) + 0.25 * (i % 4), 2) AS amount, CASE WHEN i % 13 > 0 THEN i % 2 = 0 END AS online
            FROM generate_series(1, 600) i;
        CREATE TABLE data.shop__stores AS SELECT '{0}'::uuid AS dataset_id, '{1}'::uuid AS part_id, * FROM stores;
        CREATE TABLE data.shop__products AS SELECT '{0}'::uuid AS dataset_id, '{1}'::uuid AS part_id, * FROM products;
        CREATE TABLE data.shop__customers AS SELECT '{0}'::uuid AS dataset_id, '{1}'::uuid AS part_id, * FROM customers;
        CREATE TABLE data.shop__sales AS SELECT '{0}'::uuid AS dataset_id, '{1}'::uuid AS part_id, * FROM sales;
        INSERT INTO data.shop__stores VALUES (gen_random_uuid(), gen_random_uuid(), 99, 'FOREIGN', 'FOREIGN'), ('{0}', gen_random_uuid(), 98, 'OLD PART', 'OLD');
        INSERT INTO data.shop__sales SELECT gen_random_uuid(), '{1}', 9000 + i, now(), 1, 1, 1, 1, -77777, true FROM generate_series(1, 50) i;
        """;

    private TestDatabase? database;
    private NpgsqlDataSource? source;

    public async ValueTask InitializeAsync()
    {
        database = await servers.CreateDatabaseAsync(TestContext.Current.CancellationToken);
        source = NpgsqlDataSource.Create(database.ConnectionString);
        await using var command = source.CreateCommand(
            Rows.Replace("{0}", Shop.Dataset.ToString(), StringComparison.Ordinal).Replace("{1}", Shop.Part.ToString(), StringComparison.Ordinal));
        await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (source is not null) await source.DisposeAsync();
        if (database is not null) await database.DisposeAsync();
    }

    /// <summary>Names, types and rows as text; rows sorted, unless the text orders them.</summary>
    public async Task<IReadOnlyList<string>> RunAsync(string sql, IEnumerable<SqlParameterValue>? parameters = null)
    {
        await using var command = source!.CreateCommand(sql);
        command.AllResultTypesAreUnknown = true;
        foreach (SqlParameterValue parameter in parameters ?? [])
            command.Parameters.Add(PostgresParameters.Of(parameter));
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var rows = new List<string>();
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? "null" : reader.GetString(i))));
        if (!sql.Contains("ORDER BY", StringComparison.OrdinalIgnoreCase)) rows.Sort(StringComparer.Ordinal);
        rows.Insert(0, string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(i => $"{reader.GetName(i)} {reader.GetDataTypeName(i)}")));
        return rows;
    }
}
