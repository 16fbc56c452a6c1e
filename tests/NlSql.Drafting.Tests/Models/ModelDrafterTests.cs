using NlSql.Drafting.Models;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Drafting.Tests.Models;

public sealed class ModelDrafterTests
{
    private static readonly DraftedModel Shop = ModelDrafter.Draft(
        new DraftIdentity("shop", "Shop", "A shop."),
        [
            Tables.Of(
                "sales",
                "orderId|soldOn|Region|Qty|unitPrice|total_amt|is_returned|cust_id",
                "1|2024-01-30|North|2|$5.00|$10.00|yes|10",
                "1|2024-01-30|North|1|$7.00|$7.00|no|10",
                "2|2024-02-01|South|4|$5.00|$20.00|no|11"),
            Tables.Of(
                "customers",
                "CUST_ID|FullName|e-mail|Phone No|zip|notes",
                "10|Ann Lee|ann@example.com|+49 30 1234567|10115|likes tea and long walks on the beach",
                "11|Bob Ray|bob@example.com|+49 30 7654321|20095|calls every Monday at nine in the morning"),
        ]);

    [Theory]
    [InlineData("sales", "order_id", ColumnType.Integer, ColumnKind.Id)]
    [InlineData("sales", "sold_on", ColumnType.Date, ColumnKind.Time)]
    [InlineData("sales", "region", ColumnType.Text, ColumnKind.Dimension)]
    [InlineData("sales", "qty", ColumnType.Integer, ColumnKind.Fact)]
    [InlineData("sales", "is_returned", ColumnType.Boolean, ColumnKind.Dimension)]
    [InlineData("customers", "cust_id", ColumnType.Integer, ColumnKind.Id)]
    [InlineData("customers", "zip", ColumnType.Text, ColumnKind.Dimension)]
    [InlineData("customers", "notes", ColumnType.Text, ColumnKind.Text)]
    public void Draft_Columns_HaveTypesAndKinds(string table, string column, ColumnType type, ColumnKind kind)
    {
        var found = Column(table, column);

        Assert.Equal((type, kind), (found.Type, found.Kind));
    }

    [Theory]
    [InlineData("total_amt", "currency", Additivity.Full, AggregateFunction.Sum)]
    [InlineData("unit_price", "currency", Additivity.None, AggregateFunction.Avg)]
    [InlineData("qty", null, Additivity.Full, AggregateFunction.Sum)]
    public void Draft_Measures_HaveUnitsAndAdditivity(string column, string? unit, Additivity additive, AggregateFunction aggregate)
    {
        var found = Column("sales", column);

        Assert.Equal((unit, additive, aggregate), (found.Unit, found.Additive, found.DefaultAggregate));
    }

    [Fact]
    public void Draft_ShortFormsOfTheTablesNoun_AreThatNoun()
    {
        var model = ModelDrafter.Draft(new DraftIdentity("sky", "Sky", "A sky."), [Tables.Of("Telescope", "Tel_No|Tel_Name|Obs_Code", "1|Kestrel|A", "2|Wide Sky|B")]).Model;

        Assert.Equal(["Telescope number", "Telescope name", "Observations code"], model.Tables[0].Columns.Select(c => c.Label));
    }

    [Fact]
    public void Draft_Names_AreWrittenOut()
    {
        Assert.Equal("Total amount", Column("sales", "total_amt").Label);
        Assert.Equal("Phone number", Column("customers", "phone_no").Label);
        Assert.Empty(Column("sales", "unit_price").Headers);
    }

    [Theory]
    [InlineData("email")]
    [InlineData("phone_no")]
    [InlineData("full_name")]
    public void Draft_ContactsOfPersons_AreMarkedAndMayBeAskedFor(string column)
    {
        var found = Column("customers", column);

        Assert.True(found.Pii);
        Assert.Equal(ColumnVisibility.Public, found.Visibility);
        Assert.DoesNotContain($"customers.{column}", Shop.Model.Policy.ForbiddenColumns);
    }

    [Fact]
    public void Draft_Tables_HaveKeysTimeAndADefault()
    {
        var (sales, customers) = (Shop.Model.FindTable("sales")!, Shop.Model.FindTable("customers")!);

        Assert.True(sales.Default);
        Assert.Equal("sold_on", sales.TimeColumn);
        Assert.Empty(sales.PrimaryKey);
        Assert.Equal(["cust_id"], customers.PrimaryKey);
        Assert.Equal("one customer", customers.Grain);
        Assert.Equal("USD", Shop.Model.Plugin.Currency);
    }

    [Theory]
    [InlineData("total_amt_sum", "total_amt")]
    [InlineData("average_unit_price", "unit_price")]
    [InlineData("total_qty", "qty")]
    [InlineData("sale_count", null)]
    [InlineData("returned_sale_share", null)]
    [InlineData("total_amt_per_order", null)]
    public void Draft_Metrics_AreTheUsualOnes(string name, string? expression)
    {
        var metric = Shop.Model.FindMetric(name);

        Assert.NotNull(metric);
        Assert.Equal(expression, metric.Expression);
    }

    [Fact]
    public void Draft_PricesAndRates_AreNeverAddedUp() =>
        Assert.DoesNotContain(Shop.Model.Metrics, m => m is { Aggregate: AggregateFunction.Sum, Expression: "unit_price" });

    [Theory]
    [InlineData("unit_cost", "currency", Additivity.None)]
    [InlineData("price_ea", "currency", Additivity.None)]
    [InlineData("line_net", "currency", Additivity.Full)]
    [InlineData("line_tot", "currency", Additivity.Full)]
    [InlineData("tot", "currency", Additivity.Full)]
    [InlineData("stars", null, Additivity.None)]
    [InlineData("net_weight", null, Additivity.None)]
    public void Draft_WhatOneCosts_IsNeverAddedUpAndWhatALineIsWorthIs(string column, string? unit, Additivity additive)
    {
        var lines = ModelDrafter.Draft(new DraftIdentity("shop", "Shop", "A shop."), [Tables.Of("lines", $"line_no|sold_on|{column}", "1|2024-01-05|10.50", "2|2024-01-06|7.25", "3|2024-01-07|3.10")]).Model.Tables[0].FindColumn(column)!;

        Assert.Equal((unit, additive), (lines.Unit, lines.Additive));
    }

    [Theory]
    // What a customer paid for one parcel; what one of several pieces costs.
    [InlineData("parcel_no|cust_nm|pu_dt|price", Additivity.Full)]
    [InlineData("parcel_no|cust_nm|qty|pu_dt|price", Additivity.None)]
    [InlineData("sku|item|launched|price", Additivity.None)]
    public void Draft_PriceOfWhatSomebodyBought_IsAddedUpWhereItIsAllThatWasPaid(string header, Additivity additive)
    {
        string Cell(string column, int row) => column switch { "price" => $"{row}.50", "pu_dt" or "launched" => $"2024-01-0{row}", "qty" => $"{row + 1}", "cust_nm" => "Ann", _ => $"A{row}" };
        var table = Tables.Of("parcels", [header, .. Enumerable.Range(1, 4).Select(row => string.Join('|', header.Split('|').Select(c => Cell(c, row))))]);

        Assert.Equal(additive, ModelDrafter.Draft(new DraftIdentity("shop", "Shop", "A shop."), [table]).Model.Tables[0].FindColumn("price")!.Additive);
    }

    [Theory]
    [InlineData("receipt", "3001", "3002")]
    [InlineData("ln", "1", "2")]
    [InlineData("line", "7", "9")]
    public void Draft_NumbersThatPapersAndLinesAreToldBy_AreNoMeasures(string column, string one, string other) =>
        Assert.Equal(ColumnKind.Id, ModelDrafter.Draft(new DraftIdentity("shop", "Shop", "A shop."), [Tables.Of("lines", $"line_no|{column}|amount", $"1|{one}|10.50", $"2|{one}|7.25", $"3|{other}|3.10")]).Model.Tables[0].FindColumn(column)!.Kind);

    [Theory]
    [InlineData("jobs", "job|customer|amount", "job")]
    [InlineData("lessons", "lid|customer|amount", "lid")]
    [InlineData("learners", "customer|lno|amount", "lno")]
    public void Draft_NumberThatEachRowHas_IsItsKey(string file, string header, string key)
    {
        var columns = header.Split('|');
        string Cell(string column, int row) => column == key ? $"{20400 + (row * 3)}" : column == "amount" ? $"{row}.50" : $"Ann {row % 2}";
        var table = ModelDrafter.Draft(new DraftIdentity("d", "D", ""), [Tables.Of(file, [header, .. Enumerable.Range(1, 6).Select(row => string.Join('|', columns.Select(c => Cell(c, row))))])]).Model.Tables[0];

        Assert.Equal(ColumnKind.Id, table.FindColumn(key)!.Kind);
        Assert.Equal([key], table.PrimaryKey);
    }

    [Fact]
    public void Draft_TruthValues_AreSegments()
    {
        var segment = Assert.Single(Shop.Model.Segments);

        Assert.Equal(("Returned sales", "is_returned IS TRUE"), (segment.Label, segment.Filter));
    }

    [Fact]
    public void Draft_HiddenColumns_AreInNoMetricAndNoQuestion()
    {
        var queries = string.Join(' ', Shop.Model.QuestionPacks.SelectMany(p => p.Questions).Select(q => q.Query!.Json));

        Assert.DoesNotContain("email", queries, StringComparison.Ordinal);
        Assert.DoesNotContain("phone_no", queries, StringComparison.Ordinal);
    }

    [Fact]
    public void Draft_HeadersThatAreTheSameOrNothing_AreLeftOutAndSaid()
    {
        var draft = ModelDrafter.Draft(new DraftIdentity("shop", "Shop", "A shop."), [Tables.Of("t", "a b||A_B", "1|2|3")]);

        Assert.Equal(["a_b"], draft.Model.Tables[0].Columns.Select(c => c.Name));
        Assert.Equal(2, draft.Notes.Count(n => n.Kind == DraftNoteKind.LeftOut));
    }

    [Fact]
    public void Draft_NoTables_Throws() => Assert.Throws<ArgumentException>(() => ModelDrafter.Draft(new DraftIdentity("shop", "Shop", "A shop."), []));

    private static ColumnDefinition Column(string table, string column) => Shop.Model.FindTable(table)!.FindColumn(column)!;

    [Theory]
    [InlineData("eur_kg", "wt_g")]
    [InlineData("price_per_doz", "doz")]
    [InlineData("gbp_per_hd", "hd")]
    public void Draft_PriceOfOneUnit_IsNeverAddedUp(string price, string quantity)
    {
        var model = ModelDrafter.Draft(new DraftIdentity("shop", "Shop", "A shop."), [Tables.Of("sales", $"sale_no|sold_on|{quantity}|{price}", "S1|2024-01-05|120|4.50", "S2|2024-02-06|80|3.75")]).Model;

        var (one, sold) = (model.Tables[0].FindColumn(price)!, model.Tables[0].FindColumn(quantity)!);
        Assert.Equal(("currency", Additivity.None, AggregateFunction.Avg), (one.Unit, one.Additive, one.DefaultAggregate));
        Assert.Contains(price.Contains("price", StringComparison.Ordinal) ? "dozen price" : "price", one.Synonyms);
        Assert.Equal(Additivity.Full, sold.Additive);
    }

    [Fact]
    public void Draft_NumbersThatAllDiffer_AreTheKeyOfTheirRows()
    {
        var rows = Enumerable.Range(0, 25).Select(i => $"{101 + (7 * i)}|Bidder {i}").ToArray();

        var bidders = ModelDrafter.Draft(new DraftIdentity("shop", "Shop", "A shop."), [Tables.Of("bidders", ["paddle|name", .. rows])]).Model.Tables[0];
        var towns = ModelDrafter.Draft(new DraftIdentity("shop", "Shop", "A shop."), [Tables.Of("towns", ["population|name", .. rows])]).Model.Tables[0];

        Assert.Equal(["paddle"], bidders.PrimaryKey);
        Assert.Empty(towns.PrimaryKey);
    }
}
