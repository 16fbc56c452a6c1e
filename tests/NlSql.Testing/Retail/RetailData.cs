using System.Globalization;
using NlSql.Contracts.Datasets;

namespace NlSql.Testing.Retail;

/// <summary>What Ingestion would have made of uploads to retail: tables, parts, heads, catalogs. Only sales are ever uploaded.</summary>
public static class RetailData
{
    /// <summary>The heads of datasets, readable for a service, and the empty data table with its row-level security.</summary>
    /// <param name="service">The service under test; its role is <c>nlsql_&lt;service&gt;</c>.</param>
    public static string Tables(string service) => $"""
        CREATE TABLE ingestion.dataset_heads (
            tenant_id text, dataset_id uuid, plugin_id text, name text, current_version int, published_at timestamptz, deleted_at timestamptz,
            model_version text);
        GRANT USAGE ON SCHEMA ingestion TO nlsql_{service};
        GRANT SELECT ON ingestion.dataset_heads TO nlsql_{service};
        CREATE TABLE data.retail__sales (
            order_id text, line_number bigint, order_date timestamp, region text, category text, product text, quantity numeric, unit_price numeric,
            discount_amount numeric, total_amount numeric, cost_amount numeric, payment_method text, channel text, returned boolean, store_id text,
            product_id text, customer_id text, dataset_id uuid NOT NULL, part_id uuid NOT NULL) PARTITION BY LIST (part_id);
        ALTER TABLE data.retail__sales OWNER TO nlsql_data_owner;
        ALTER TABLE data.retail__sales ENABLE ROW LEVEL SECURITY;
        CREATE POLICY dataset_scope ON data.retail__sales USING (dataset_id = (SELECT nullif(current_setting('nlsql.dataset_id', true), '')::uuid));
        GRANT SELECT ON data.retail__sales TO nlsql_reader;
        """;

    /// <summary>The head of a dataset.</summary>
    public static string Head(string tenant, Guid dataset, string plugin, string name, int version, DateTimeOffset publishedAt) => $"""
        INSERT INTO ingestion.dataset_heads VALUES ('{tenant}', '{dataset}', '{plugin}', '{name}', {version}, '{publishedAt:O}', NULL);
        """;

    /// <summary>The head of a dataset without a plugin.</summary>
    public static string Head(string tenant, Guid dataset, string name, int version, string modelVersion) => $"""
        INSERT INTO ingestion.dataset_heads VALUES ('{tenant}', '{dataset}', NULL, '{name}', {version}, now(), NULL, '{modelVersion}');
        """;

    /// <summary>A part of sales: ten toys a day at 09:00 for the amounts given, in North and South by turns; the last line came back.</summary>
    public static string SalesPart(Guid dataset, Guid part, DateOnly firstDay, params decimal[] amounts)
    {
        var table = $"data.retail__sales_{part:N}";
        var lines = amounts.Select((amount, i) =>
            $"('o{i}', '{Iso(firstDay.AddDays(i))} 09:00', '{(i % 2 == 0 ? "North" : "South")}', 'Toys', 10, " +
            $"{amount.ToString(CultureInfo.InvariantCulture)}, {(i == amounts.Length - 1 ? "true" : "false")}, '{dataset}', '{part}')");
        return $"""
            CREATE TABLE {table} PARTITION OF data.retail__sales FOR VALUES IN ('{part}');
            ALTER TABLE {table} OWNER TO nlsql_data_owner;
            ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
            INSERT INTO data.retail__sales (order_id, order_date, region, category, quantity, total_amount, returned, dataset_id, part_id)
            VALUES {string.Join(", ", lines)};
            """;
    }

    /// <summary>The catalog of a version whose sales are the parts given; the other tables have none.</summary>
    public static DatasetCatalog Catalog(string tenant, Guid dataset, string? plugin, string name, int version, IReadOnlyList<Guid> salesParts, DateOnly newest) => new(
        dataset, tenant, name, plugin, version, new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero),
        [.. RetailPlugin.Read().Tables.Select(table => new CatalogTable(
            table.Name,
            "retail__" + table.Name,
            table.Name == "sales" ? salesParts : [],
            table.Name == "sales" ? 14 : 0,
            [.. table.Columns.Select(column => ColumnOf(column.Name, table.Name == "sales" && salesParts.Count > 0, newest))]))]);

    private static CatalogColumn ColumnOf(string name, bool loaded, DateOnly newest) => (loaded ? name : "") switch
    {
        "order_date" => new(name, "timestamp", "2025-03-01T09:00:00", $"{Iso(newest)}T09:00:00", [], false, true),
        "region" => new(name, "text", null, null, ["North", "South"], true, true),
        "category" => new(name, "text", null, null, ["Toys"], true, true),
        "order_id" or "quantity" or "total_amount" or "returned" => new(name, "text", null, null, [], false, true),
        _ => new(name, "text", null, null, [], false, false),
    };

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
