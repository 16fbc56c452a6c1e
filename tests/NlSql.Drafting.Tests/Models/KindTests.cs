using NlSql.Drafting.Models;
using NlSql.Drafting.Profiling;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Drafting.Tests.Models;

/// <summary>Whole numbers that say which one or of what sort, and not how much.</summary>
public sealed class KindTests
{
    [Theory]
    [InlineData("ZIPCODE", "11333|10424|11201")]
    [InlineData("home_zip5", "11333|10424|11201")]
    [InlineData("PINCODE", "110001|110002|110003")]
    [InlineData("FIPS", "1001|1003|1005")]
    [InlineData("county_fips", "1001|1003|1005")]
    [InlineData("Grd", "3|5|8")]
    [InlineData("grade_level", "3|5|8")]
    [InlineData("council_district", "1|2|7")]
    [InlineData("Ward", "1|2|27")]
    [InlineData("police_precinct", "1|14|120")]
    [InlineData("census_tract", "101|102|9901")]
    [InlineData("fare_zone", "1|2|3")]
    [InlineData("season", "1|2|3")]
    [InlineData("MortCmp", "1|2|3")]
    public void Draft_NumbersOfASort_AreDimensions(string header, string values) => Assert.Equal(ColumnKind.Dimension, Column(header, values).Kind);

    [Theory]
    [InlineData("stars", "1|4|5")]
    [InlineData("OverallRtg", "1|4|5")]
    [InlineData("yrs_in_biz", "12|3|40")]
    public void Draft_NumbersOfAScale_AreAveragedOnly(string header, string values) =>
        Assert.Equal((ColumnKind.Fact, Additivity.None, AggregateFunction.Avg), (Column(header, values).Kind, Column(header, values).Additive, Column(header, values).DefaultAggregate));

    [Theory]
    [InlineData("district_population", "1200|450|780")]
    [InlineData("num_districts", "1|2|7")]
    [InlineData("ward_count", "1|2|7")]
    [InlineData("season_total", "1|2|7")]
    [InlineData("zip_count", "1|2|7")]
    public void Draft_NumbersOfHowMuch_AreAddedUp(string header, string values) =>
        Assert.Equal((ColumnKind.Fact, Additivity.Full), (Column(header, values).Kind, Column(header, values).Additive));

    private static ColumnDefinition Column(string header, string values) =>
        ModelDrafter.Draft(new DraftIdentity("d", "D", ""), [Tables.Of("rows", [$"title|{header}", .. values.Split('|').SelectMany(v => new[] { $"Some {v}|{v}", $"Other {v}|{v}" })])]).Model.Tables[0].Columns[1];
}
