using NlSql.Drafting.Models;
using NlSql.Drafting.Profiling;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Drafting.Tests.Models;

/// <summary>Names and values together make a relationship; values alone where chance is no explanation for them.</summary>
public sealed class RelationshipTests
{
    private static readonly TableProfile Stations = Tables.Of("stations", "id|name", "2|North", "3|South", "4|East");

    [Fact]
    public void Draft_SameNameAndValues_Join()
    {
        var model = Draft(
            Tables.Of("orders", "order_id|customer_id", "1|10", "2|10", "3|11"),
            Tables.Of("customers", "customer_id|name", "10|Ann", "11|Bob"));

        var relationship = Assert.Single(model.Relationships);
        Assert.Equal(("orders", "customers", Cardinality.ManyToOne), (relationship.FromTable, relationship.ToTable, relationship.Cardinality));
        Assert.Null(relationship.Role);
    }

    [Fact]
    public void Draft_TwoKeysToOneTable_AreRoles()
    {
        var model = Draft(Tables.Of("trips", "id|start_station_id|end_station_id", "900|2|3", "901|2|4", "902|3|3"), Stations);

        Assert.Equal(["start_station", "end_station"], model.Relationships.Select(r => r.Role));
        Assert.All(model.Relationships, r => Assert.Equal("stations", r.ToTable));
    }

    [Fact]
    public void Draft_ColumnCalledAfterTheTableAndItsKey_Joins()
    {
        var model = Draft(Tables.Of("reports", "report_no|asset_tag", "1|B-7", "2|B-7", "3|B-9"), Tables.Of("assets", "tag|street", "B-7|Mill Lane", "B-8|High Street", "B-9|High Street"));

        Assert.Equal(("asset_tag", "assets"), (Assert.Single(model.Relationships).FromColumns[0], model.Relationships[0].ToTable));
    }

    [Fact]
    public void Draft_ConsonantsOfTheKeysName_Join()
    {
        string[] bidders = [.. Enumerable.Range(0, 24).Select(i => $"{101 + (7 * i)}|Bidder {i}|GB")];
        var model = Draft(
            Tables.Of("lots", ["lot_ref|pdl|hammer", .. Enumerable.Range(0, 30).Select(i => $"L{i}|{101 + (7 * (i % 24))}|{100 + i}")]),
            Tables.Of("bidders", ["paddle|name|ctry", .. bidders]));

        var relationship = Assert.Single(model.Relationships);
        Assert.Equal(("lots", "pdl", "bidders", "paddle"), (relationship.FromTable, relationship.FromColumns[0], relationship.ToTable, relationship.ToColumns[0]));
    }

    [Fact]
    public void Draft_KeysOfLettersUnderAnotherName_Join()
    {
        var model = Draft(
            Tables.Of("policies", "policy_id|sold_by", "P1|A16", "P2|A11", "P3|A12", "P4|A13", "P5|A14", "P6|A16"),
            Tables.Of("agents", "agent_code|agent_name", "A11|Ann", "A12|Bob", "A13|Cid", "A14|Dee", "A16|Eve", "A17|Flo"));

        var relationship = Assert.Single(model.Relationships);
        Assert.Equal(("policies", "sold_by", "agents"), (relationship.FromTable, relationship.FromColumns[0], relationship.ToTable));
    }

    [Theory]
    [InlineData(80, false)]
    [InlineData(120, true)]
    public void Draft_KeysOfLettersAloneUnderAnotherName_JoinWhereTheyAreMany(int agents, bool joined)
    {
        string[] codes = [.. Enumerable.Range(0, agents).Select(i => $"{(char)('A' + (i / 26))}{(char)('A' + (i % 26))}X")];
        var model = Draft(
            Tables.Of("policies", ["policy_id|sold_by", .. codes.Take(10).Select((c, i) => $"{i + 1}|{c}")]),
            Tables.Of("agents", ["agent_code|agent_name", .. codes.Select((c, i) => $"{c}|Ann {i}")]));

        Assert.Equal(joined, model.Relationships.Count == 1);
    }

    [Fact]
    public void Draft_SmallNumbersUnderAnotherName_DoNotJoin()
    {
        var model = Draft(
            Tables.Of("visits", "visit_code|guests", "V1|1", "V2|2", "V3|3", "V4|4", "V5|5", "V6|2"),
            Tables.Of("rooms", "room_id|name", "1|Red", "2|Blue", "3|Green", "4|Grey", "5|White", "6|Black"));

        Assert.Empty(model.Relationships);
    }

    [Theory]
    // Nearly all of the keys, and nothing else.
    [InlineData("sales", "sale_no|cust", "1|1", "2|2", "3|3", "4|4", "5|5", "6|1")]
    [InlineData("visits", "visit_no|seen_by", "1|AX", "2|BX", "3|CX", "4|DX", "5|EX", "6|AX")]
    public void Draft_FewKeysUnderAnotherName_JoinWhereMostOfThemAreUsed(string table, params string[] lines)
    {
        var model = Draft(
            Tables.Of(table, lines),
            Tables.Of("accounts", "acct_no|acct_name", "1|Red", "2|Blue", "3|Green", "4|Grey", "5|White", "6|Black"),
            Tables.Of("doctors", "doc_code|doc_name", "AX|Ann", "BX|Ben", "CX|Cleo", "DX|Dora", "EX|Eve"));

        Assert.Equal(table, Assert.Single(model.Relationships).FromTable);
    }

    [Theory]
    // Called after the thing of the key, where that is not what the table is called.
    [InlineData("deals", "deal_id|sponsored_show", "51|1", "52|2", "53|2")]
    // Where somebody works, of a table with towns.
    [InlineData("cleaners", "cleaner_id|employed_at", "71|4", "72|5", "73|6", "74|7", "75|8")]
    [InlineData("cleaners", "cleaner_id|workplace_id", "71|4", "72|5", "73|6", "74|7", "75|8")]
    // Who did it, of the one table of people.
    [InlineData("rescues", "rescue_id|led_by", "81|21", "82|22", "83|23", "84|24", "85|25")]
    [InlineData("rescues", "rescue_id|leader_id", "21|21", "22|22", "23|23", "24|24", "25|25")]
    public void Draft_ReferencesUnderTheNameOfAThingAPlaceOrAPerson_Join(string table, params string[] lines)
    {
        var model = Draft(
            Tables.Of(table, lines),
            Tables.Of("podcasts", "show_id|title", "1|Echo", "2|Tide", "3|Loom"),
            Tables.Of("halls", "hall_id|name|town", "4|Old Hall|Kelby", "5|New Hall|Marport", "6|Mill Hall|Kelby", "7|Dock Hall|Roscannon", "8|Quay Hall|Stromvik"),
            Tables.Of("leaders", "leader_id|full_name|age", "21|Ann Roe|41", "22|Bob Vane|52", "23|Cid Marsh|37", "24|Dee Hale|29", "25|Eve Pike|60"));

        var relationship = Assert.Single(model.Relationships);
        Assert.Equal((table, lines[0].Split('|')[1]), (relationship.FromTable, relationship.FromColumns[0]));
    }

    [Fact]
    public void Draft_TheTablesNounAlone_Joins()
    {
        var model = Draft(
            Tables.Of("products", "code|name|manufacturer", "1|Drive|5", "2|Memory|6", "3|Disk|5"),
            Tables.Of("manufacturers", "code|name", "5|Sony|", "6|Owen|"));

        Assert.Equal("manufacturer", Assert.Single(model.Relationships).FromColumns[0]);
    }

    [Fact]
    public void Draft_ManagersInTheirOwnTable_AreARole()
    {
        var model = Draft(Tables.Of("employees", "employee_id|name|manager_id", "100|Ann|", "101|Bob|100", "102|Cid|100"));

        var relationship = Assert.Single(model.Relationships);
        Assert.Equal(("employees", "employees", "manager"), (relationship.FromTable, relationship.ToTable, relationship.Role));
    }

    [Fact]
    public void Draft_ValuesThatAreNotThere_DoNotJoin()
    {
        var model = Draft(
            Tables.Of("orders", "order_id|customer_id", "1|20", "2|21", "3|11"),
            Tables.Of("customers", "customer_id|name", "10|Ann", "11|Bob"));

        Assert.Empty(model.Relationships);
    }

    [Fact]
    public void Draft_ValuesWithoutAName_AreOnlyProposed()
    {
        var draft = ModelDrafter.Draft(
            new DraftIdentity("shop", "Shop", "A shop."),
            [Tables.Of("claims", "claim_id|handler_code", "91|2", "92|3", "93|4"), Stations]);

        Assert.Empty(draft.Model.Relationships);
        Assert.Equal(("claims", "stations"), (Assert.Single(draft.Likely).Relationship.FromTable, draft.Likely[0].Relationship.ToTable));
    }

    [Fact]
    public void Draft_OneToOne_LeadsToTheTableThatTheKeyIsNamedAfter()
    {
        var model = Draft(
            Tables.Of("checking", "customer_id|balance", "1|5", "2|6"),
            Tables.Of("customers", "customer_id|name", "1|Ann", "2|Bob"));

        var relationship = Assert.Single(model.Relationships);
        Assert.Equal(("checking", "customers", Cardinality.OneToOne), (relationship.FromTable, relationship.ToTable, relationship.Cardinality));
    }

    [Fact]
    public void Draft_FewRowsThatReferToDifferentOnes_AreNotOneToOne()
    {
        var model = Draft(
            Tables.Of("prizes", "prize_id|singer_id", "71|1", "72|3"),
            Tables.Of("singers", "singer_id|name", "1|Ann", "2|Bob", "3|Cid", "4|Dee", "5|Eve"));

        Assert.Equal(Cardinality.ManyToOne, Assert.Single(model.Relationships).Cardinality);
    }

    [Fact]
    public void Draft_NumbersOfWhoIsCalledByAHiddenKey_AreNoAmounts()
    {
        var model = Draft(
            Tables.Of("prescriptions", "number|patient|dose", "1|100000001|5", "2|100000004|10", "3|100000001|5"),
            Tables.Of("patients", "ssn|name", "100000001|Ann Roe", "100000002|Bob Vane", "100000004|Cid Marsh"));

        Assert.Equal(ColumnKind.Dimension, model.FindTable("prescriptions")!.FindColumn("patient")!.Kind);
    }

    [Fact]
    public void Draft_CodesOfTwoTypes_MeetAsTexts()
    {
        var model = Draft(
            Tables.Of("sales", "sale_id|region_code", "1|7", "2|8", "3|7"),
            Tables.Of("regions", "region_code|name", "7|North", "8|South", "X1|Abroad"));

        Assert.Single(model.Relationships);
        Assert.Equal(ColumnType.Text, model.FindTable("sales")!.FindColumn("region_code")!.Type);
    }

    // Who won, who referred somebody, and which officer somebody has: people, and no numbers to add up.
    [Fact]
    public void Draft_ColumnsCalledAfterWhoDidSomething_ReferToPeople()
    {
        var model = Draft(
            Tables.Of("members", "member_id|first_name|Referred_By|Officer_Id", "1|Ida||", "2|Theo|1|1", "3|Carmen|1|1", "4|Ruth|2|2", "5|Kofi|3|2", "6|Lena|4|5", "7|Joel|5|5"),
            Tables.Of("sessions", "session_id|minutes|Winner", "701|90|2", "702|60|3", "703|75|1", "704|80|5", "705|65|6", "706|90|7"));

        Assert.Equal(
            ["members.officer_id → members (officer)", "members.referred_by → members (referred_by)", "sessions.winner → members (winner)"],
            model.Relationships.Select(r => $"{r.FromTable}.{r.FromColumns[0]} → {r.ToTable} ({r.Role})").Order(StringComparer.Ordinal));
    }

    private static ModelDefinition Draft(params TableProfile[] profiles) => ModelDrafter.Draft(new DraftIdentity("shop", "Shop", "A shop."), profiles).Model;
}
