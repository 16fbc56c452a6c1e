using NlSql.Drafting.Models;
using NlSql.Drafting.Profiling;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Drafting.Tests.Models;

/// <summary>Units within headers are one word, and written as people write them.</summary>
public sealed class UnitTests
{
    [Theory]
    [InlineData("CapacityMWe", "capacity_mwe", "Capacity MWe")]
    [InlineData("TotalKWh", "total_kwh", "Total kWh")]
    [InlineData("TotalkWh", "total_kwh", "Total kWh")]
    [InlineData("OutputGWh", "output_gwh", "Output GWh")]
    [InlineData("AvgMWhPerDay", "avg_mwh_per_day", "Average MWh per day")]
    [InlineData("ClockGHz", "clock_ghz", "Clock GHz")]
    [InlineData("LinkMbps", "link_mbps", "Link Mbps")]
    [InlineData("Cl_ppm", "cl_ppm", "Cl ppm")]
    [InlineData("noise_dB", "noise_db", "Noise dB")]
    [InlineData("peak_kW", "peak_kw", "Peak kW")]
    [InlineData("price_eur", "price_eur", "Price EUR")]
    [InlineData("pH", "ph", "pH")]
    // What is no unit keeps its name.
    [InlineData("Speed_kmh", "speed_kmh", "Speed kmh")]
    [InlineData("Area_SqMi", "area_sq_mi", "Area square miles")]
    [InlineData("MWestTotal", "m_west_total", "M west total")]
    [InlineData("XMLFileName", "xml_file_name", "Xml file name")]
    public void Draft_UnitInAName_IsOneWord(string header, string name, string label)
    {
        var column = Draft(header).Columns[1];

        Assert.Equal((name, label), (column.Name, column.Label));
        Assert.Equal(name, StoredNames.OfColumns([header])[0]);
    }

    [Fact]
    public void Draft_MetricOfAUnit_IsWrittenAsPeopleWriteIt()
    {
        var metrics = ModelDrafter.Draft(new DraftIdentity("d", "D", ""), [Tables.Of("plants", "plant_id|OutputGWh", "1|10.5", "2|11.5", "3|12.5")]).Model.Metrics;

        Assert.Contains(metrics, m => m.Label == "Total output GWh");
    }

    [Theory]
    // What plants can do together is added up, what a room or a flow can hold on the average is not; areas are, other sizes are not.
    [InlineData("CapacityMWe", Additivity.Full)]
    [InlineData("capacity", Additivity.None)]
    [InlineData("burnt_size_acres", Additivity.Full)]
    [InlineData("shoe_size", Additivity.None)]
    public void Draft_CapacityOfPowerOrSizeOfAnArea_IsAddedUp(string header, Additivity additive) => Assert.Equal(additive, Draft(header).Columns[1].Additive);

    private static TableDefinition Draft(string header) =>
        ModelDrafter.Draft(new DraftIdentity("d", "D", ""), [Tables.Of("plants", $"plant_id|{header}", "1|10.5", "2|11.5", "3|12.5")]).Model.Tables[0];
}
