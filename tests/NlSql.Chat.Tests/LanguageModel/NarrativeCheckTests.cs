using NlSql.Chat.LanguageModel.Replies;
using NlSql.Query;
using NlSql.Query.Model;
using NlSql.Query.Sql.Rewriting;
using NlSql.SemanticModel.Queries;
using NlSql.Testing.Retail;

namespace NlSql.Chat.Tests.LanguageModel;

public sealed class NarrativeCheckTests
{
    private static readonly CompiledQuery Query = Compile("""{"metrics":["revenue"],"dimensions":["sales.region"],"time":"2025-03-01..2025-03-31"}""");

    private static readonly ResultTable Rows = new()
    {
        Columns = Query.Columns,
        Rows = [["North 7", 850m], ["South", 900.5m], ["West", 0m]],
    };

    [Theory]
    [InlineData("South leads with 900.5, ahead of North 7 with 850.")]
    [InlineData("Revenue was 1,750.5 in total, or 583.5 on average, over three regions.")]
    [InlineData("South sold 50.5 more than North 7, a lead of 5.9 %.")]
    [InlineData("South made 51% of the revenue in March 2025.")]
    [InlineData("About 1.8k in all from 1 March 2025 to 2025-03-31.")]
    [InlineData("In the 31 days of March, one region sold nothing.")]
    [InlineData("South may lead, and West trails.")]
    public void Holds_EverythingFollowsFromTheRows_Is(string text) => Assert.True(NarrativeCheck.Holds(text, Rows, Query));

    [Theory]
    [InlineData("South leads with 901.5.")]
    [InlineData("Revenue was 1,800 in total.")]
    [InlineData("South leads by 12 %.")]
    [InlineData("South made 900.5 in April 2025.")]
    [InlineData("South made 900.5 on 17 April 2025.")]
    [InlineData("South made 900.5 since 2024-03-01.")]
    [InlineData("Sales peaked in December.")]
    [InlineData("Four regions sold something.")]
    [InlineData("About 2.2k in all.")]
    [InlineData("South leads, see https://example.org for more.")]
    [InlineData("<b>South</b> leads.")]
    [InlineData("The rules say {\"unclear\"}.")]
    [InlineData("It is 'the 99th' place.")]
    [InlineData("")]
    public void Holds_SomethingIsMadeUp_IsNot(string text) => Assert.False(NarrativeCheck.Holds(text, Rows, Query));

    private static CompiledQuery Compile(string json)
    {
        var model = RetailPlugin.Read();
        var context = new QueryContext
        {
            Model = new ModelIndex(model),
            Scope = new DatasetScope(Guid.Empty, [.. model.Tables.Select(t => new DatasetTable(t.Name, "t_" + t.Name, []))]),
            Anchor = new(new(2025, 3, 31)),
        };
        return QueryCompiler.Compile(SemanticQueryJson.Read(json).Query!, context).Query!;
    }
}
