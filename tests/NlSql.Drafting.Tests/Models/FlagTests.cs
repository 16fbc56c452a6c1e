using NlSql.Drafting.Models;
using NlSql.Drafting.Profiling;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Drafting.Tests.Models;

/// <summary>Columns that say yes or no: their labels are without the word that only says so.</summary>
public sealed class FlagTests
{
    [Theory]
    [InlineData("Charter_YN", "Charter")]
    [InlineData("SOLAR_FLG", "Solar")]
    [InlineData("CritFlag", "Critical")]
    [InlineData("IsActive", "Active")]
    [InlineData("has_pool", "Pool")]
    [InlineData("was_cancelled", "Cancelled")]
    [InlineData("insured_ind", "Insured")]
    [InlineData("flag", "Flag")]
    // Another column, and the rows of a table, are called so.
    [InlineData("is_region", "Is region")]
    [InlineData("has_order", "Has order")]
    [InlineData("is_member", "Is member")]
    public void Draft_TruthValue_IsLabelledWithoutItsMarker(string header, string label) => Assert.Equal(label, Draft(header).FindTable("members")!.Columns[2].Label);

    [Fact]
    public void Draft_TruthValue_IsNotWhatQuestionsRank()
    {
        var asks = ModelDrafter.Draft(new DraftIdentity("d", "D", ""), [Members("Charter_YN")]).Model.QuestionPacks.SelectMany(p => p.Questions).SelectMany(q => q.Ask).ToList();

        Assert.Contains("total fee by charter", asks);
        Assert.DoesNotContain(asks, a => a.Contains("charters", StringComparison.Ordinal));
    }

    private static ModelDefinition Draft(string header) =>
        ModelDrafter.Draft(new DraftIdentity("d", "D", ""), [Members(header), Tables.Of("orders", "order_id|member_id", "1|1", "2|1", "3|2")]).Model;

    private static TableProfile Members(string header) =>
        Tables.Of("members", $"member_id|region|{header}|joined_on|fee", "1|North|Y|2024-01-05|10.50", "2|South|N|2024-01-06|11.50", "3|North|Y|2024-01-07|12.50");
}
