using NlSql.Drafting.Models;
using NlSql.Drafting.Profiling;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Drafting.Tests.Models;

/// <summary>Tables as other people's systems write them: what a draft must not get wrong.</summary>
public sealed class ForeignTablesTests
{
    [Fact]
    public void Draft_OrdersWithSeveralRowsForOneNumber_CountsOrdersByTheirNumber()
    {
        var model = Draft(Tables.Of("orders", "Order ID|Sales|Discount", "A1|10|0.2", "A1|5|0", "B7|4|0.15")).Model;

        var orders = Metric(model, "Number of orders");
        Assert.Equal((AggregateFunction.CountDistinct, "order_id"), (orders.Aggregate, orders.Expression));
        Assert.Equal(AggregateFunction.Count, Metric(model, "Number of order lines").Aggregate);
        Assert.Equal("one order line", model.Tables[0].Grain);
        Assert.Contains(model.QuestionPacks[0].Questions, q => q.Ask[0] == "how many orders are there" && q.Query!.Json.Contains(orders.Name, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("1|Coast|a", "2|Valley|b", "3|City|c", true)]
    // Not the same places; too few to tell.
    [InlineData("1|Coast|a", "2|Valley|b", "3|Hills|c", false)]
    [InlineData("1|Coast|a", "2|Coast|b", "3|Valley|c", false)]
    public void Draft_UnconnectedColumnsOfTheSameNames_ShareTheirWords(string first, string second, string third, bool shared)
    {
        var model = Draft(Tables.Of("outages", "outage|area|cause", first, second, third), Tables.Of("readings", "meter|region", "M1|Valley", "M2|Coast", "M3|City", "M1|City")).Model;

        Assert.Equal(shared, model.Tables.Single(t => t.Name == "outages").FindColumn("area")!.Synonyms.Contains("region"));
    }

    [Fact]
    public void Draft_DiscountsAsFractions_AreAveragedAsPercentages()
    {
        var model = Draft(Tables.Of("sales", "Sales|Discount", "10|0.2", "5|0.1", "4|0.15")).Model;

        Assert.DoesNotContain(model.Metrics, m => m is { Aggregate: AggregateFunction.Sum, Expression: "discount" });
        Assert.Equal("percent", Metric(model, "Average discount").Unit);
    }

    [Theory]
    [InlineData("crs_dep_time", "1430|905|2210")]
    [InlineData("co2_ppm", "400|800|650")]
    [InlineData("gpa", "3.1|2.2|4.0")]
    [InlineData("csat", "1|5|4")]
    [InlineData("battery_v", "3.1|3.3|4.0")]
    public void Draft_WhatIsNoAmount_IsNeverAddedUp(string header, string values)
    {
        var model = Draft(Tables.Of("readings", [$"name|{header}", .. values.Split('|').Select((v, i) => $"n{i}|{v}")])).Model;

        Assert.DoesNotContain(model.Metrics, m => m.Aggregate == AggregateFunction.Sum);
    }

    [Theory]
    [InlineData("cancelled", "Share of cancelled flights")]
    [InlineData("no_show", "Share of no show flights")]
    public void Draft_ZerosAndOnesOfAnEvent_AreAShare(string header, string label)
    {
        var model = Draft(Tables.Of("flights", $"carrier|{header}", "AA|0", "DL|1", "AA|0")).Model;

        Assert.Equal("percent", Metric(model, label).Unit);
    }

    [Fact]
    public void Draft_Coordinates_AreNotMeasured()
    {
        var model = Draft(Tables.Of("stations", "name|lat|long", "North|37.1|-122.3", "South|37.2|-122.4")).Model;

        Assert.DoesNotContain(model.Metrics, m => m.Expression is "lat" or "long");
    }

    [Fact]
    public void Draft_CodesWithoutANameForTheirTable_AreAsked()
    {
        var draft = Draft(
            Tables.Of("flights", "origin|dest|delay", "JFK|LAX|5", "LAX|SFO|7", "SFO|JFK|1", "JFK|SFO|2"),
            Tables.Of("airports", "IATA_CODE|airport", "JFK|Kennedy", "LAX|Los Angeles", "SFO|San Francisco", "ORD|Chicago"));

        Assert.Empty(draft.Model.Relationships);
        Assert.Equal(["origin", "dest"], draft.Likely.Select(l => l.Relationship.FromColumns[0]));
        Assert.Equal((3, 4, 4), (draft.Likely[0].Values, draft.Likely[0].Keys, draft.Likely[0].Rows));
    }

    [Fact]
    public void Draft_AHeadOfADepartment_RefersToAnEmployeeAndIsNotAddedUp()
    {
        var draft = Draft(
            Tables.Of("departments", "dept_code|budget|head", "HR|100|1001", "IT|500|1002"),
            Tables.Of("employees", "emp_no|dept", "1001|HR", "1002|IT", "1003|IT"));

        Assert.Equal(
            ["departments.head → employees.emp_no (head)", "employees.dept → departments.dept_code ()"],
            draft.Model.Relationships.Select(r => $"{r.FromTable}.{r.FromColumns[0]} → {r.ToTable}.{r.ToColumns[0]} ({r.Role})").Order(StringComparer.Ordinal));
        Assert.DoesNotContain(draft.Model.Metrics, m => m.Expression == "head");
    }

    [Fact]
    public void Draft_APartOfAName_RefersToTheTableThatHasTheWhole()
    {
        var draft = Draft(
            Tables.Of("flights", "flight|company_id|prep_pilot", "1|1|71", "2|2|72", "3|2|71"),
            Tables.Of("operating_companies", "id|company", "1|Alpha", "2|Beta", "3|Gamma"),
            Tables.Of("pilots", "licence_id|pilot_name", "71|Ann", "72|Bob"));

        Assert.Equal(
            ["company_id → operating_companies", "prep_pilot → pilots"],
            draft.Model.Relationships.Select(r => $"{r.FromColumns[0]} → {r.ToTable}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Draft_OrphansOfANamedKey_DoNotUndoTheReference()
    {
        var orders = Enumerable.Range(1, 8).Select(i => $"{i}|{(i == 8 ? 99 : i)}").Prepend("order_id|customer_id").ToArray();
        var draft = Draft(Tables.Of("orders", orders), Tables.Of("customers", [.. Enumerable.Range(1, 9).Select(i => $"{i}|n{i}").Prepend("customer_id|name")]));

        Assert.Equal("customers", Assert.Single(draft.Model.Relationships).ToTable);
    }

    [Fact]
    public void Draft_RunningNumbers_AreNotAskedAsReferences()
    {
        var draft = Draft(Tables.Of("claims", "claim|days", "a|1", "b|2", "c|3"), Tables.Of("people", "id|age", "1|30", "2|31", "3|32", "4|33"));

        Assert.Empty(draft.Likely);
    }

    [Fact]
    public void Draft_GermanHeaders_AreUnderstoodAndKept()
    {
        var draft = Draft(
            Tables.Of("Umsätze", "Rechnungsnr.|Rechnungsdatum|Kundennr.|Einzelpreis|Umsatz", "R1|30.01.2024|20|1,50|1.234,50", "R2|31.01.2024|21|2,50|7,00", "R3|01.02.2024|20|2,00|9,00"),
            Tables.Of("Kunden", "Kundennr.|Name|PLZ", "20|Ann|10115", "21|Bob|20095"));
        var sales = draft.Model.Tables[0];

        Assert.Equal(("umsaetze", "rechnungsdatum", "one sale"), (sales.Name, sales.TimeColumn, sales.Grain));
        Assert.Equal("kundennr", Assert.Single(draft.Model.Relationships).FromColumns[0]);
        Assert.Equal(("Umsatz", "revenue"), (sales.FindColumn("umsatz")!.Label, sales.FindColumn("umsatz")!.Synonyms[0]));
        Assert.Equal(AggregateFunction.Avg, sales.FindColumn("einzelpreis")!.DefaultAggregate);
        Assert.Equal(ColumnKind.Dimension, draft.Model.Tables[1].FindColumn("plz")!.Kind);
        Assert.Equal("umsatz", Metric(draft.Model, "Total revenue").Expression);
    }

    [Fact]
    public void Draft_ATableThatRefersToOthers_IsGroupedByTheirNames()
    {
        var model = Draft(
            Tables.Of("enrolments", "student_id|course_code|score", "71|C1|50", "72|C2|60", "71|C2|70"),
            Tables.Of("courses", "course_code|course_title", "C1|Maths", "C2|Music")).Model;

        Assert.Contains(model.QuestionPacks[0].Questions, q => q.Ask[0].EndsWith("by course title", StringComparison.Ordinal) && q.Query!.Json.Contains("courses.course_title", StringComparison.Ordinal));
    }

    private static DraftedModel Draft(params TableProfile[] tables) => ModelDrafter.Draft(new DraftIdentity("x", "X", ""), tables);

    private static MetricDefinition Metric(ModelDefinition model, string label) => model.Metrics.Single(m => m.Label == label);
}
