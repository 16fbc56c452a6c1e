using NlSql.Drafting.Models;
using NlSql.Drafting.Profiling;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Drafting.Tests.Models;

/// <summary>What short words of headers are taken for, by the column's values and by the other names of the dataset.</summary>
public sealed class AbbreviationTests
{
    private static readonly TableProfile Districts = Tables.Of("districts", "Dist_No|District_Title", "1|North", "2|South", "3|East");

    [Theory]
    [InlineData("DistName", "Alden|Berg", "District name")]
    [InlineData("dist_cd", "A1|B2", "District code")]
    [InlineData("trip_dist", "1.5|2.25", "Trip distance")]
    [InlineData("dist_km", "15|22", "Distance km")]
    [InlineData("home_dist", "Alden|Berg", "Home district")]
    [InlineData("supp_name", "Alden|Berg", "Supplier name")]
    [InlineData("supp_id", "1|2", "Supplier ID")]
    [InlineData("supp_amt", "10.5|20.5", "Supp amount")]
    [InlineData("med_income", "10.5|20.5", "Median income")]
    [InlineData("med_cd", "A1|B2", "Med code")]
    [InlineData("stat_cd", "A1|B2", "Status code")]
    [InlineData("stat_cause_cd", "A1|B2", "Stat cause code")]
    [InlineData("ST", "FL|CA", "State")]
    [InlineData("ST", "High Street|Mill Lane", "St")]
    [InlineData("temp_status", "kept|gone", "Temporary status")]
    [InlineData("StatusCur", "kept|gone", "Current status")]
    [InlineData("cur_cd", "EUR|USD", "Currency code")]
    public void Draft_ShortWordOfSeveralMeanings_FitsItsColumn(string header, string values, string label) => Assert.Equal(label, LabelOf(header, values));

    [Fact]
    public void Draft_SmallWholeNumbersWhereThereAreDistricts_AreOfADistrict()
    {
        Assert.Equal("Council district", LabelOf("council_dist", "1|3", Districts));
        Assert.Equal("Council distance", LabelOf("council_dist", "1200|3400", Districts));
        Assert.Equal("Council distance", LabelOf("council_dist", "1.5|3.2", Districts));
        Assert.Equal("Council distance", LabelOf("council_dist", "1|3"));
    }

    [Fact]
    public void Draft_SmallWholeNumbersOfADistrict_ReferToIt()
    {
        var model = Draft(Tables.Of("permits", "PermitNum|Fee|CouncilDist", "A1|10.50|1", "A2|11.50|2", "A3|12.50|3", "A4|13.50|1"), Districts);

        var only = Assert.Single(model.Relationships);
        Assert.Equal(("permits", "council_dist", "districts", "dist_no"), (only.FromTable, only.FromColumns[0], only.ToTable, only.ToColumns[0]));
        Assert.Equal(ColumnKind.Id, model.FindTable("permits")!.FindColumn("council_dist")!.Kind);
    }

    [Theory]
    // The name of another column, of a table, and what the dataset is about.
    [InlineData("SuppCost", "things", "suppression_days|amount", "Suppression cost")]
    [InlineData("SuppCost", "fires", "fire_name|amount", "Suppression cost")]
    [InlineData("SuppCost", "orders", "supplier|amount", "Supplier cost")]
    [InlineData("prod_cd", "productions", "director|amount", "Production code")]
    [InlineData("prod_cd", "orders", "director|amount", "Product code")]
    public void Draft_ShortWordThatAnotherNameSaysInFull_IsThatWord(string header, string table, string headers, string label) =>
        Assert.Equal(label, LabelOf(header, "10.5|20.5", Tables.Of(table, headers, "North|3.5", "South|4.5")));

    [Theory]
    [InlineData("viol_cd", "violation_codes", "Violation code")]
    [InlineData("thrm_id", "thermometers", "Thrm ID")]
    [InlineData("cli_id", "clinics", "Clinic ID")]
    // Words of their own, and what is made of them.
    [InlineData("book_id", "bookings", "Book ID")]
    [InlineData("user_id", "usernames", "User ID")]
    [InlineData("puppet_id", "puppeteers", "Puppet ID")]
    [InlineData("sub_id", "subscriptions", "Subscription ID")]
    public void Draft_BeginningOfATablesName_IsItsNoun(string header, string table, string label) =>
        Assert.Equal(label, LabelOf(header, "A1|B2", Tables.Of(table, "title|amount", "North|3.5", "South|4.5")));

    [Fact]
    public void Draft_NumbersBesideAColumnOfTheOtherMeaning_KeepTheirOwn() =>
        Assert.Equal("Seconds", LabelOf("sec", "15|30", Tables.Of("adverts", "sector|amount", "Food|3.5", "Cars|4.5")));

    [Fact]
    public void Draft_BeginningOfTwoNames_StaysAsItIs() =>
        Assert.Equal("Cli ID", LabelOf("cli_id", "A1|B2", Tables.Of("clinics", "title", "North"), Tables.Of("climbers", "title", "South")));

    [Theory]
    [InlineData("Grd", "Grade")]
    [InlineData("mean_scale_scr", "Mean scale score")]
    [InlineData("SchType", "School type")]
    [InlineData("StructLost", "Structures lost")]
    [InlineData("ConstrStart", "Construction start")]
    [InlineData("MortCmp", "Mortality comparison")]
    [InlineData("BORO", "Borough")]
    [InlineData("yrs_in_biz", "Years in business")]
    [InlineData("est_cost", "Estimated cost")]
    [InlineData("Area_SqMi", "Area square miles")]
    [InlineData("num_veh", "Number vehicle")]
    [InlineData("precip_tot", "Precipitation total")]
    [InlineData("hwy_cls", "Highway class")]
    [InlineData("twp_name", "Township name")]
    [InlineData("ofns_desc", "Offense description")]
    public void Draft_UsualShortWordsOfPublicData_AreWrittenOut(string header, string label) => Assert.Equal(label, LabelOf(header, "3|4"));

    private static string LabelOf(string header, string values, params TableProfile[] others) =>
        Draft([Tables.Of("rows", [$"title|{header}", .. values.Split('|').Select(v => $"Some {v}|{v}")]), .. others]).Tables[0].Columns[1].Label;

    private static ModelDefinition Draft(params TableProfile[] tables) => ModelDrafter.Draft(new DraftIdentity("d", "D", ""), tables).Model;
}
