using System.Text.Json.Nodes;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Drafting.Models;

/// <summary>Questions to begin with: they show what can be asked, and wait for a person who checks them.</summary>
internal sealed class QuestionDrafter(IReadOnlyList<TableSketch> tables, IReadOnlyList<MetricDefinition> metrics)
{
    private const int MostTables = 6;
    private const int MostGroups = 60;

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
        Ask([$"how many {table.Many} are there", $"number of {table.Many}"], new JsonObject { ["metrics"] = List(count.Name) }, table.IsDefault);
        if (Groups(table).FirstOrDefault() is { } group)
            Ask([$"{table.Many} by {Phrase(group)}"], Grouped(count.Name, Column(table, group)), false);
    }

    private void Measure(TableSketch table)
    {
        if (Main(table, metrics) is not { } main)
            return;
        var label = main.Label.ToLowerInvariant();
        Ask([label, $"what is the {label}"], new JsonObject { ["metrics"] = List(main.Name) }, true);
        foreach (var group in Groups(table).Take(2))
        {
            Ask([$"{label} by {Phrase(group)}"], Grouped(main.Name, Column(table, group)), true);
            var top = Grouped(main.Name, Column(table, group));
            top["order_by"] = List($"{main.Name} desc");
            top["limit"] = "{n}";
            Ask([$"top {{n}} {Phrase(group)} values by {label}"], top, false, new QuestionSlot("n", SlotKind.WholeNumber, null));
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

    /// <summary>The metric that a table is most about: its first sum of money, its first sum, or its number of rows.</summary>
    public static MetricDefinition? Main(TableSketch table, IReadOnlyList<MetricDefinition> metrics)
    {
        var own = metrics.Where(m => m.Table == table.Name && m.Filter is null).ToList();
        return own.Find(m => m is { Aggregate: AggregateFunction.Sum, Unit: "currency" }) ?? own.Find(m => m.Aggregate == AggregateFunction.Sum) ?? own.FirstOrDefault();
    }

    /// <summary>The columns that rows are best grouped by: few values, not all the same.</summary>
    public static IEnumerable<ColumnSketch> Groups(TableSketch table) => table.Columns
        .Where(c => c.Kind == ColumnKind.Dimension && !c.Hidden && c.Profile.Distinct is > 1 and <= MostGroups && c.Profile.Distinct < table.Profile.Rows && c.Profile.Nulls * 2 < c.Profile.Rows && !c.Has("zip", "postal", "postcode"))
        .OrderBy(c => c.Type == ColumnType.Text ? 0 : 1).ThenBy(c => c.Place);

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

    private static string Phrase(ColumnSketch column) => column.Label.ToLowerInvariant();
}
