using NlSql.Query.Linking;
using NlSql.Query.Linking.Words;
using NlSql.Query.Model;
using NlSql.Query.Planning;
using NlSql.Query.Tokens;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Query.Reading.Rules;

/// <summary>Adds measures to a draft, each once.</summary>
internal static class Measures
{
    public static Measure Add(Draft draft, Item item, string metric)
    {
        item.Role = "measure";
        if (draft.Measures.FirstOrDefault(m => m.Metric == metric) is { } known)
            return known;
        var measure = new Measure { Metric = metric, Source = item };
        draft.Measures.Add(measure);
        return measure;
    }

    public static Measure Add(Draft draft, Item item, AggregateFunction aggregate)
    {
        item.Role = "measure";
        var measure = new Measure { Aggregate = aggregate, Source = item };
        draft.Measures.Add(measure);
        return measure;
    }

    /// <summary>Counts the rows of a table; by the model's metric where it has one.</summary>
    public static Measure CountRows(Draft draft, Item item)
    {
        var table = ((MentionTarget.Table)item.Target).Name;
        if (CountedThings.Column(draft.Model.FindTable(table)!, draft.Question.Words[item.Mention.End - 1].Token.Stem) is { } number)
            return OfWorth(draft, item, number, AggregateFunction.Sum);
        item.Role = "counted";
        var measure = new Measure { Aggregate = AggregateFunction.Count, Source = item, CountsRows = true };
        if (draft.Measures.FirstOrDefault(m => m.CountsRows && m.Source?.Target is MentionTarget.Table t && t.Name == table) is { } known)
            return known;
        draft.Measures.Add(measure);
        return measure;
    }

    /// <summary>Counts the rows of a table that a value or a column of yes and no says: "no-shows".</summary>
    public static Measure CountRows(Draft draft, Item state, string table) =>
        CountRows(draft, new Item(Mention.Of(state.Mention.Start, state.Mention.End, new MentionTarget.Table(table)), state.Index));

    /// <summary>"how many more tickets": they are counted.</summary>
    public static void CountIfMany(Draft draft, Item difference)
    {
        if (Enumerable.Range(difference.Mention.Start, difference.Mention.End - difference.Mention.Start).Any(i => draft.Question.Words[i].Best == "many") && draft.Next(difference) is { Used: false, Target: MentionTarget.Table } rows)
            CountRows(draft, rows);
    }

    /// <summary>The sum of what a ledger's rows are worth, where the word for them is a word for money: "sales", "expenses"; null for others.</summary>
    public static MetricDefinition? Worth(Draft draft, Item item)
    {
        if (item.Target is not MentionTarget.Table table || draft.Question.Lexicon.Ledgers.Worth(table.Name) is not { } worth
            || !MoneyNouns.Contains(draft.Question.Words[item.Mention.End - 1].Token))
            return null;
        return draft.Model.Metrics.FirstOrDefault(m => m is { Type: MetricType.Simple, Aggregate: AggregateFunction.Sum, Filter: null } && m.Table == table.Name && m.Expression == worth);
    }

    /// <summary>Measures what the rows of a ledger are worth where a noun says the rows: "average expense", "highest order per region".</summary>
    public static Measure OfWorth(Draft draft, Item rows, string worth, AggregateFunction aggregate)
    {
        rows.Chosen = new MentionTarget.Column(((MentionTarget.Table)rows.Target).Name, worth);
        rows.Qualified = true;
        return Add(draft, rows, aggregate);
    }

    /// <summary>The measure that a noun stands for where one is wanted: a metric, a number column by its usual aggregate, a table's rows.</summary>
    public static Measure? Of(Draft draft, Item item)
    {
        switch (item.Target)
        {
            case MentionTarget.Metric metric:
                return Add(draft, item, metric.Name);
            case MentionTarget.Table:
                return CountRows(draft, item);
            case MentionTarget.Column when FactColumn(draft, item) is { } column:
                return Add(draft, item, IsOfUnits(draft, item) ? AggregateFunction.Sum : column.DefaultAggregate ?? (column.Additive == Additivity.Full ? AggregateFunction.Sum : AggregateFunction.Avg));
            default:
                return null;
        }
    }

    // "top 3 buyers by dozens taken": the dozens that were sold lead to a buyer, those that were graded do not.
    private static IEnumerable<MentionCandidate> Nearest(Draft draft, Item item)
    {
        if (item.Mention.Candidates.Count < 2)
            return item.Mention.Candidates;
        var things = draft.Items.Where(i => i != item).Select(i => i.Target switch
        {
            MentionTarget.Table table => table.Name,
            MentionTarget.Column { TableName: var of } column when draft.Model.FindTable(of)?.FindColumn(column.ColumnName) is { Kind: ColumnKind.Dimension } => of,
            _ => null,
        }).OfType<string>().Distinct().ToList();
        // "which machine produced the most units": those of production, before those that were ordered.
        var strongest = item.Mention.Candidates.Max(c => c.Strength);
        return item.Mention.Candidates.OrderBy(c => c.Target is MentionTarget.Column column && things.TrueForAll(t => draft.Question.Lexicon.Reach.From(column.TableName).Steps(t) < TableReach.Nowhere) ? 0 : 1)
            .ThenBy(c => c.Link == LinkKind.Part && c.Strength == strongest && c.Target is MentionTarget.Column column && draft.Question.Roots.Contains(WordRoots.Of(column.TableName)) ? 0 : 1);
    }

    // "grams by year" are all of them, whatever a weight usually is.
    private static bool IsOfUnits(Draft draft, Item item) => item.Mention.End == item.Mention.Start + 1 && Units.Contains(draft.Question.Folded[item.Mention.Start]);

    private static readonly HashSet<string> Units = new(StringComparer.Ordinal) { "grams", "grammes", "kilos", "kilograms", "tonnes", "tons", "litres", "liters", "hectares", "hours", "minutes", "miles", "kilometres", "kilometers" };

    /// <summary>Whether a mention means a column of days or moments: such are counted by their rows.</summary>
    public static bool IsDate(Draft draft, Item item) => item.Target is MentionTarget.Column column && IsDate(draft, column);

    /// <summary>Whether a column holds days or moments.</summary>
    public static bool IsDate(Draft draft, MentionTarget.Column column) => draft.Model.FindTable(column.TableName)?.FindColumn(column.ColumnName) is { } definition && TypeWords.IsDay(definition.Type);

    /// <summary>The number column that a mention means; null when it means another kind. Chooses it among the candidates.</summary>
    public static ColumnDefinition? FactColumn(Draft draft, Item item)
    {
        foreach (var candidate in Nearest(draft, item))
        {
            if (candidate.Target is MentionTarget.Column target && draft.Model.FindTable(target.TableName)?.FindColumn(target.ColumnName) is { } column
                && column.Type is ColumnType.Integer or ColumnType.Decimal && column.Kind != ColumnKind.Id)
            {
                item.Chosen = target;
                return column;
            }
        }

        return null;
    }
}
