using NlSql.Query.Linking;
using NlSql.Query.Model;
using NlSql.Query.Sql.Rewriting;
using NlSql.Query.Suggestions;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Query.Questions;

/// <summary>
/// Asks questions of a small made-up shop and forgets the answers: what understands questions is then compiled and in memory, and the first person
/// who asks does not wait for that.
/// </summary>
public static class Rehearsal
{
    private static readonly DateOnly Today = new(2026, 6, 30);

    /// <summary>One of each kind of question.</summary>
    public static IReadOnlyList<string> Questions { get; } =
    [
        "revenue by region",
        "how many customers are there in Spain?",
        "top 5 products by revenue last month",
        "monthly revenue this year compared to last year",
        "average amount per customer in the North",
        "customers who never bought anything",
        "share of revenue by channel",
        "which region grew the most?",
        "names of customers with more than 3 sales over 100",
        "revenue excluding Bikes, by month and region",
        "the most expensive sale of each region",
        "revnue in the north on weekends",
        "frobnicated revenue by region",
        "what can I ask?",
    ];

    /// <summary>Asks them all, of measures that somebody has described and of rows that nobody has; each with what to ask next.</summary>
    /// <param name="cancellationToken">Stops between two questions.</param>
    /// <param name="pause">How long it leaves the processor to others after each question.</param>
    /// <returns>How many can be answered.</returns>
    public static int Run(CancellationToken cancellationToken, TimeSpan pause = default)
    {
        var answerable = 0;
        foreach (var drafted in new[] { false, true })
        {
            var context = ContextOf(ModelOf(drafted), drafted);
            foreach (var question in Questions)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var asked = QuestionCompiler.Compile(question, context);
                NextQuestions.After(asked, context);
                if (asked.Outcome is QuestionOutcome.Ready or QuestionOutcome.AboutTheData)
                    answerable++;
                cancellationToken.WaitHandle.WaitOne(pause);
            }
        }

        return answerable;
    }

    private static QuestionContext ContextOf(ModelDefinition model, bool drafted)
    {
        var values = new ValueCatalog(
        [
            new("sales", "region", ["North", "South", "East", "West"], true),
            new("sales", "channel", ["Online", "Store"], true),
            new("sales", "product", ["Bikes", "Helmets", "Road Lamps"], true),
            new("customers", "name", ["Ada Ames", "Ben Bold", "Cleo Cross"], true),
            new("customers", "country", ["Spain", "France"], true),
        ]);
        return new(Lexicon.Build(model, values, drafted), new QueryContext
        {
            Model = new ModelIndex(model),
            Scope = new DatasetScope(Guid.Empty, [.. model.Tables.Select(t => new DatasetTable(t.Name, $"rehearsal__{t.Name}", [Guid.Empty]))]),
            Anchor = new TimeAnchorDay(Today),
            DataDays = [new TableDays("sales", Today.AddYears(-2), Today)],
        });
    }

    private static ModelDefinition ModelOf(bool drafted) => new()
    {
        Plugin = new PluginDefinition { Id = "rehearsal", Name = "Rehearsal" },
        Version = "rehearsal",
        Tables =
        [
            new TableDefinition
            {
                Name = "sales",
                Label = "Sales",
                TimeColumn = "sold_on",
                Columns =
                [
                    Column("sale_id", ColumnType.Integer, ColumnKind.Id),
                    Column("customer_id", ColumnType.Integer, ColumnKind.Id),
                    Column("sold_on", ColumnType.Date, ColumnKind.Time),
                    Column("region", ColumnType.Text, ColumnKind.Dimension),
                    Column("channel", ColumnType.Text, ColumnKind.Dimension),
                    Column("product", ColumnType.Text, ColumnKind.Dimension),
                    Column("amount", ColumnType.Decimal, ColumnKind.Fact) with { Unit = "USD" },
                ],
            },
            new TableDefinition
            {
                Name = "customers",
                Label = "Customers",
                Columns = [Column("customer_id", ColumnType.Integer, ColumnKind.Id), Column("name", ColumnType.Text, ColumnKind.Dimension), Column("country", ColumnType.Text, ColumnKind.Dimension)],
            },
        ],
        Relationships = [new RelationshipDefinition { Name = "sale_customer", FromTable = "sales", FromColumns = ["customer_id"], ToTable = "customers", ToColumns = ["customer_id"] }],
        Metrics =
        [
            new MetricDefinition { Name = "sales_count", Type = MetricType.Simple, Label = "Sales", Table = "sales", Aggregate = AggregateFunction.Count, Unit = "count" },
            new MetricDefinition { Name = "customers_count", Type = MetricType.Simple, Label = "Customers", Table = "customers", Aggregate = AggregateFunction.Count, Unit = "count" },
            .. drafted ? Array.Empty<MetricDefinition>() :
            [
                new MetricDefinition { Name = "revenue", Type = MetricType.Simple, Label = "Revenue", Table = "sales", Aggregate = AggregateFunction.Sum, Expression = "amount", Unit = "USD" },
            ],
        ],
    };

    private static ColumnDefinition Column(string name, ColumnType type, ColumnKind kind) =>
        new() { Name = name, Label = char.ToUpperInvariant(name[0]) + name[1..].Replace('_', ' '), Type = type, Kind = kind };
}
