using NlSql.Query.Linking;
using NlSql.Query.Model;
using NlSql.Query.Questions;
using NlSql.Query.Tests.Goldens;
using NlSql.SemanticModel.Definitions;
using static NlSql.Query.Tests.Reading.OneTable;

namespace NlSql.Query.Tests.Questions.FollowUps;

/// <summary>A library that nobody has described: loans, the titles and members that they belong to, and the branches where they were made.</summary>
internal static class Library
{
    private static readonly ValueCatalog Values = new(
    [
        new("loans", "channel", ["Desk", "Machine", "Post"], true), new("titles", "title", ["The Long River", "Night Trains", "Small Gardens"], true),
        new("titles", "genre", ["Crime", "Poetry", "Travel", "Cookbook"], true), new("members", "member_name", ["Ada Bell", "Cy Dunn"], true),
        new("members", "country", ["Portugal", "Norway"], true), new("branches", "branch_name", ["Harbour", "Old Town"], true), new("branches", "region", ["North", "South"], true),
    ]);

    public static QuestionContext Context { get; } = Build();

    private static QuestionContext Build()
    {
        var model = new ModelDefinition
        {
            Plugin = new PluginDefinition { Id = "library", Name = "Library" },
            Version = "test",
            Tables =
            [
                Table("loans", "lent_on", Column("loan_no", ColumnType.Text, ColumnKind.Id), Column("title_no", ColumnType.Text, ColumnKind.Id), Column("member_no", ColumnType.Text, ColumnKind.Id),
                    Column("branch_no", ColumnType.Text, ColumnKind.Id), Column("lent_on", ColumnType.Date, ColumnKind.Time), Column("due_on", ColumnType.Date, ColumnKind.Time),
                    Column("returned_on", ColumnType.Date, ColumnKind.Time), Column("channel", ColumnType.Text, ColumnKind.Dimension), Column("renewed", ColumnType.Boolean, ColumnKind.Dimension),
                    Amount("fine", ColumnType.Decimal) with { Unit = "currency" }),
                Table("titles", null, Column("title_no", ColumnType.Text, ColumnKind.Id), Column("title", ColumnType.Text, ColumnKind.Dimension), Column("genre", ColumnType.Text, ColumnKind.Dimension),
                    Column("pages", ColumnType.Integer, ColumnKind.Fact)),
                Table("members", "joined_on", Column("member_no", ColumnType.Text, ColumnKind.Id), Column("member_name", ColumnType.Text, ColumnKind.Dimension),
                    Column("country", ColumnType.Text, ColumnKind.Dimension), Column("joined_on", ColumnType.Date, ColumnKind.Time)),
                Table("branches", null, Column("branch_no", ColumnType.Text, ColumnKind.Id), Column("branch_name", ColumnType.Text, ColumnKind.Dimension), Column("region", ColumnType.Text, ColumnKind.Dimension)),
            ],
            Relationships = [Join("titles", "title_no"), Join("members", "member_no"), Join("branches", "branch_no")],
            Metrics = [Count("loans", "loan_count", "Number of loans"), Sum("loans", "total_fine", "Total fine", "fine", "currency")],
        };
        return new(Lexicon.Build(model, Values, drafted: true), Retail.ContextFor(new ModelIndex(model)) with { DataDays = [], Anchor = new TimeAnchorDay(new DateOnly(2025, 12, 31)) });
    }

    private static TableDefinition Table(string name, string? time, params ColumnDefinition[] columns) =>
        new() { Name = name, Label = char.ToUpperInvariant(name[0]) + name[1..], PrimaryKey = [columns[0].Name], TimeColumn = time, Columns = columns };

    private static RelationshipDefinition Join(string to, string key) =>
        new() { Name = $"loan_{to}", FromTable = "loans", FromColumns = [key], ToTable = to, ToColumns = [key] };
}
