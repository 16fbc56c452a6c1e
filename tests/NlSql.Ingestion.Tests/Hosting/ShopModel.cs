using NlSql.SemanticModel.Definitions;

namespace NlSql.Ingestion.Tests.Hosting;

/// <summary>A small plugin with a column of every type.</summary>
internal static class ShopModel
{
    /// <summary>A file that fits the default table.</summary>
    public const string Csv = """
        Order No,order-date,Region,quantity,total,paid,due,status,ref
        A1,2026-01-05 08:30:00,North,2,19.90,true,2026-02-01,Open,6f9619ff-8b86-d011-b42d-00c04fc964ff
        A2,2026-01-06,South,1,5.00,false,,closed,
        A3,2026-01-07T10:00:00Z,North,,,,,,

        """;

    public static ModelDefinition Create(string version = "v1", params ColumnDefinition[] more) => new()
    {
        Plugin = new PluginDefinition { Id = "shop", Name = "Shop" },
        Version = version,
        Tables =
        [
            new TableDefinition
            {
                Name = "orders",
                Label = "Orders",
                Default = true,
                TimeColumn = "order_date",
                Columns =
                [
                    Column("order_id", ColumnType.Text, ColumnKind.Id) with { Required = true, Headers = ["order no", "receipt"] },
                    Column("order_date", ColumnType.Timestamp, ColumnKind.Time) with { Required = true },
                    Column("region", ColumnType.Text, ColumnKind.Dimension),
                    Column("quantity", ColumnType.Integer, ColumnKind.Fact),
                    Column("total", ColumnType.Decimal, ColumnKind.Fact),
                    Column("paid", ColumnType.Boolean, ColumnKind.Dimension),
                    Column("due", ColumnType.Date, ColumnKind.Dimension),
                    Column("status", ColumnType.Text, ColumnKind.Dimension) with { Values = [new("Open", ["pending"]), new("Closed", [])] },
                    Column("ref", ColumnType.Uuid, ColumnKind.Id),
                    Column("secret", ColumnType.Text, ColumnKind.Text) with { Visibility = ColumnVisibility.Hidden },
                    .. more,
                ],
            },
            new TableDefinition
            {
                Name = "customers",
                Label = "Customers",
                Columns = [Column("customer_id", ColumnType.Text, ColumnKind.Id) with { Required = true }, Column("city", ColumnType.Text, ColumnKind.Dimension)],
            },
        ],
        Metrics =
        [
            new MetricDefinition { Name = "revenue", Label = "Revenue", Type = MetricType.Simple, Table = "orders", Aggregate = AggregateFunction.Sum, Expression = "total" },
            new MetricDefinition { Name = "people", Label = "Customers", Type = MetricType.Simple, Table = "customers", Aggregate = AggregateFunction.Count },
        ],
        QuestionPacks =
        [
            new QuestionPack
            {
                Name = "overview",
                Title = "Overview",
                Questions =
                [
                    Question("how many customers", """{"metrics": ["people"]}"""),
                    Question("total revenue", """{"metrics": ["revenue"]}"""),
                    Question("revenue in {region}", """{"metrics": ["revenue"], "filters": {"column": "orders.region", "op": "=", "value": "{region}"}}""") with
                    {
                        Slots = [new QuestionSlot("region", SlotKind.Value, "orders.region")],
                    },
                ],
            },
        ],
    };

    public static ColumnDefinition Column(string name, ColumnType type, ColumnKind kind) =>
        new() { Name = name, Label = name, Type = type, Kind = kind };

    private static VerifiedQuestion Question(string ask, string query) => new() { Ask = [ask], Query = new QueryTemplate(query), Suggest = true };
}
