using System.Text;
using NlSql.Query.Plugins;
using NlSql.SemanticModel.Reading;

namespace NlSql.Query.Tests.Plugins;

/// <summary>What compiles is checked when a plugin is read, with the line of what does not.</summary>
public sealed class PluginContractTests
{
    private const string Schema = """
        plugin: {id: shop, name: Shop}
        tables:
          sales:
            time_column: sold_on
            columns:
              sold_on: {type: date, kind: time, required: true}
              region: {type: text, kind: dimension}
              paid: {type: boolean, kind: dimension}
              pieces: {type: integer, kind: fact}
              amount: {type: decimal, kind: fact, required: true}
          suppliers:
            columns:
              city: {type: text, kind: dimension}
        """;

    [Fact]
    public void Read_QuestionsAndRulesThatCompile_HaveNoProblems()
    {
        var reading = Read(
            questions: """
                packs:
                  basics:
                    questions:
                      - ask: sales of {region} in the last {n} days
                        query: {metrics: [revenue], filters: {column: sales.region, value: "{region}"}, time: "last {n} days", limit: "{n}"}
                      - ask: sales that are {paid}
                        query: {metrics: [revenue], filters: {column: sales.paid, value: "{paid}"}}
                      - ask: sales of {pieces} pieces
                        query: {metrics: [revenue], filters: {column: sales.pieces, value: "{pieces}"}}
                      - ask: regions as text
                        sql: SELECT DISTINCT region FROM sales ORDER BY region
                """,
            insights: """
                insights:
                  regions: {metric: revenue, by: [sales.region], time: last 7 days, detector: {kind: top, n: 3}}
                """,
            policy: "max_date_range_days: 400");

        Assert.Empty(reading.Problems);
        Assert.NotNull(reading.Model);
    }

    [Fact]
    public void Read_QuestionThatDoesNotCompile_NamesLineAndReason()
    {
        var reading = Read(questions: """
            packs:
              basics:
                questions:
                  - ask: amounts with a seven
                    query:
                      metrics: [revenue]
                      filters: {column: sales.amount, op: contains, value: "7"}
            """);

        var problem = Assert.Single(reading.Problems);
        Assert.Equal(("questions.yaml", 5, "plugin.question-not-compiled"), (problem.File, problem.Line, problem.Code));
        Assert.StartsWith("The question 'amounts with a seven' does not compile: ", problem.Message, StringComparison.Ordinal);
        Assert.Null(reading.Model);
    }

    [Fact]
    public void Read_QuestionThatItsOwnPolicyRefuses_IsAProblem()
    {
        var reading = Read(
            questions: """
                packs:
                  basics:
                    questions:
                      - ask: what we sold lately
                        query: {metrics: [revenue], time: last 500 days}
                """,
            policy: "max_date_range_days: 400");

        var problem = Assert.Single(reading.Problems);
        Assert.Equal("The question 'what we sold lately' does not compile: A time range may have at most 400 days.", problem.Message);
        Assert.Equal("Did you mean 'last 400 days'?", problem.Hint);
    }

    [Fact]
    public void Read_RuleOverGroupsThatNothingLeadsTo_IsAProblem()
    {
        var reading = Read(insights: """
            insights:
              cities:
                metric: revenue
                by: [suppliers.city]
                detector: {kind: top, n: 3}
            """);

        var problem = Assert.Single(reading.Problems);
        Assert.Equal(("insights.yaml", 3, "plugin.insight-not-compiled"), (problem.File, problem.Line, problem.Code));
        Assert.StartsWith("The insight 'cities' does not compile: ", problem.Message, StringComparison.Ordinal);
    }

    private static PluginReading Read(string questions = "", string insights = "", string policy = "") => PluginSqlChecker.Read(new PluginSource(
        "shop",
        new Dictionary<string, byte[]>
        {
            [PluginFile.Schema] = Encoding.UTF8.GetBytes(Schema),
            [PluginFile.Metrics] = Encoding.UTF8.GetBytes("metrics:\n  revenue: {type: simple, table: sales, agg: sum, expr: amount}\n"),
            [PluginFile.Questions] = Encoding.UTF8.GetBytes(questions),
            [PluginFile.Policy] = Encoding.UTF8.GetBytes(policy),
            [PluginFile.Insights] = Encoding.UTF8.GetBytes(insights),
        }));
}
