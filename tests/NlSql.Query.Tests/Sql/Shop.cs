using NlSql.Query.Sql.Guarding;
using NlSql.Query.Sql.Rewriting;
using NlSql.SemanticModel;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Query.Tests.Sql;

/// <summary>The small shop that the SQL tests ask: two datasets of two tenants in the same physical tables.</summary>
internal static class Shop
{
    public static readonly Guid Dataset = Guid.Parse("00000000-0000-7000-8000-00000000000a");
    public static readonly Guid Part = Guid.Parse("00000000-0000-7000-8000-0000000000a1");

    public static SqlScope Scope { get; } = new(
    [
        Table(
            "sales",
            ("sale_id", ColumnType.Integer), ("sold_at", ColumnType.Timestamp), ("store_id", ColumnType.Integer), ("product_id", ColumnType.Integer),
            ("customer_id", ColumnType.Integer), ("quantity", ColumnType.Integer), ("amount", ColumnType.Decimal), ("online", ColumnType.Boolean)),
        Table("stores", ("store_id", ColumnType.Integer), ("city", ColumnType.Text), ("country", ColumnType.Text)),
        Table("products", ("product_id", ColumnType.Integer), ("name", ColumnType.Text), ("category", ColumnType.Text)),
        Table("customers", ("customer_id", ColumnType.Integer), ("name", ColumnType.Text), ("email", ColumnType.Text)),
    ]);

    public static DatasetScope Place { get; } =
        new(Dataset, Scope.Tables.Select(t => new DatasetTable(t.Name, $"shop__{t.Name}", [Part])).ToValueList());

    /// <summary>The e-mail address is there, and may not be read.</summary>
    private static ScopeTable Table(string name, params (string Name, ColumnType Type)[] columns) =>
        new(name, columns.Select(c => new ScopeColumn(c.Name, c.Type, Visible: c.Name != "email")).ToValueList());
}
