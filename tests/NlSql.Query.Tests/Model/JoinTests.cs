using NlSql.Query.Model;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Query.Tests.Model;

/// <summary>Roles, ambiguous ways, chains, composite keys and dropped rows, on a model of shipments.</summary>
public sealed class JoinTests
{
    private static readonly QueryContext Context = Retail.ContextFor(new ModelIndex(Shipments()));

    [Fact]
    public void Compile_TwoRolesToOneTable_AreTwoAliases()
    {
        var sql = Retail.Compile(
            """{"from": "shipments", "metrics": [{"agg": "count"}], "dimensions": ["sender.city", "receiver.city"]}""", Context).DisplaySql;

        Assert.Contains("LEFT JOIN places AS sender ON shipments.sender_id = sender.place_id", sql, StringComparison.Ordinal);
        Assert.Contains("LEFT JOIN places AS receiver ON shipments.receiver_id = receiver.place_id", sql, StringComparison.Ordinal);
        Assert.Contains("sender.city AS city", sql, StringComparison.Ordinal);
        Assert.Contains("receiver.city AS city_2", sql, StringComparison.Ordinal);
    }

    [Fact]
    public void Compile_AmbiguousWay_IsRefusedWithChoices()
    {
        var result = QueryCompiler.Compile(
            Retail.Query("""{"from": "shipments", "metrics": [{"agg": "count"}], "dimensions": ["places.city"]}"""), Context);

        Assert.Equal(["sender.city", "receiver.city"], Assert.Single(result.Issues).Suggestions);
    }

    [Fact]
    public void Compile_ChainThroughRole_SharesJoins()
    {
        var sql = Retail.Compile(
            """{"from": "parcels", "metrics": [{"agg": "sum", "column": "weight"}], "dimensions": ["sender.city", "shipments.carrier"]}""", Context).DisplaySql;

        Assert.Equal(1, Count(sql, "shipments ON"));
        Assert.Contains("LEFT JOIN places AS sender ON shipments.sender_id = sender.place_id", sql, StringComparison.Ordinal);
    }

    [Fact]
    public void Compile_CompositeKey_JoinsOnAllColumns() =>
        Assert.Contains(
            "JOIN tariffs ON shipments.carrier = tariffs.carrier AND shipments.zone = tariffs.zone",
            Retail.Compile("""{"from": "shipments", "metrics": [{"agg": "avg", "column": "tariffs.price"}]}""", Context).DisplaySql,
            StringComparison.Ordinal);

    [Fact]
    public void Compile_RelationshipDropsUnmatched_IsInnerJoin() =>
        Assert.DoesNotContain(
            "LEFT JOIN tariffs",
            Retail.Compile("""{"from": "shipments", "shape": "rows", "return": ["shipment_id", "tariffs.price"]}""", Context).DisplaySql,
            StringComparison.Ordinal);

    [Fact]
    public void Compile_DroppingJoinBehindKeptOne_KeepsRows() =>
        Assert.Contains(
            "LEFT JOIN tariffs",
            Retail.Compile("""{"from": "parcels", "shape": "rows", "return": ["weight", "tariffs.price"]}""", Context).DisplaySql,
            StringComparison.Ordinal);

    [Fact]
    public void Compile_OneToOneBackwards_IsAllowed() =>
        Assert.Contains(
            "JOIN insurances ON",
            Retail.Compile("""{"from": "shipments", "metrics": [{"agg": "sum", "column": "insurances.premium"}]}""", Context).DisplaySql,
            StringComparison.Ordinal);

    [Fact]
    public void Compile_ToManyStep_IsRefused() =>
        Assert.Equal(
            ["plan.no-path"],
            Retail.IssueCodes("""{"from": "shipments", "metrics": [{"agg": "sum", "column": "parcels.weight"}]}""", Context));

    private static int Count(string text, string part) => text.Split(part).Length - 1;

    private static ModelDefinition Shipments() => new()
    {
        Plugin = new PluginDefinition { Id = "shipments", Name = "Shipments" },
        Version = "test",
        Tables =
        [
            Table("shipments", "shipment_id", "sender_id", "receiver_id", "carrier", "zone"),
            Table("places", "place_id", "city"),
            Table("tariffs", "carrier", "zone", "price#"),
            Table("parcels", "parcel_id", "shipment_id", "weight#"),
            Table("insurances", "insurance_id", "shipment_id", "premium#"),
        ],
        Relationships =
        [
            Join("shipment_sender", "shipments", "places", "sender", ("sender_id", "place_id")),
            Join("shipment_receiver", "shipments", "places", "receiver", ("receiver_id", "place_id")),
            Join("shipment_tariff", "shipments", "tariffs", null, ("carrier", "carrier"), ("zone", "zone")) with { OnMissing = OnMissing.Drop },
            Join("parcel_shipment", "parcels", "shipments", null, ("shipment_id", "shipment_id")),
            Join("insurance_shipment", "insurances", "shipments", null, ("shipment_id", "shipment_id")) with { Cardinality = Cardinality.OneToOne },
        ],
    };

    private static TableDefinition Table(string name, params string[] columns) => new()
    {
        Name = name,
        Label = name,
        PrimaryKey = [columns[0]],
        Columns = [.. columns.Select(c => new ColumnDefinition
        {
            Name = c.TrimEnd('#'),
            Label = c.TrimEnd('#'),
            Type = c.EndsWith('#') ? ColumnType.Decimal : ColumnType.Text,
            Kind = c.EndsWith('#') ? ColumnKind.Fact : ColumnKind.Dimension,
        })],
    };

    private static RelationshipDefinition Join(string name, string from, string to, string? role, params (string From, string To)[] columns) => new()
    {
        Name = name,
        FromTable = from,
        ToTable = to,
        Role = role,
        FromColumns = [.. columns.Select(c => c.From)],
        ToColumns = [.. columns.Select(c => c.To)],
    };
}
