using NlSql.Drafting.Models;
using NlSql.Drafting.Profiling;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Drafting.Tests.Models;

/// <summary>The only table of a file: what its rows are called, and what people call its money and its truth values.</summary>
public sealed class OnlyTableTests
{
    [Theory]
    [InlineData("clinic", "Visit Nr", "Visits")]
    [InlineData("export_2025", "order_id", "Orders")]
    [InlineData("orders", "order_id", "Orders")]
    [InlineData("students", "stu_id", "Students")]
    [InlineData("customers", "isbn_code", "Customers")]
    [InlineData("adm_extract", "adm_id", "Admission")]
    [InlineData("orderlines_export", "line_id", "Order lines")]
    [InlineData("hr_headcount", "emp_id", "Employees")]
    public void Draft_OnlyTable_IsCalledWhatItsRowsAre(string file, string key, string label) => Assert.Equal(label, Draft(file, key).Tables[0].Label);

    [Fact]
    public void Draft_OnlyTableWithAKeyOfAnotherNoun_IsCalledBoth()
    {
        var sales = Draft("sales", "order_id").Tables[0];

        Assert.Equal("Sales", sales.Label);
        Assert.Equal(["orders"], sales.Synonyms);
    }

    [Fact]
    public void Draft_OnlyTable_CountsItsRowsByTheirName() => Assert.Equal("Number of visits", Draft("clinic", "Visit Nr").Metrics[0].Label);

    [Fact]
    public void Draft_TruthValuesOfTheOnlyTable_HaveARate() =>
        Assert.Contains("no show rate", Draft("clinic", "Visit Nr").Metrics.Single(m => m.Type == MetricType.Ratio && m.Name.StartsWith("no_show", StringComparison.Ordinal)).Synonyms);

    [Theory]
    [InlineData("fee", true)]
    [InlineData("revenue", false)]
    public void Draft_MoneyOfTheOnlyTable_IsCalledRevenueUnlessItIsCalledSo(string money, bool called) =>
        Assert.Equal(called, Draft("clinic", "Visit Nr", money).Metrics.Single(m => m.Aggregate == AggregateFunction.Sum && m.Expression == money).Synonyms.Contains("turnover"));

    [Theory]
    [InlineData("icu", 40, ColumnKind.Dimension)]
    [InlineData("icu", 10, ColumnKind.Fact)]
    [InlineData("wins", 40, ColumnKind.Fact)]
    public void Draft_NumbersOfWhichOnlyTheEndsAreKnown_AreYesAndNoWhereTheyAreZeroAndOne(string name, int rows, ColumnKind kind)
    {
        var stored = Tables.Of("stays", [$"stay_id|{name}", .. Enumerable.Range(0, rows).Select(i => $"{i + 1}|{i % 2}")]);
        stored = stored with { Columns = [.. stored.Columns.Select(c => c.Header == name ? c with { Type = ColumnType.Integer, Values = [] } : c)] };

        Assert.Equal(kind, ModelDrafter.Draft(new DraftIdentity("d", "D", ""), [stored]).Model.Tables[0].FindColumn(name)!.Kind);
    }

    [Fact]
    public void Draft_SeveralTables_KeepTheirNames()
    {
        var model = ModelDrafter.Draft(new DraftIdentity("d", "D", ""), [Table("clinic", "visit_id", "fee"), Tables.Of("visits", "id|name", "1|Ann", "2|Bob")]).Model;

        Assert.Equal("Clinic", model.FindTable("clinic")!.Label);
    }

    private static ModelDefinition Draft(string file, string key, string money = "fee") => ModelDrafter.Draft(new DraftIdentity("d", "D", ""), [Table(file, key, money)]).Model;

    private static TableProfile Table(string file, string key, string money) => Tables.Of(
        file,
        $"{key}|visit_date|ward|{money}|no_show",
        "V1|2025-01-30|North|$12.50|yes",
        "V2|2025-01-31|North|$7.00|no",
        "V3|2025-02-01|South|$20.00|no");
}
