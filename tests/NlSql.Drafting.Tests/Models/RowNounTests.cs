using NlSql.Drafting.Models;
using NlSql.Drafting.Profiling;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Drafting.Tests.Models;

/// <summary>What the rows of one of several tables are called by the column of their names.</summary>
public sealed class RowNounTests
{
    private static readonly TableProfile Countries = Tables.Of("countries", "ctry_code|country_name", "US|United States", "FR|France");

    [Theory]
    [InlineData("nuclear_power_plants", "Id|Reactor Name|CtryCode", "reactors")]
    [InlineData("observations", "id|station_name|ctry_code", "stations")]
    // Their own noun, that of another table, names of persons, and what only happens to something.
    [InlineData("reactors", "Id|Reactor Name|CtryCode", null)]
    [InlineData("plants", "Id|Country Name|Size", null)]
    [InlineData("accounts", "id|customer_name|ctry_code", null)]
    [InlineData("files", "id|short_name|ctry_code", null)]
    [InlineData("clients", "id|cli_name|ctry_code", null)]
    [InlineData("authors", "id|real_name|ctry_code", null)]
    [InlineData("orders", "id|product_name|ctry_code", null)]
    public void Draft_TableWithNamesOfSomething_IsCalledSoToo(string name, string headers, string? synonym) =>
        Assert.Equal(synonym is null ? [] : [synonym], Draft(name, headers, "1|Alder One|US", "2|Birch Two|FR", "3|Cedar Three|US").FindTable(name)!.Synonyms);

    [Fact]
    public void Draft_NamesThatRowsShare_AreNotWhatRowsAre() =>
        Assert.Empty(Draft("plants", "Id|Reactor Name|CtryCode", "1|Alder|US", "2|Alder|FR", "3|Cedar|US").FindTable("plants")!.Synonyms);

    [Fact]
    public void Draft_TableWhoseNameEndsInNothing_IsCalledWhatItsNamesAreOf()
    {
        var model = Draft("hospital_general_info", "Provider ID|Hospital Name|ctry_code", "1|Alder One|US", "2|Birch Two|FR", "3|Cedar Three|US");

        Assert.Equal(("Hospitals", "one hospital"), (model.FindTable("hospital_general_info")!.Label, model.FindTable("hospital_general_info")!.Grain));
        Assert.Contains(model.Metrics, m => m.Label == "Number of hospitals");
    }

    [Fact]
    public void Draft_OnlyTableWithAKeyOfSomethingElse_IsCalledWhatItsNameSays()
    {
        var table = ModelDrafter.Draft(new DraftIdentity("d", "D", ""), [Tables.Of("hospital_info", "Provider ID|Hospital Name", "1|Alder One", "2|Birch Two", "3|Cedar Three")]).Model.Tables[0];

        Assert.Equal("Hospitals", table.Label);
        Assert.Equal(["providers"], table.Synonyms);
    }

    [Theory]
    [InlineData("DBA")]
    [InlineData("dba_name")]
    public void Draft_DoingBusinessAs_IsABusinessName(string header)
    {
        var table = Draft("restaurants", $"camis|{header}|boro", "1|Alder One|QUEENS", "2|Birch Two|BRONX", "3|Cedar Three|QUEENS").FindTable("restaurants")!;

        Assert.Equal("Business name", table.Columns[1].Label);
        Assert.Equal("dba", header == "DBA" ? table.Columns[1].Name : Assert.Single(table.Columns[1].Synonyms));
    }

    private static ModelDefinition Draft(string name, string headers, params string[] rows) =>
        ModelDrafter.Draft(new DraftIdentity("d", "D", ""), [Tables.Of(name, [headers, .. rows]), Countries]).Model;
}
