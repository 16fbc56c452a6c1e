using System.Text.Json.Nodes;
using NlSql.Drafting.Profiling;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Drafting.Models;

/// <summary>Questions to begin with: they show what can be asked, and wait for a person who checks them.</summary>
internal sealed class QuestionDrafter(IReadOnlyList<TableSketch> tables, IReadOnlyList<MetricDefinition> metrics, IReadOnlyList<RelationshipDefinition> relationships)
{
    private const int MostTables = 6;
    private const int MostGroups = 60;

    // What people group by first, where a table has it.
    private static readonly string[] Usual =
        ["region", "category", "segment", "country", "channel", "department", "store", "product", "type", "genre", "status", "priority", "reason", "city", "state", "group"];

    private readonly List<VerifiedQuestion> questions = [];
    private readonly HashSet<string> asked = [];

    public IReadOnlyList<QuestionPack> Draft()
    {
        foreach (var table in tables.OrderByDescending(t => t.IsDefault).Take(MostTables))
            Count(table);
        foreach (var table in tables.Where(t => t.IsDefault))
            Measure(table);
        return [new QuestionPack { Name = "basics", Title = "To begin with", Description = "What the data can tell.", Questions = questions }];
    }

    private void Count(TableSketch table)
    {
        if (metrics.FirstOrDefault(m => m.Table == table.Name && m is { Aggregate: AggregateFunction.Count, Filter: null }) is not { } count)
            return;
        if (table.Whole is { } whole && metrics.FirstOrDefault(m => m.Table == table.Name && m.Aggregate == AggregateFunction.CountDistinct && m.Expression == SqlName.Of(whole.Name)) is { } things)
        {
            var several = NameWords.Plural(string.Join(' ', whole.Meaning.SkipLast(1)));
            Ask([$"how many {several} are there", $"number of {several}"], new JsonObject { ["metrics"] = List(things.Name) }, table.IsDefault);
        }

        Ask([$"how many {table.Many} are there", $"number of {table.Many}"], new JsonObject { ["metrics"] = List(count.Name) }, table.IsDefault && table.Whole is null);
        if (Groups(table).FirstOrDefault() is { } group)
            Ask([$"{table.Many} by {Phrase(group)}"], Grouped(count.Name, Column(table, group)), false);
    }

    private void Measure(TableSketch table)
    {
        if (Main(table, metrics) is not { } main)
            return;
        var label = main.Label.ToLowerInvariant();
        Ask([label, $"what is the {label}"], new JsonObject { ["metrics"] = List(main.Name) }, true);
        foreach (var (phrase, column, isFlag) in Groups(table).Select(g => (Phrase(g), Column(table, g), g.IsFlag)).Concat(Related(table).Select(r => (r.Phrase, r.Column, false))).Take(3))
        {
            Ask([$"{label} by {phrase}"], Grouped(main.Name, column), true);
            var top = Grouped(main.Name, column);
            top["order_by"] = List($"{main.Name} desc");
            top["limit"] = "{n}";
            // Yes and no have no order worth asking for.
            if (!isFlag)
                Ask([$"top {{n}} {Plural(phrase)} by {label}"], top, false, new QuestionSlot("n", SlotKind.WholeNumber, null));
        }

        if (Groups(table).FirstOrDefault(c => c.Type == ColumnType.Text) is { } sliced)
        {
            var filtered = new JsonObject { ["metrics"] = List(main.Name), ["filters"] = new JsonObject { ["column"] = Column(table, sliced), ["value"] = "{which}" } };
            Ask([$"{label} where {Phrase(sliced)} is {{which}}"], filtered, false, new QuestionSlot("which", SlotKind.Value, Column(table, sliced)));
        }

        if (table.Time is not { } time)
            return;
        var monthly = new JsonObject
        {
            ["metrics"] = List(main.Name),
            ["dimensions"] = new JsonArray(new JsonObject { ["column"] = Column(table, time), ["grain"] = "month", ["as"] = "month" }),
            ["order_by"] = List("month"),
        };
        Ask([$"{label} by month", $"monthly {label}"], monthly, true);
    }

    // What the tables that it refers to are called by: "by store name".
    private IEnumerable<(string Phrase, string Column)> Related(TableSketch table) =>
        from relationship in relationships
        where relationship.FromTable == table.Name && relationship.ToTable != table.Name
        let target = tables.First(t => t.Name == relationship.ToTable)
        let name = target.Columns.FirstOrDefault(c => c is { Type: ColumnType.Text, Kind: ColumnKind.Dimension, Hidden: false, Pii: false } && c.Has("name", "title"))
        where name is not null && name.Profile.Distinct is > 1 and <= MostGroups
        let phrase = Phrase(name)
        let role = (relationship.Role ?? target.One).Replace('_', ' ')
        select (name.Meaning.Count > 1 && relationship.Role is null ? phrase : $"{role} {phrase}", $"{relationship.Role ?? target.Name}.{name.Name}");

    /// <summary>The metric that a table is most about: its first sum of money, its first sum, or its number of rows.</summary>
    public static MetricDefinition? Main(TableSketch table, IReadOnlyList<MetricDefinition> metrics)
    {
        var own = metrics.Where(m => m.Table == table.Name && m.Filter is null).ToList();
        return own.Find(m => m is { Aggregate: AggregateFunction.Sum, Unit: "currency" }) ?? own.Find(m => m.Aggregate == AggregateFunction.Sum) ?? own.FirstOrDefault();
    }

    /// <summary>The columns that rows are best grouped by: few values, not all the same.</summary>
    public static IEnumerable<ColumnSketch> Groups(TableSketch table) => table.Columns
        .Where(c => c.Kind == ColumnKind.Dimension && !c.Hidden && !c.Pii && c.Profile.Distinct is > 1 and <= MostGroups && c.Profile.Distinct < table.Profile.Rows && c.Profile.Nulls * 2 < c.Profile.Rows && !c.Has(UsualTypes.PostalCodes))
        .OrderBy(c => c.Type == ColumnType.Text ? 0 : 1).ThenBy(c => c.Has(Usual) ? 0 : 1).ThenBy(c => c.Place);

    private void Ask(IReadOnlyList<string> asks, JsonObject query, bool suggest, params QuestionSlot[] slots)
    {
        var fresh = asks.Where(a => asked.Add(a.ToLowerInvariant())).ToList();
        if (fresh.Count > 0)
            questions.Add(new VerifiedQuestion { Ask = fresh, Slots = slots, Query = new QueryTemplate(query.ToJsonString()), Suggest = suggest });
    }

    private static JsonObject Grouped(string metric, string column) =>
        new() { ["metrics"] = List(metric), ["dimensions"] = List(column), ["order_by"] = List($"{metric} desc") };

    private static JsonArray List(string text) => new(text);

    private static string Column(TableSketch table, ColumnSketch column) => $"{table.Name}.{column.Name}";

    private static string Plural(string phrase) => phrase.LastIndexOf(' ') is var space && space < 0 ? NameWords.Plural(phrase) : $"{phrase[..space]} {NameWords.Plural(phrase[(space + 1)..])}";

    // Questions are in English, whatever the header is in.
    private static string Phrase(ColumnSketch column) => NameWords.AreForeign(column.Words) ? string.Join(' ', column.Meaning) : column.Label.ToLowerInvariant();
}
