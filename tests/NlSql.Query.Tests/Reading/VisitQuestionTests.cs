using NlSql.Query.Linking;
using NlSql.Query.Model;
using NlSql.Query.Questions;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Tests.Reading;

/// <summary>Questions about one table of single visits that nobody has described: columns of yes and no, durations, and what has no row of a kind.</summary>
public sealed class VisitQuestionTests
{
    private static QuestionContext Context { get; } = new(
        Lexicon.Build(
            Build(),
            new ValueCatalog([new("visits", "doctor", ["Dr. Adams", "Dr. Chen"], true), new("visits", "ward", ["Cardiology", "Surgery", "Eye clinic"], true)]),
            drafted: true),
        Retail.ContextFor(new ModelIndex(Build())) with { DataDays = [], Anchor = new TimeAnchorDay(new DateOnly(2025, 12, 31)) });

    public static TheoryData<string, string> Questions => GoldenQuestions.Read("visit-questions.txt");

    [Theory]
    [MemberData(nameof(Questions))]
    public void Compile_Question_MeansItsQuery(string question, string query)
    {
        var compiled = QuestionCompiler.Compile(question, Context);

        Assert.Equal(QuestionOutcome.Ready, compiled.Outcome);
        Assert.Equal(query, SemanticQueryJson.Write(compiled.Query!));
    }

    [Fact]
    public void Compile_CountOfAColumnOfYesAndNo_IsCalledByTheColumn() =>
        Assert.Equal("Number of no show", QuestionCompiler.Compile("how many no-shows", Context).Compiled!.Columns[0].Label);

    private static ModelDefinition Build() => new()
    {
        Plugin = new PluginDefinition { Id = "visits", Name = "Visits" },
        Version = "test",
        Tables =
        [
            new()
            {
                Name = "visits",
                Label = "Visits",
                PrimaryKey = ["visit_nr"],
                TimeColumn = "visit_date",
                Columns =
                [
                    Column("visit_nr", ColumnType.Text, ColumnKind.Id), Column("visit_date", ColumnType.Date, ColumnKind.Time), Column("patient", ColumnType.Text, ColumnKind.Dimension),
                    Column("doctor", ColumnType.Text, ColumnKind.Dimension), Column("ward", ColumnType.Text, ColumnKind.Dimension), Column("fee", ColumnType.Decimal, ColumnKind.Fact) with { Additive = Additivity.Full, DefaultAggregate = AggregateFunction.Sum },
                    Column("minutes", ColumnType.Integer, ColumnKind.Fact), Column("no_show", ColumnType.Boolean, ColumnKind.Dimension),
                ],
            },
        ],
        Metrics =
        [
            new() { Name = "visit_count", Type = MetricType.Simple, Label = "Number of visits", Table = "visits", Aggregate = AggregateFunction.Count, Unit = "count" },
            new() { Name = "no_show_visit_count", Type = MetricType.Simple, Label = "Number of no show visits", Table = "visits", Aggregate = AggregateFunction.Count, Filter = "no_show IS TRUE", Unit = "count" },
            new() { Name = "no_show_visit_share", Type = MetricType.Ratio, Label = "Share of no show visits", Numerator = "no_show_visit_count", Denominator = "visit_count", Unit = "percent", Synonyms = ["no show rate", "share of no show"] },
            new() { Name = "total_fee", Type = MetricType.Simple, Label = "Total fee", Table = "visits", Aggregate = AggregateFunction.Sum, Expression = "fee", Unit = "currency" },
        ],
    };

    private static ColumnDefinition Column(string name, ColumnType type, ColumnKind kind) => new() { Name = name, Label = char.ToUpperInvariant(name[0]) + name[1..].Replace('_', ' '), Type = type, Kind = kind };
}
