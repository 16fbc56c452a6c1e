using System.Text;
using NlSql.Query.Plugins;
using NlSql.SemanticModel.Reading;

namespace NlSql.Query.Tests.Plugins;

/// <summary>The SQL of a plugin: what Postgres would refuse for its types is found when the plugin loads, and nothing else is.</summary>
public sealed class PluginSqlCheckerTests
{
    [Theory]
    [InlineData("sum", "region", "no sum")]
    [InlineData("sum", "upper(region)", "There is no sum of a text.")]
    [InlineData("avg", "CASE WHEN paid THEN region ELSE 'none' END", "There is no avg of a text.")]
    [InlineData("sum", "amount + region", "A number and a text cannot be added.")]
    [InlineData("sum", "sold_on + region", "A date and a text cannot be added.")]
    [InlineData("sum", "sold_on * 2", "A date and a number cannot be multiplied.")]
    [InlineData("sum", "sold_on + sent_at", "A date and a timestamp cannot be added.")]
    [InlineData("sum", "-paid", "A truth value has no sign.")]
    [InlineData("sum", "CASE WHEN region THEN amount END", "Here stands a condition, and this is a text.")]
    [InlineData("sum", "CASE WHEN paid THEN amount ELSE sold_on END", "It is once a number and once a date.")]
    [InlineData("sum", "coalesce(amount, region)", "It is once a number and once a text.")]
    [InlineData("sum", "abs(region)", "'abs' needs a number, and this is a text.")]
    public void Read_ExpressionOfAWrongType_IsAProblem(string aggregate, string expression, string message) =>
        Assert.Contains(message, Assert.Single(Problems(Metric(aggregate, expression))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("sum", "amount * 2 - 1.5")]
    [InlineData("sum", "sold_on - DATE '2024-01-01'")]
    [InlineData("avg", "EXTRACT(epoch FROM sent_at - sold_on)")]
    [InlineData("sum", "CASE WHEN region = 'North' THEN amount ELSE 0 END")]
    [InlineData("sum", "CASE region WHEN 'North' THEN 1 ELSE NULL END")]
    [InlineData("sum", "coalesce(amount, 0)")]
    [InlineData("sum", "CAST(region AS integer)")]
    [InlineData("max", "region")]
    [InlineData("count_distinct", "upper(region) || sold_on")]
    [InlineData("sum", "width_bucket(amount, 0, 10, 5)")]
    public void Read_ExpressionThatFits_IsNone(string aggregate, string expression) => Assert.Empty(Problems(Metric(aggregate, expression)));

    [Theory]
    [InlineData("amount", "A filter is a condition, and this is a number.")]
    [InlineData("sold_on = 2024", "A date cannot be compared with a number.")]
    [InlineData("amount > sold_on", "A number cannot be compared with a date.")]
    [InlineData("sold_on BETWEEN 1 AND 2", "A date cannot be compared with a number.")]
    [InlineData("region IN ('a', amount)", "A text cannot be compared with a number.")]
    [InlineData("amount LIKE '1%'", "Only texts are like a pattern, and this is a number.")]
    [InlineData("amount AND paid", "Here stands a condition, and this is a number.")]
    [InlineData("NOT region", "Here stands a condition, and this is a text.")]
    public void Read_FilterThatIsNoCondition_IsAProblem(string filter, string message) =>
        Assert.StartsWith(message, Problems(Segment(filter))[0].Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("paid")]
    [InlineData("NOT paid AND amount > 5")]
    [InlineData("sold_on >= '2024-01-01'")]
    [InlineData("sent_at > sold_on")]
    [InlineData("sold_on + 7 < sent_at")]
    [InlineData("sold_on > sent_at - INTERVAL '7 days'")]
    [InlineData("region IN ('a', 'b') OR region IS NULL")]
    [InlineData("lower(region) LIKE 'n%'")]
    [InlineData("paid IS NOT TRUE")]
    [InlineData("coalesce(paid, false)")]
    public void Read_FilterThatIsACondition_IsNone(string filter) => Assert.Empty(Problems(Segment(filter)));

    [Fact]
    public void Read_WrongType_StandsWhereItIsWritten()
    {
        var problem = Problems(Segment("sold_on = 2024"))[0];

        Assert.Equal((PluginFile.Metrics, 2, PluginProblemCodes.BadExpression), (problem.File, problem.Line, problem.Code));
    }

    private static string Metric(string aggregate, string expression) => $"metrics:\n  m: {{type: simple, table: sales, agg: {aggregate}, expr: \"{expression}\"}}\n";

    private static string Segment(string filter) => $"segments:\n  s: {{table: sales, filter: \"{filter}\"}}\n";

    private static IReadOnlyList<PluginProblem> Problems(string metrics)
    {
        const string schema = """
            plugin: {id: shop, name: Shop}
            tables:
              sales:
                columns:
                  region: {type: text, kind: dimension}
                  sold_on: {type: date, kind: time}
                  sent_at: {type: timestamp, kind: time}
                  amount: {type: decimal, kind: fact}
                  paid: {type: boolean, kind: dimension}
            """;
        var files = PluginSource.FileNames.ToDictionary(f => f, _ => Array.Empty<byte>());
        files[PluginFile.Schema] = Encoding.UTF8.GetBytes(schema);
        files[PluginFile.Metrics] = Encoding.UTF8.GetBytes(metrics);
        return PluginSqlChecker.Read(new PluginSource("shop", files)).Problems;
    }
}
