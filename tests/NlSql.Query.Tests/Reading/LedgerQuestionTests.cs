using NlSql.Query.Linking;
using NlSql.Query.Model;
using NlSql.Query.Questions;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Tests.Reading;

/// <summary>Questions about one table of single sales that nobody has described: what can be added up is added up.</summary>
public sealed class LedgerQuestionTests
{
    private static QuestionContext Context { get; } = new(
        Lexicon.Build(
            Build(),
            new ValueCatalog(
            [
                new("sales", "region", ["North", "South", "East", "West"], true),
                new("sales", "category", ["Toys", "Food", "Books"], true),
                new("sales", "product", ["P1", "P2", "P3"], true),
            ]),
            drafted: true),
        Retail.ContextFor(new ModelIndex(Build())) with { DataDays = [], Anchor = new TimeAnchorDay(new DateOnly(2024, 12, 31)) });

    public static TheoryData<string, string> Questions => GoldenQuestions.Read("ledger-questions.txt");

    [Theory]
    [MemberData(nameof(Questions))]
    public void Compile_Question_MeansItsQuery(string question, string query)
    {
        var compiled = QuestionCompiler.Compile(question, Context);

        Assert.Equal(QuestionOutcome.Ready, compiled.Outcome);
        Assert.Equal(query, SemanticQueryJson.Write(compiled.Query!));
    }

    [Fact]
    public void Compile_BestWithoutAMeasure_SaysWhatItIsRankedBy() =>
        Assert.Contains("Ranked by total amount, as nothing else was said.", QuestionCompiler.Compile("who is our best customer", Context).Assumptions);

    private static ModelDefinition Build() => new()
    {
        Plugin = new PluginDefinition { Id = "sales", Name = "Sales" },
        Version = "test",
        Tables =
        [
            new()
            {
                Name = "sales",
                Label = "Sales",
                Synonyms = ["orders"],
                PrimaryKey = ["order_id"],
                TimeColumn = "order_date",
                Columns =
                [
                    Column("order_id", ColumnType.Text, ColumnKind.Id), Column("order_date", ColumnType.Date, ColumnKind.Time), Column("region", ColumnType.Text, ColumnKind.Dimension),
                    Column("category", ColumnType.Text, ColumnKind.Dimension), Column("product", ColumnType.Text, ColumnKind.Dimension), Amount("quantity", ColumnType.Integer),
                    Column("unit_price", ColumnType.Decimal, ColumnKind.Fact), Amount("total_amount", ColumnType.Decimal), Column("customer_id", ColumnType.Text, ColumnKind.Id),
                ],
            },
        ],
        Metrics =
        [
            new() { Name = "sale_count", Type = MetricType.Simple, Label = "Number of sales", Table = "sales", Aggregate = AggregateFunction.Count, Unit = "count" },
            Sum("total_quantity", "Total quantity", "quantity", null), Sum("total_amount_sum", "Total amount", "total_amount", "currency") with { Synonyms = ["revenue", "turnover"] },
        ],
    };

    private static ColumnDefinition Column(string name, ColumnType type, ColumnKind kind) => new() { Name = name, Label = char.ToUpperInvariant(name[0]) + name[1..].Replace('_', ' '), Type = type, Kind = kind };

    private static ColumnDefinition Amount(string name, ColumnType type) => Column(name, type, ColumnKind.Fact) with { Additive = Additivity.Full, DefaultAggregate = AggregateFunction.Sum };

    private static MetricDefinition Sum(string name, string label, string column, string? unit) =>
        new() { Name = name, Type = MetricType.Simple, Label = label, Table = "sales", Aggregate = AggregateFunction.Sum, Expression = column, Unit = unit };
}
