using NlSql.Query.Linking;
using NlSql.Query.Reading.Entities.Rules;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Reading.Entities;

/// <summary>The query that a draft means when one row of a table is one thing.</summary>
internal sealed class EntityQuery(EntityDraft draft, string table, Dictionary<Feature, double> features)
{
    private readonly Reach reach = new(draft, table);
    private readonly Ways ways = new(draft);
    private readonly List<MetricReference> metrics = [];
    private readonly List<OrderTerm> order = [];
    private readonly List<string> assumptions = [];
    private readonly List<(Quantity Key, bool Descending)> orders = [.. draft.Orders];

    /// <summary>What this query assumes beyond the draft, in sentences.</summary>
    public IReadOnlyList<string> Assumptions => assumptions;

    /// <summary>The query; null when this table makes no sense of the draft.</summary>
    /// <param name="behind">How far its cover is behind the best one, to leave out what cannot run; null for all.</param>
    public SemanticQuery? Build(double? behind = null)
    {
        var measures = draft.Outputs.Where(o => o is not Quantity.Value).ToList();
        var shown = draft.Outputs.OfType<Quantity.Value>().Select(o => o.Noun).ToList();
        Place();
        if (behind is { } score && !ScoredReading.MayRun(score, features, ReadingWeights.AcceptableDoubt, doubted: true))
            return null;
        if (measures.Count > 0 && shown.Count == 0 && draft.Groups.Count == 0)
            return Whole(measures);
        var keys = draft.Groups.Count > 0 && measures.Count > 0 ? [.. draft.Groups, .. shown.Where(s => !draft.Groups.Contains(s))] : shown;
        if (keys.Count == 0 && draft.Thing is null && !draft.AsksWho)
            return null;
        if (keys.Count > 1)
            keys = [.. keys.Where(k => !(k is { Target: MentionTarget.Table, Role: not "shown" } && keys.Any(o => o.Target is MentionTarget.Column && reach.Best(o) is { } column && k.Tables.Contains(column.TableName))))];
        Imply();
        AddUp(keys);
        var counted = Counted(measures);
        return counted is not null && IsCategory(keys, counted) ? Categories(keys, measures, counted) : Things(keys, measures, counted);
    }

    // What nothing names is what the table's rows are worth; where they are worth nothing, how many there are.
    private void Imply()
    {
        for (var i = 0; i < orders.Count; i++)
        {
            if (orders[i].Key.Noun == SuperlativeRule.Units && reach.Best(SuperlativeRule.Units) is null)
                orders[i] = (new Quantity.Count(SuperlativeRule.Occurrences, false), orders[i].Descending);
            else if ((orders[i].Key.Noun == SuperlativeRule.Units || orders[i].Key.Noun == SuperlativeRule.Worth) && reach.Best(orders[i].Key.Noun) is { } column)
                assumptions.Add($"Ranked by {draft.Column(column)!.Label.ToLowerInvariant()}, as nothing else was said.");
        }
    }

    // "which product has the highest amount" of a table of single sales: amounts that can be added up are, for each product.
    private void AddUp(List<Part> keys)
    {
        if (!draft.Ranked || !draft.Question.Lexicon.Ledgers.Contains(table) || keys.Count == 0 || !keys.TrueForAll(IsShared))
            return;
        for (var i = 0; i < orders.Count; i++)
        {
            if (orders[i].Key is Quantity.Value { Noun: var noun } && reach.Best(noun) is { } column && column.TableName == table && draft.IsAdditive(column))
            {
                orders[i] = (new Quantity.Aggregate(AggregateFunction.Sum, noun), orders[i].Descending);
                assumptions.Add($"Added up: {draft.Column(column)!.Label.ToLowerInvariant()} for each {draft.Column(reach.Best(keys[0])!)!.Label.ToLowerInvariant()}.");
            }
        }
    }

    private bool IsShared(Part key) => key.Target is MentionTarget.Column && reach.Best(key) is { } column && reach.LeadsTo(column.TableName)
        && draft.Column(column) is { Kind: ColumnKind.Dimension or ColumnKind.Id, Type: ColumnType.Text } && !draft.Table(table)!.PrimaryKey.Contains(column.ColumnName) && (column.TableName != table || !Outputs.Identifies(draft, column));

    // How well the table fits as the thing that is asked about.
    private void Place()
    {
        // What is counted for each group is no thing of its own: "prices of products by manufacturer".
        var counted = draft.Thing is { } counting && (draft.Groups.Count > 0 || draft.Outputs.Exists(o => o is Quantity.Value)) && draft.Outputs.Exists(o => o is not Quantity.Value && Counted([o]) is { } other && counting.Tables.Contains(other));
        if (draft.Thing is { } thing && !thing.Tables.Contains(table) && !counted && !IsCountedFor(thing))
            Count(Feature.OtherThing, Pairs(thing) ? 0.25 : Holds(thing) ? 0.42 : 1);
        else if (draft.Thing is null && draft.Outputs.Where(o => o.Noun.Target is MentionTarget.Column).Select(o => reach.Best(o.Noun)).OfType<MentionTarget.Column>().ToList() is { Count: > 0 } shown && shown.TrueForAll(c => c.TableName != table))
            Count(Feature.OtherThing, 0.15);
        else if (draft.Thing is null && !draft.Parts.Any(p => p.Tables.Contains(table) || p.Columns.Any(c => c.Target.TableName == table) || p.Values.Any(v => v.Target.TableName == table)))
            Count(Feature.OtherThing, 1.5);
    }

    // "How many accounts does the customer have", "department ids and salaries of departments with …": rows of this table, by the thing that they refer to.
    private bool IsCountedFor(Part thing)
    {
        if (!thing.Tables.Any(reach.LeadsTo) || draft.Outputs.Count == 0)
            return false;
        var shown = draft.Outputs.OfType<Quantity.Value>().Select(o => reach.Best(o.Noun)).ToList();
        if (draft.Outputs.Count > shown.Count && shown.Count == 0)
            return draft.Groups.Count == 0 && Counted(draft.Outputs) == table;
        return draft.Outputs.Count > shown.Count && shown.TrueForAll(c => c is not null && c.TableName == table && draft.Model.Relationships.Any(r => r.FromTable == table && thing.Tables.Contains(r.ToTable) && r.FromColumns.Contains(c.ColumnName)));
    }

    private List<(Part Noun, MentionTarget.Column Column)>? ShownFor(Part thing)
    {
        var shown = draft.Outputs.OfType<Quantity.Value>().Where(o => o.Noun.Target is MentionTarget.Column).Select(o => (o.Noun, Column: reach.Best(o.Noun))).ToList();
        return shown.Count == 0 || !thing.Tables.Any(reach.LeadsTo) || shown.Exists(s => s.Column is null || !reach.LeadsTo(s.Column.TableName)) ? null : [.. shown.Select(s => (s.Noun, s.Column!))];
    }

    // "start dates of the bookings for apartments": rows of this table hold what is shown of the thing.
    private bool Holds(Part thing) =>
        ShownFor(thing) is { } shown && shown.Exists(s => s.Column.TableName == table && !s.Noun.Columns.Any(c => thing.Tables.Contains(c.Target.TableName)));

    // "names of phones and districts of the markets", "the customer's address": only rows of this table lead to both.
    private bool Pairs(Part thing)
    {
        if (ShownFor(thing) is not { } shown)
            return false;
        var tables = shown.Select(s => s.Column.TableName).Concat(thing.Tables.Take(1)).Distinct().ToList();
        return tables.Exists(one => tables.Exists(other => one != other && one != table && other != table && !draft.Leads(one, other) && !draft.Leads(other, one)));
    }

    /// <summary>The keys of the first rows of this table in the order that is said; null when it cannot be ordered so.</summary>
    public SemanticQuery? First(Demand.First first, string key)
    {
        if (first.Key is Quantity.Value { Noun: var noun })
        {
            if (Sorted(noun, first.Descending) is not { } by)
                return null;
            order.Add(new() { By = by.Name, Descending = by.Flip ? !first.Descending : first.Descending });
        }
        else
        {
            var of = first.Key.Noun.Target is MentionTarget.Table ? first.Key.Noun.Tables.First() : reach.Best(first.Key.Noun)?.TableName;
            if (of is null || of == table || Metric(first.Key, of) is not { } metric)
                return null;
            metrics.Add(metric);
            order.Add(new() { By = metric.As!, Descending = first.Descending });
        }

        return new()
        {
            From = table,
            Return = [OutputReference.Of($"{table}.{key}")],
            Metrics = metrics.ToValueList(),
            OrderBy = order.ToValueList(),
            Limit = first.Rows,
            Shape = metrics.Count > 0 ? QueryShape.Aggregate : QueryShape.Rows,
        };
    }

    /// <summary>One row of numbers: "how many customers", "average and maximum price".</summary>
    private SemanticQuery? Whole(List<Quantity> measures)
    {
        QueryFilter? first = null;
        if (draft.Ranked)
        {
            // "residents of the 3 largest districts": of those rows.
            if (draft is { Orders: [var by], Limit: { } most } && draft.Table(table) is { PrimaryKey: [var key] } && new EntityQuery(draft, table, features).First(new(draft.Thing ?? by.Key.Noun, by.Key, by.Descending, most) { Place = (0, 0) }, key) is { } ranked)
                first = new QueryFilter.Membership($"{table}.{key}", false, ranked);
            else
                Count(Feature.NothingToRank);
        }

        foreach (var measure in measures)
        {
            if (Metric(measure, null) is not { } metric)
                return null;
            metrics.Add(metric);
        }

        var (rows, _) = Conditions.Of(draft, table, null, features, RelatedNumbers());
        return new() { From = table, Metrics = metrics.ToValueList(), Filters = Conditions.Combine([.. new[] { first, rows }.OfType<QueryFilter>()], false) };
    }

    /// <summary>Values of columns with what is measured of the rows that have them: "how many stores in each city".</summary>
    private SemanticQuery? Categories(List<Part> keys, List<Quantity> measures, string? counted)
    {
        List<DimensionReference> dimensions = [];
        List<OutputReference> outputs = [];
        foreach (var key in keys)
        {
            var columns = Outputs.Of(draft, key, reach);
            if (columns.Count == 0 || columns.Any(c => !reach.LeadsTo(c.TableName)))
                return null;
            Chose(key, columns[0]);
            dimensions.AddRange(columns.Select(c => new DimensionReference { Column = Name(c, key) }).Where(d => !dimensions.Contains(d)));
            outputs.AddRange(columns.Select(c => OutputReference.Of(Name(c, key))));
        }

        foreach (var measure in measures)
        {
            if (Metric(measure, null) is not { } metric)
                return null;
            metrics.Add(metric);
            outputs.Add(OutputReference.Of(metric.As!));
        }

        if (counted != table && counted is not null)
            Count(Feature.ColumnOfOtherTable, reach.StepsTo(counted) + keys.Sum(k => reach.Best(k) is { } column ? reach.StepsTo(column.TableName) : 0));
        if (!Order(null, dimensions))
            return null;
        var having = Having(null);
        var (rows, _) = Conditions.Of(draft, table, null, features);
        return new()
        {
            From = table,
            Dimensions = dimensions.ToValueList(),
            Metrics = metrics.ToValueList(),
            Return = outputs.Distinct().ToValueList(),
            Filters = rows,
            Having = Conditions.Combine(having, draft.Alternatives),
            OrderBy = order.ToValueList(),
            Limit = draft.Limit,
            Offset = draft.Skipped,
        };
    }

    /// <summary>Rows of the table, with numbers about the rows that belong to each.</summary>
    private SemanticQuery? Things(List<Part> keys, List<Quantity> measures, string? counted)
    {
        List<OutputReference> outputs = [];
        if (keys.Count == 0 && draft.Thing is null)
            outputs.AddRange(Outputs.Display(draft.Table(table)!).Select(c => OutputReference.Of(Name(c))));
        foreach (var key in keys.Count > 0 ? keys : draft.Everything || draft.Thing is null ? [] : [draft.Thing])
        {
            var columns = key == draft.Thing && keys.Count == 0 && !key.Tables.Contains(table) ? [] : Outputs.Of(draft, key, reach);
            if (columns.Count == 0)
                return null;
            Chose(key, columns[0]);
            foreach (var column in columns)
            {
                if (!reach.LeadsTo(column.TableName))
                {
                    Count(Feature.UnreachableColumn);
                    return null;
                }

                if (reach.StepsTo(column.TableName) is var steps and > 0)
                    Count(Feature.ColumnOfOtherTable, steps);
                if (draft.Model.Relationships.Any(r => r.FromTable == column.TableName && r.FromColumns.Contains(column.ColumnName) && r.ToColumns.Contains(column.ColumnName)) && !draft.Table(column.TableName)!.PrimaryKey.Contains(column.ColumnName)
                    && draft.Thing?.Tables.Contains(column.TableName) != true)
                    Count(Feature.ReferenceShown);
                outputs.Add(OutputReference.Of(Name(column, key)));
            }
        }

        if (draft.Everything && keys.Count == 0)
            outputs.AddRange(draft.Table(table)!.Columns.Where(c => c.Visibility == ColumnVisibility.Public).Select(c => OutputReference.Of($"{table}.{c.Name}")));
        var of = counted is null || counted == table ? null : Belonging(counted);
        if (of is null && counted is not null && counted != table)
            return null;
        // "card types and the number of transactions": values that many rows share are groups, not things.
        if (of is not null && keys.Count > 0 && !keys.Any(k => k.Target is MentionTarget.Table) && draft.Leads(of, table)
            && !keys.Any(k => Outputs.Of(draft, k, reach).Any(c => c.TableName == table && Outputs.Identifies(draft, c))))
            return null;
        foreach (var measure in measures)
        {
            // "the total balance of each customer" where the balance is the customer's own.
            if (of is null && measure is Quantity.Aggregate { Noun: var own } && reach.Best(own, c => c.Kind == ColumnKind.Fact) is { } itself && itself.TableName == table
                && keys.Any(k => k.Tables.Contains(table) || (reach.Best(k) is { } key && key.TableName == table && Outputs.Identifies(draft, key))))
            {
                Chose(own, itself);
                outputs.Add(OutputReference.Of(Name(itself)));
                continue;
            }

            if (of is null || Metric(measure, of) is not { } metric)
                return null;
            metrics.Add(metric);
            outputs.Add(OutputReference.Of(metric.As!));
        }

        if (!Order(of, null))
            return null;
        var (rows, measured) = Conditions.Of(draft, table, metrics.Count > 0 ? of : null, features, RelatedNumbers());
        if (measured is not null)
        {
            for (var i = 0; i < metrics.Count; i++)
                metrics[i] = metrics[i] with { Where = measured };
        }

        var distinct = metrics.Count == 0 && order.TrueForAll(o => outputs.Exists(shown => shown.Name == o.By)) && (draft.Distinct || IsShared(rows, outputs) || (order.Count == 0 && (OneCategory(keys) || (draft.Question.Lexicon.Ledgers.Contains(table) && keys.Count > 0 && keys.TrueForAll(IsShared)))));
        return new()
        {
            From = table,
            Return = distinct ? [] : outputs.Distinct().ToValueList(),
            Dimensions = distinct ? outputs.Distinct().Select(o => new DimensionReference { Column = o.Name }).ToValueList() : [],
            Metrics = metrics.ToValueList(),
            Filters = rows,
            OrderBy = order.ToValueList(),
            Limit = draft.Limit,
            Offset = draft.Skipped,
            Shape = distinct ? QueryShape.Distinct : metrics.Count > 0 ? QueryShape.Aggregate : QueryShape.Rows,
        };
    }

    // "cities with both bars and hotels", "wards without visits of Ann": values that are judged by several rows are shown once.
    private static bool IsShared(QueryFilter? rows, List<OutputReference> outputs)
    {
        if (outputs.Count != 1 || rows is null)
            return false;
        var judged = (rows is QueryFilter.AllOf all ? all.Terms : [rows]).OfType<QueryFilter.Membership>().Where(m => m.Column == outputs[0].Name).ToList();
        return judged.Count > 1 || judged.Exists(m => m.Negated);
    }

    // "show all card types": the values of one column, each once.
    private bool OneCategory(List<Part> keys) =>
        keys.Count == 1 && keys[0].Target is MentionTarget.Column && draft.Demands.Count == 0 && draft.Parts.All(p => p.Target is not MentionTarget.Table || p == draft.Thing && p.Role == "owner")
        && reach.Best(keys[0]) is { } column && draft.Column(column) is { Kind: ColumnKind.Dimension } && !Outputs.Identifies(draft, column);

    /// <summary>The table whose rows are counted or aggregated for each thing; null when nothing is.</summary>
    private string? Counted(List<Quantity> measures)
    {
        IEnumerable<Quantity> quantities = [.. measures, .. orders.Select(o => o.Key).Where(k => k is not Quantity.Value), .. draft.Demands.OfType<Demand.Counts>().Select(d => d.Quantity)];
        foreach (var quantity in quantities)
        {
            if (quantity.Noun == SuperlativeRule.Occurrences)
                return Occurrences();
            if (quantity.Noun.Target is MentionTarget.Table)
                return quantity.Noun.Tables.First();
            return reach.Best(quantity.Noun)?.TableName;
        }

        return null;
    }

    // "the most common type" occurs in the table that holds it; "the most popular genre across all tracks" in the one that refers to it.
    private string Occurrences()
    {
        var others = draft.Demands.OfType<Demand.Exists>().Select(d => d.Table.Tables.First())
            .Concat(draft.Parts.SelectMany(p => p.Tables)).Where(t => t != table && reach.RelatedSteps(t) < Reach.Nowhere && !reach.LeadsTo(t)).ToList();
        if (others.Count > 0)
            return others[0];
        var keyed = draft.Outputs.OfType<Quantity.Value>().Select(o => reach.Best(o.Noun)).Any(c => c is not null && c.TableName == table && Outputs.Identifies(draft, c))
            || (draft.Outputs.Count == 0 && draft.Thing is not null);
        if (!keyed)
            return table;
        var referring = draft.Model.Relationships.Where(r => r.ToTable == table && r.FromTable != table).Select(r => r.FromTable).Distinct().ToList();
        return ways.Spoken(referring, table) ?? table;
    }

    // The rows that are counted for each row of this table: those of the table itself, else those of the bridge that pairs the two.
    private string? Belonging(string counted) => reach.LeadsTo(counted) || draft.Leads(counted, table) ? counted : ways.Bridge(table, counted);

    // Whether rows of this table pair what is counted with what it is counted for.
    private bool IsPair(string counted) => reach.LeadsTo(counted) && draft.Parts.All(p => !p.Tables.Contains(table))
        && draft.Outputs.Concat(draft.Groups.Select(g => new Quantity.Value(g))).Any(o => reach.Best(o.Noun) is { } column && column.TableName != counted && !draft.Leads(counted, column.TableName));

    /// <summary>Whether the keys are values that rows of the counted table have, rather than things that these belong to.</summary>
    private bool IsCategory(List<Part> keys, string counted)
    {
        if (table != counted)
            return keys.Count > 0 && IsPair(counted) && keys.TrueForAll(k => k.Target is MentionTarget.Column && reach.Best(k) is { } column && reach.LeadsTo(column.TableName) && !Outputs.Identifies(draft, column));
        foreach (var key in keys)
        {
            if (key.Target is MentionTarget.Table && !key.Tables.Contains(table))
                return true;
            if (key.Target is MentionTarget.Column && reach.Best(key) is { } column && !(Outputs.Identifies(draft, column) && draft.Parts.Any(p => p.Tables.Contains(column.TableName))))
                return true;
        }

        return false;
    }

    private MetricReference? Metric(Quantity quantity, string? of) =>
        Measured(quantity, of) is { } metric ? metric with { Via = of is null ? null : ways.Via(of, table) } : null;

    private MetricReference? Measured(Quantity quantity, string? of)
    {
        var from = of is null ? reach : new Reach(draft, of);
        switch (quantity)
        {
            case Quantity.Count { Noun: var noun } when noun == SuperlativeRule.Occurrences:
                return new() { Aggregate = AggregateFunction.Count, Of = of, As = "number_of_times" };
            case Quantity.Count { Noun.Target: MentionTarget.Table, Noun: var noun, Distinct: var distinct }:
                if (noun.Tables.Contains(from.Table))
                    return new() { Aggregate = AggregateFunction.Count, Of = of, As = $"number_of_{from.Table}" };
                // Rows that do nothing but pair things are counted themselves; others may name a thing more than once.
                if (of is not null && !distinct && noun.Tables.Any(t => draft.Question.Lexicon.Reach.From(of).Steps(t) == 1) && draft.Table(of)!.Columns.All(c => c.Kind is ColumnKind.Id or ColumnKind.Time || c.Name.EndsWith("_id", StringComparison.Ordinal)))
                    return new() { Aggregate = AggregateFunction.Count, Of = of, As = $"number_of_{noun.Tables.First()}" };
                return noun.Tables.FirstOrDefault(t => (of is not null || IsPair(t)) && from.LeadsTo(t)) is { } other && draft.Table(other) is { PrimaryKey: [var key] }
                    ? new() { Aggregate = AggregateFunction.CountDistinct, Column = $"{other}.{key}", Of = of, As = $"number_of_{other}" } : null;
            case Quantity.Count { Noun: var noun, Distinct: var different } when from.Best(noun) is { } column && from.LeadsTo(column.TableName):
                {
                    Chose(noun, column);
                    // "how many no-shows": the rows that are.
                    if (!different && column.TableName == from.Table && draft.Column(column)?.Type == ColumnType.Boolean)
                        return new() { Aggregate = AggregateFunction.Count, Of = of, Where = new QueryFilter.Compare($"{column.TableName}.{column.ColumnName}", FilterOperator.Equal, [QueryLiteral.Of(true)]), As = $"number_of_{column.ColumnName}" };
                    // An identifier counts the rows, another column its different values.
                    var rows = !different && column.TableName == from.Table && Outputs.Identifies(draft, column);
                    return new() { Aggregate = rows ? AggregateFunction.Count : AggregateFunction.CountDistinct, Column = ways.Name(from.Table, column, noun), Of = of, As = $"number_of_{column.ColumnName}" };
                }

            case Quantity.Aggregate { Noun: var noun, Function: var function } when from.Best(noun, c => c is { Type: ColumnType.Integer or ColumnType.Decimal, Kind: not ColumnKind.Id } || function is AggregateFunction.Max or AggregateFunction.Min) is { } column && from.LeadsTo(column.TableName):
                Chose(noun, column);
                if (function is AggregateFunction.Sum or AggregateFunction.Avg or AggregateFunction.Median && draft.Column(column) is not { Type: ColumnType.Integer or ColumnType.Decimal, Kind: not ColumnKind.Id })
                    Count(Feature.AggregateOfText);
                return new() { Aggregate = function, Column = ways.Name(from.Table, column, noun), Of = of, As = column.ColumnName.StartsWith(Prefix(function), StringComparison.Ordinal) ? $"{QueryWords.Of(function)}_of_{column.ColumnName}" : $"{Prefix(function)}_{column.ColumnName}" };
            default:
                return null;
        }
    }

    private bool Order(string? of, List<DimensionReference>? dimensions)
    {
        foreach (var (key, descending) in orders)
        {
            if (key.Noun == SortRule.Unnamed)
            {
                var first = metrics.Count > 0 && dimensions is not null ? metrics[0].As : draft.Outputs.OfType<Quantity.Value>().Select(o => Outputs.Of(draft, o.Noun, reach)).FirstOrDefault(c => c.Count > 0)?[0] is { } column ? Name(column) : null;
                if (first is null && draft.Thing is { } thing && thing.Tables.Contains(table))
                    first = Name(Outputs.Display(draft.Table(table)!)[0]);
                if (first is null)
                    return false;
                order.Add(new() { By = first, Descending = descending });
                continue;
            }

            if (key is Quantity.Value { Noun: var noun, Adds: var adds })
            {
                if (Sorted(noun, descending, adds) is not { } by)
                    return false;
                order.Add(new() { By = by.Name, Descending = by.Flip ? !descending : descending });
                continue;
            }

            if (dimensions is null && of is null)
                return false;
            if (Metric(key, dimensions is null ? of : null) is not { } metric)
                return false;
            if (metrics.Find(m => m.As == metric.As) is null)
                metrics.Add(metric);
            order.Add(new() { By = metric.As!, Descending = descending });
        }

        return true;
    }

    // A column to order by; one of related rows by its largest or smallest value.
    private (string Name, bool Flip)? Sorted(Part noun, bool descending, bool adds = false)
    {
        if (noun.Target is MentionTarget.Gradable)
        {
            MentionTarget.Gradable? Nearest(Func<MentionTarget.Gradable, bool> wanted) => noun.Gradables.Where(g => reach.LeadsTo(g.Target.TableName) && wanted(g.Target))
                .OrderByDescending(g => g.Strength - (0.1 * reach.StepsTo(g.Target.TableName))).Select(g => g.Target).FirstOrDefault();

            // "the order shipped most recently": by the date of what is spoken of, not of whoever it belongs to.
            var found = Nearest(g => g.TableName == table || draft.Parts.Any(p => p.Tables.Contains(g.TableName)));
            if (found is null)
            {
                // "the customers who ordered most recently": by the latest of their orders.
                found = noun.Gradables.Where(g => draft.Leads(g.Target.TableName, table)).OrderByDescending(g => g.Strength).Select(g => g.Target).FirstOrDefault() ?? Nearest(_ => true);
                if (found is null)
                    return null;
                Count(Feature.RelatedCondition);
                if (!reach.LeadsTo(found.TableName))
                {
                    noun.Chosen = found;
                    return (Furthest(new(found.TableName, found.ColumnName), found.Descending), !found.Descending);
                }
            }

            noun.Chosen = found;
            return ($"{found.TableName}.{found.ColumnName}", !found.Descending);
        }

        if (reach.Best(noun) is not { } column)
            return null;
        Chose(noun, column);
        if (reach.LeadsTo(column.TableName))
        {
            if (metrics.Find(m => m.Column == Name(column)) is { } measured)
                return (measured.As!, false);
            return (Name(column, noun), false);
        }

        if (reach.RelatedSteps(column.TableName) >= Reach.Nowhere)
            return null;
        Count(Feature.RelatedCondition);
        return (adds ? OfRelated(column, AggregateFunction.Sum, "total") : Furthest(column, descending), false);
    }

    // The largest or smallest value of related rows, as a metric to order by.
    private string Furthest(MentionTarget.Column column, bool largest) =>
        largest ? OfRelated(column, AggregateFunction.Max, "largest") : OfRelated(column, AggregateFunction.Min, "smallest");

    private string OfRelated(MentionTarget.Column column, AggregateFunction function, string prefix)
    {
        var metric = new MetricReference
        {
            Aggregate = function,
            Of = column.TableName,
            Via = ways.Via(column.TableName, table),
            Column = $"{column.TableName}.{column.ColumnName}",
            As = $"{prefix}_{column.ColumnName}",
        };
        metrics.Add(metric);
        return metric.As;
    }

    private List<QueryFilter> Having(string? of)
    {
        List<QueryFilter> having = [];
        foreach (var demand in draft.Demands.OfType<Demand.Counts>())
        {
            if (Metric(demand.Quantity, of) is not { } metric)
            {
                Count(Feature.ConditionWithoutTarget);
                continue;
            }

            if (metrics.Find(m => m.As == metric.As) is null)
                metrics.Add(metric);
            having.Add(new QueryFilter.Compare(metric.As!, demand.Operator, demand.Literals));
        }

        return having;
    }

    private List<(Demand.Counts, MetricReference)> RelatedNumbers()
    {
        List<(Demand.Counts, MetricReference)> numbers = [];
        foreach (var demand in draft.Demands.OfType<Demand.Counts>())
        {
            var noun = demand.Quantity.Noun;
            var other = noun == SuperlativeRule.Occurrences ? Occurrences() : noun.Target is MentionTarget.Table ? noun.Tables.First() : reach.Best(noun)?.TableName;
            // "jobs whose average salary is above 8000": a row has one number of its own, so it is that of related rows.
            if (other == table && demand.Quantity is Quantity.Aggregate && noun.Strongest is { } plainest && plainest.TableName != table && draft.Leads(plainest.TableName, table))
                other = plainest.TableName;
            if (other is null || other == table || (reach.RefersTo(other) && !draft.Leads(other, table) && ways.Pairing(table, other) is null) || reach.RelatedSteps(other) >= Reach.Nowhere || Metric(demand.Quantity, ways.Pairing(table, other) ?? other) is not { } metric)
            {
                Count(Feature.ConditionWithoutTarget);
                continue;
            }

            numbers.Add((demand, metric));
            if (demand.Operator is FilterOperator.Less or FilterOperator.LessOrEqual && metric.Aggregate is AggregateFunction.Count)
                assumptions.Add($"Those without any {(draft.Table(other)?.Label ?? other).ToLowerInvariant()} are left out.");
        }

        return numbers;
    }

    private static string Prefix(AggregateFunction function) => function switch
    {
        AggregateFunction.Avg => "average",
        AggregateFunction.Sum => "total",
        AggregateFunction.Max => "maximum",
        AggregateFunction.Min => "minimum",
        var other => QueryWords.Of(other),
    };

    private static void Chose(Part noun, MentionTarget.Column column) => noun.Chosen ??= noun.Target is MentionTarget.Column ? column : null;

    private string Name(MentionTarget.Column column, Part? at = null) => ways.Name(table, column, at);

    private void Count(Feature feature, double times = 1) => features[feature] = features.GetValueOrDefault(feature) + times;
}
