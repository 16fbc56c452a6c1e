using NlSql.Query.Linking;
using NlSql.Query.Linking.Words;
using NlSql.Query.Reading.Entities.Rules;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Reading.Entities.Forms;

/// <summary>What the rows of a query are ordered by.</summary>
internal sealed class RowOrder(TableScope scope)
{
    private readonly EntityDraft draft = scope.Draft;
    private readonly string table = scope.Table;
    private readonly Reach reach = scope.Reach;

    /// <summary>What the draft orders by; first as it is said, then as these rows have it.</summary>
    public List<(Quantity Key, bool Descending)> Keys { get; } = [.. scope.Draft.Orders];

    /// <summary>The order of the query, once it was taken.</summary>
    public List<OrderTerm> Terms { get; } = [];

    /// <summary>Reads what is said in passing: what nothing names, what is added up for each key, what is counted.</summary>
    /// <param name="keys">What is shown or grouped by.</param>
    public void Settle(List<Part> keys)
    {
        Imply();
        AddUp(keys);
        CountRows(keys);
    }

    /// <summary>The table whose rows rank, null where the rows rank by their own: "the best customers in 2024 by bottles", "the school with the best score in grade 3".</summary>
    /// <param name="added">Only where they are added up.</param>
    public string? Ranking(bool added = false) => Keys.Select(o => o.Key).OfType<Quantity.Value>().Where(k => k.Adds || !added).Select(k => reach.Best(k.Noun)?.TableName).FirstOrDefault(t => t is not null && !reach.LeadsTo(t) && draft.Leads(t, table));

    /// <summary>Takes the order over into the query; false where these rows cannot be ordered so.</summary>
    /// <param name="of">The table whose rows are measured for each row; null for none.</param>
    /// <param name="dimensions">What the rows are grouped by; null where each row is a thing.</param>
    public bool Take(string? of, List<DimensionReference>? dimensions)
    {
        foreach (var (key, descending) in Keys)
        {
            if (key.Noun == SortRule.UsualDate)
            {
                if (dimensions is not null || draft.Table(table) is not { TimeColumn: { } date } || date.Contains('.', StringComparison.Ordinal))
                    return false;
                Terms.Add(new() { By = scope.Name(new(table, date)), Descending = descending });
                continue;
            }

            if (key.Noun == SortRule.Unnamed)
            {
                // "the 3 longest delays, worst first" are in that order anyway.
                if (draft.Ranked && Keys.Exists(o => o.Key.Noun != SortRule.Unnamed))
                    continue;
                var first = scope.Metrics.Count > 0 && dimensions is not null ? scope.Metrics[0].As : draft.Outputs.OfType<Quantity.Value>().Select(o => Outputs.Of(draft, o.Noun, reach)).FirstOrDefault(c => c.Count > 0)?[0] is { } column ? scope.Name(column) : null;
                if (first is null && draft.Thing is { } thing && thing.Tables.Contains(table))
                    first = scope.Name(Outputs.Display(draft.Table(table)!)[0]);
                if (first is null)
                    return false;
                Terms.Add(new() { By = first, Descending = descending });
                continue;
            }

            if (key is Quantity.Value { Noun: var noun, Adds: var adds })
            {
                if (By(noun, descending, adds) is not { } by)
                    return false;
                Terms.Add(new() { By = by.Name, Descending = by.Flip ? !descending : descending });
                continue;
            }

            if (dimensions is null && of is null)
                return false;
            if (scope.Numbers.Metric(key, dimensions is null ? of : null) is not { } metric)
                return false;
            scope.Add(metric);
            Terms.Add(new() { By = metric.As!, Descending = descending });
        }

        return true;
    }

    /// <summary>A column to order by; one of related rows by its largest or smallest value. Null for none; <c>Flip</c> where the order is the other way round.</summary>
    public (string Name, bool Flip)? By(Part noun, bool descending, bool adds = false)
    {
        if (noun.Target is MentionTarget.Gradable)
        {
            MentionTarget.Gradable? Nearest(Func<MentionTarget.Gradable, bool> wanted) => noun.Gradables.Where(g => reach.LeadsTo(g.Target.TableName) && wanted(g.Target))
                .OrderByDescending(g => g.Strength - (0.1 * reach.StepsTo(g.Target.TableName))).Select(g => g.Target).FirstOrDefault();

            // "the order shipped most recently": by the date of the verb, else of what is spoken of, not of whoever it belongs to.
            var found = Verb(noun) is { } verb ? noun.Gradables.Where(g => IsOf(g.Target, verb) && (reach.LeadsTo(g.Target.TableName) || draft.Leads(g.Target.TableName, table))).Select(g => g.Target).FirstOrDefault() : null;
            found ??= Nearest(g => g.TableName == table || draft.Parts.Any(p => p.Tables.Contains(g.TableName)));
            if (found is null)
            {
                // "the customers who ordered most recently": by the latest of their Keys.
                found = noun.Gradables.Where(g => draft.Leads(g.Target.TableName, table)).OrderByDescending(g => g.Strength).Select(g => g.Target).FirstOrDefault() ?? Nearest(_ => true);
                if (found is null)
                    return null;
                scope.Count(Feature.RelatedCondition);
            }

            noun.Chosen = found;
            if (!reach.LeadsTo(found.TableName))
                return (Furthest(new(found.TableName, found.ColumnName), found.Descending), !found.Descending);
            return ($"{found.TableName}.{found.ColumnName}", !found.Descending);
        }

        if (reach.Best(noun) is not { } column)
            return null;
        EntityMetrics.Chose(noun, column);
        if (reach.LeadsTo(column.TableName))
        {
            if (scope.Metrics.Find(m => m.Column == scope.Name(column)) is { } measured)
                return (measured.As!, false);
            return (scope.Name(column, noun), false);
        }

        if (reach.RelatedSteps(column.TableName) >= Reach.Nowhere)
            return null;
        scope.Count(Feature.RelatedCondition);
        return (adds ? OfRelated(column, AggregateFunction.Sum, "total") : Furthest(column, descending), false);
    }

    // What nothing names is what the table's rows are worth; where they are worth nothing, how many there are.
    private void Imply()
    {
        for (var i = 0; i < Keys.Count; i++)
        {
            if (Keys[i].Key.Noun == SuperlativeRule.Units && reach.Best(SuperlativeRule.Units) is null)
                Keys[i] = (new Quantity.Count(SuperlativeRule.Occurrences, false), Keys[i].Descending);
            else if ((Keys[i].Key.Noun == SuperlativeRule.Units || Keys[i].Key.Noun == SuperlativeRule.Worth) && reach.Best(Keys[i].Key.Noun) is { } column)
                scope.Assumptions.Add($"Ranked by {draft.Column(column)!.Label.ToLowerInvariant()}, as nothing else was said.");
        }
    }

    // "which product has the highest amount" of a table of single sales, "which region had the most beds": amounts that can be added up are, for each of them.
    private void AddUp(List<Part> keys)
    {
        if (!draft.Ranked || keys.Count == 0 || !keys.TrueForAll(scope.IsShared))
            return;
        var ledger = draft.Question.Lexicon.Ledgers.Contains(table);
        for (var i = 0; i < Keys.Count; i++)
        {
            if (Keys[i].Key is Quantity.Value { Noun: var noun, Adds: var adds } && (ledger || adds) && reach.Best(noun) is { } column && column.TableName == table && draft.IsAdditive(column))
            {
                Keys[i] = (new Quantity.Aggregate(AggregateFunction.Sum, noun), Keys[i].Descending);
                scope.Assumptions.Add($"Added up: {draft.Column(column)!.Label.ToLowerInvariant()} for each {draft.Column(reach.Best(keys[0])!)!.Label.ToLowerInvariant()}.");
            }
        }
    }

    // "which year had the most releases" of release years: each year is one, so the rows are counted.
    private void CountRows(List<Part> keys)
    {
        for (var i = 0; i < Keys.Count; i++)
        {
            if (Keys[i].Key is Quantity.Count { Noun: { Target: MentionTarget.Column } counted } && reach.Best(counted) is { } column && keys.Exists(k => k != counted && k.Target is MentionTarget.Column && reach.Best(k) == column))
                Keys[i] = (new Quantity.Count(SuperlativeRule.Occurrences, false), Keys[i].Descending);
        }
    }

    // "shipped most recently", "the most recently shipped order": what was done last.
    private string? Verb(Part noun) => new[] { draft.At(noun.Index - 1), draft.At(noun.Index + 1) }.FirstOrDefault(p => p is { Target: MentionTarget.Activity or MentionTarget.Relation } && RelationVerbs.IsPast(p.Text)) is { } verb ? Tokens.EnglishStemmer.Stem(verb.Text) : null;

    private static bool IsOf(MentionTarget.Gradable date, string verb) => date.ColumnName.Split('_').Any(w => w.StartsWith(verb, StringComparison.Ordinal));

    // The largest or smallest value of related rows, as a metric to order by.
    private string Furthest(MentionTarget.Column column, bool largest) =>
        largest ? OfRelated(column, AggregateFunction.Max, "largest") : OfRelated(column, AggregateFunction.Min, "smallest");

    private string OfRelated(MentionTarget.Column column, AggregateFunction function, string prefix)
    {
        var metric = new MetricReference
        {
            Aggregate = function,
            Of = column.TableName,
            Via = scope.Ways.Via(column.TableName, table),
            Column = $"{column.TableName}.{column.ColumnName}",
            As = $"{prefix}_{column.ColumnName}",
        };
        scope.Metrics.Add(metric);
        return metric.As;
    }
}
