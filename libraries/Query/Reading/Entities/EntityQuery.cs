using NlSql.Query.Linking;
using NlSql.Query.Linking.Words;
using NlSql.Query.Reading.Entities.Rules;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Reading.Entities;

/// <summary>The query that a draft means when one row of a table is one thing.</summary>
internal sealed class EntityQuery(EntityDraft draft, string table, Dictionary<Feature, double> features)
{
    private const double Nearly = 0.15;

    private readonly Reach reach = draft.From(table);
    private readonly Ways ways = new(draft);
    private readonly EntityMetrics numbers = new(draft, table, features);
    private readonly List<MetricReference> metrics = [];
    private readonly List<OrderTerm> order = [];
    private readonly List<string> assumptions = [];
    private readonly List<QueryFilter> judged = [];
    private readonly List<(Quantity Key, bool Descending)> orders = [.. draft.Orders];

    /// <summary>What this query assumes beyond the draft, in sentences.</summary>
    public IReadOnlyList<string> Assumptions => assumptions;

    /// <summary>Counts what speaks against the table itself.</summary>
    public void Judge() => new ThingFit(draft, table, numbers, features).Judge(orders);

    /// <summary>The query; null when this table makes no sense of the draft.</summary>
    public SemanticQuery? Build()
    {
        var measures = draft.Outputs.Where(o => o is not Quantity.Value).ToList();
        var shown = draft.Outputs.OfType<Quantity.Value>().Select(o => o.Noun).ToList();
        if (measures.Count > 0 && shown.Count == 0 && draft.Groups.Count == 0)
            return Whole(measures);
        if (draft is { Ranked: true, Groups.Count: > 0, Skipped: 0 } && measures.Count == 0 && orders.Count == 1)
            return BestOfEach(shown);
        var keys = draft.Groups.Count > 0 && measures.Count > 0 ? [.. draft.Groups, .. shown.Where(s => !draft.Groups.Contains(s))] : shown;
        if (keys.Count == 0 && draft.Thing is null && !draft.AsksWho && !draft.ListsValues)
            return null;
        if (keys.Count > 1)
            keys = [.. keys.Where(k => !(k is { Target: MentionTarget.Table, Role: not "shown" } && keys.Any(o => o.Target is MentionTarget.Column && reach.Best(o) is { } column && k.Tables.Contains(column.TableName))))];
        Imply();
        AddUp(keys);
        CountRows(keys);
        var counted = numbers.Counted(measures, orders);
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

    // "which product has the highest amount" of a table of single sales, "which region had the most beds": amounts that can be added up are, for each of them.
    private void AddUp(List<Part> keys)
    {
        if (!draft.Ranked || keys.Count == 0 || !keys.TrueForAll(IsShared))
            return;
        var ledger = draft.Question.Lexicon.Ledgers.Contains(table);
        for (var i = 0; i < orders.Count; i++)
        {
            if (orders[i].Key is Quantity.Value { Noun: var noun, Adds: var adds } && (ledger || adds) && reach.Best(noun) is { } column && column.TableName == table && draft.IsAdditive(column))
            {
                orders[i] = (new Quantity.Aggregate(AggregateFunction.Sum, noun), orders[i].Descending);
                assumptions.Add($"Added up: {draft.Column(column)!.Label.ToLowerInvariant()} for each {draft.Column(reach.Best(keys[0])!)!.Label.ToLowerInvariant()}.");
            }
        }
    }

    // "the most expensive vehicle of each category": the first rows of each group.
    private SemanticQuery? BestOfEach(List<Part> shown)
    {
        var things = shown.Where(s => !draft.Groups.Exists(g => g.Text == s.Text)).ToList();
        if (things.Count == 0 && draft.Thing is { } thing && !draft.Groups.Contains(thing))
            things.Add(thing);
        // "cheapest course per teaching hour" divides; nothing is cheapest for each number of hours.
        if (draft.Groups.Exists(g => draft.At(g.Index - 1)?.Is("per") == true && g.Strongest is { } number && draft.Column(number) is { Kind: ColumnKind.Fact, Type: ColumnType.Integer or ColumnType.Decimal }))
            return null;
        var within = draft.Groups.SelectMany(g => Outputs.Of(draft, g, reach)).Distinct().ToList();
        var named = things.SelectMany(t => Outputs.Of(draft, t, reach)).Distinct().Where(c => !within.Contains(c)).ToList();
        if (within.Count == 0 || named.Count == 0 || !within.Concat(named).All(c => reach.LeadsTo(c.TableName)))
            return null;
        foreach (var part in draft.Groups.Concat(things))
        {
            if (Outputs.Of(draft, part, reach) is [var column, ..])
                EntityMetrics.Chose(part, column);
        }

        var (key, descending) = orders[0];
        MetricReference? by;
        if (key is Quantity.Value { Noun: var noun })
        {
            if (noun == SuperlativeRule.Units || noun == SuperlativeRule.Worth || Sorted(noun, descending) is not { } sorted || sorted.Name.Split('.') is not [var owner, _] || owner != table)
                return null;
            descending = sorted.Flip ? !descending : descending;
            by = new() { Aggregate = descending ? AggregateFunction.Max : AggregateFunction.Min, Column = sorted.Name, As = "ranked_by" };
        }
        else
        {
            by = numbers.Metric(key, null);
        }

        if (by is null)
            return null;
        // Rows of one name stay apart.
        var keys = key is Quantity.Value && named.TrueForAll(c => c.TableName == table) ? draft.Table(table)!.PrimaryKey.Select(k => new MentionTarget.Column(table, k)).Except(within.Concat(named)) : [];
        var (rows, _) = Conditions.Of(draft, table, null, features, RelatedNumbers());
        JudgeNothing();
        return new()
        {
            From = table,
            Dimensions = [.. within.Concat(named).Concat(keys).Select(c => new DimensionReference { Column = Name(c) })],
            Metrics = [by],
            Return = [.. within.Concat(named).Select(c => OutputReference.Of(Name(c)))],
            Filters = rows,
            PerGroupTop = new GroupTop(draft.Limit ?? 1, by.As!, [.. within.Select(c => Name(c))], !descending),
        };
    }

    // "which year had the most releases" of release years: each year is one, so the rows are counted.
    private void CountRows(List<Part> keys)
    {
        for (var i = 0; i < orders.Count; i++)
        {
            if (orders[i].Key is Quantity.Count { Noun: { Target: MentionTarget.Column } counted } && reach.Best(counted) is { } column && keys.Exists(k => k != counted && k.Target is MentionTarget.Column && reach.Best(k) == column))
                orders[i] = (new Quantity.Count(SuperlativeRule.Occurrences, false), orders[i].Descending);
        }
    }

    private bool IsShared(Part key) => key.Target is MentionTarget.Column && reach.Best(key) is { } column && reach.LeadsTo(column.TableName)
        && draft.Column(column) is { } definition && (definition is { Kind: ColumnKind.Dimension or ColumnKind.Id, Type: ColumnType.Text } || definition is { Kind: ColumnKind.Id, Type: ColumnType.Integer }) && !draft.Table(table)!.PrimaryKey.Contains(column.ColumnName) && (column.TableName != table || !Outputs.Identifies(draft, column));

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
            var of = first.Key.Noun.Target is MentionTarget.Table ? first.Key.Noun.Tables[0] : reach.Best(first.Key.Noun)?.TableName;
            if (of is null || of == table || numbers.Metric(first.Key, of) is not { } metric)
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
            if (numbers.Metric(measure, null) is not { } metric)
                return null;
            metrics.Add(metric);
        }

        var (rows, _) = Conditions.Of(draft, table, null, features, RelatedNumbers());
        JudgeNothing();
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
            EntityMetrics.Chose(key, columns[0]);
            dimensions.AddRange(columns.Select(c => new DimensionReference { Column = Name(c, key) }).Where(d => !dimensions.Contains(d)));
            outputs.AddRange(columns.Select(c => OutputReference.Of(Name(c, key))));
        }

        foreach (var measure in measures)
        {
            if (numbers.Metric(measure, null) is not { } metric)
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
        // Nothing at all is not what there is most of.
        if (draft is { Ranked: true, Limit: 1 } && dimensions is [{ Column: var only }] && draft.Question.Lexicon.Values.HasGaps(only))
            rows = Conditions.Combine([.. new[] { rows, new QueryFilter.Compare(only, FilterOperator.IsNotNull, []) }.OfType<QueryFilter>()], false);
        // Nor is it one that has more than some number, or than the whole.
        else if (draft.Demands.Exists(d => d is Demand.Counts))
            rows = Conditions.Combine([.. new[] { rows }.OfType<QueryFilter>(), .. dimensions.Where(d => draft.Question.Lexicon.Values.HasGaps(d.Column)).Select(d => new QueryFilter.Compare(d.Column, FilterOperator.IsNotNull, []))], false);
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
            // "the name and address of the customers": two things are shown, not one of them twice.
            if (keys.Count > 1 && columns.All(c => keys.Exists(k => k != key && draft.Next(k) is { Target: MentionTarget.And } and && draft.Next(and) == key && IsNamedElsewhere(k, c) && Outputs.Of(draft, k, reach).Contains(c))))
                Count(Feature.UnusedOutput);
            EntityMetrics.Chose(key, columns[0]);
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
        if ((of ?? Ranking(added: true)) is { } rowsOf && keys.Count > 0 && !keys.Any(k => k.Target is MentionTarget.Table) && draft.Leads(rowsOf, table)
            && !keys.Any(k => Outputs.Of(draft, k, reach).Any(c => c.TableName == table && Outputs.Identifies(draft, c))))
            return null;
        foreach (var measure in measures)
        {
            // "the total balance of each customer" where the balance is the customer's own.
            if (of is null && measure is Quantity.Aggregate { Noun: var own } && reach.Best(own, c => c.Kind == ColumnKind.Fact) is { } itself && itself.TableName == table
                && keys.Any(k => k.Tables.Contains(table) || (reach.Best(k) is { } key && key.TableName == table && Outputs.Identifies(draft, key))))
            {
                EntityMetrics.Chose(own, itself);
                outputs.Add(OutputReference.Of(Name(itself)));
                continue;
            }

            if (of is null || numbers.Metric(measure, of) is not { } metric)
                return null;
            metrics.Add(metric);
            outputs.Add(OutputReference.Of(metric.As!));
        }

        if (!Order(of, null))
            return null;
        var (rows, measured) = Conditions.Of(draft, table, metrics.Count > 0 ? of ?? Ranking() : null, features, RelatedNumbers());
        if (measured is not null)
        {
            for (var i = 0; i < metrics.Count; i++)
                metrics[i] = metrics[i] with { Where = measured };
        }

        var distinct = metrics.Count == 0 && order.TrueForAll(o => outputs.Exists(shown => shown.Name == o.By)) && (draft.Distinct || IsShared(rows, outputs) || (order.Count == 0 && OneCategory(keys)) || (draft.Question.Lexicon.Ledgers.Contains(table) && keys.Count > 0 && keys.TrueForAll(IsShared)));
        return Listing.Valued(draft.Question.Lexicon.Values, new()
        {
            From = table,
            Return = distinct ? [] : outputs.Distinct().ToValueList(),
            Dimensions = distinct ? outputs.Distinct().Select(o => new DimensionReference { Column = o.Name }).ToValueList() : [],
            Metrics = metrics.Distinct().ToValueList(),
            Filters = rows,
            Having = Conditions.Combine(judged, draft.Alternatives),
            OrderBy = order.ToValueList(),
            Limit = draft.Limit,
            Offset = draft.Skipped,
            Shape = distinct ? QueryShape.Distinct : metrics.Count > 0 ? QueryShape.Aggregate : QueryShape.Rows,
        });
    }

    // "the best customers in 2024 by bottles", "the school with the best score in grade 3": what is said of such rows is said of those that rank.
    private string? Ranking(bool added = false) => orders.Select(o => o.Key).OfType<Quantity.Value>().Where(k => k.Adds || !added).Select(k => reach.Best(k.Noun)?.TableName).FirstOrDefault(t => t is not null && !reach.LeadsTo(t) && draft.Leads(t, table));

    // "cities with both bars and hotels", "wards without visits of Ann": values that are judged by several rows are shown once.
    private static bool IsShared(QueryFilter? rows, List<OutputReference> outputs)
    {
        if (outputs.Count != 1 || rows is null)
            return false;
        var judged = FilterTerms.Of(rows).OfType<QueryFilter.Membership>().Where(m => m.Column == outputs[0].Name).ToList();
        return judged.Count > 1 || judged.Exists(m => m.Negated);
    }

    // "show all card types": the values of one column, each once.
    private bool OneCategory(List<Part> keys) =>
        keys.Count == 1 && keys[0].Target is MentionTarget.Column && (draft.Demands.Count == 0 || AsksWhich(keys[0])) && draft.Parts.All(p => p.Target is not MentionTarget.Table || (p == draft.Thing && p.Role == "owner") || (p == keys[0].Owner && AsksWhich(keys[0])))
        && reach.Best(keys[0]) is { } column && draft.Column(column) is { Kind: ColumnKind.Dimension } && !Outputs.Identifies(draft, column);

    // "which destinations do we serve from Bern": no answer is given twice.
    private bool AsksWhich(Part key) => draft.Parts[0] is { Target: MentionTarget.Listing { Which: true } } which && which.Is("which", "what") && draft.Next(which) == key;

    // The rows that are counted for each row of this table: those of the table itself, else those of the bridge that pairs the two.
    private string? Belonging(string counted) => reach.LeadsTo(counted) || draft.Leads(counted, table) ? counted : ways.Bridge(table, counted);

    /// <summary>Whether the keys are values that rows of the counted table have, rather than things that these belong to.</summary>
    private bool IsCategory(List<Part> keys, string counted)
    {
        if (table != counted)
            return keys.Count > 0 && numbers.IsPair(counted) && keys.TrueForAll(k => k.Target is MentionTarget.Column && reach.Best(k) is { } column && reach.LeadsTo(column.TableName) && !Outputs.Identifies(draft, column));
        foreach (var key in keys)
        {
            if (key.Target is MentionTarget.Table && !key.Tables.Contains(table))
                return true;
            if (key.Target is MentionTarget.Column && reach.Best(key) is { } column && !(Outputs.Identifies(draft, column) && draft.Parts.Any(p => p.Tables.Contains(column.TableName))))
                return true;
        }

        return false;
    }

    private bool Order(string? of, List<DimensionReference>? dimensions)
    {
        foreach (var (key, descending) in orders)
        {
            if (key.Noun == SortRule.UsualDate)
            {
                if (dimensions is not null || draft.Table(table) is not { TimeColumn: { } date } || date.Contains('.', StringComparison.Ordinal))
                    return false;
                order.Add(new() { By = Name(new(table, date)), Descending = descending });
                continue;
            }

            if (key.Noun == SortRule.Unnamed)
            {
                // "the 3 longest delays, worst first" are in that order anyway.
                if (draft.Ranked && orders.Exists(o => o.Key.Noun != SortRule.Unnamed))
                    continue;
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
            if (numbers.Metric(key, dimensions is null ? of : null) is not { } metric)
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

            // "the order shipped most recently": by the date of the verb, else of what is spoken of, not of whoever it belongs to.
            var found = Verb(noun) is { } verb ? noun.Gradables.Where(g => IsOf(g.Target, verb) && (reach.LeadsTo(g.Target.TableName) || draft.Leads(g.Target.TableName, table))).Select(g => g.Target).FirstOrDefault() : null;
            found ??= Nearest(g => g.TableName == table || draft.Parts.Any(p => p.Tables.Contains(g.TableName)));
            if (found is null)
            {
                // "the customers who ordered most recently": by the latest of their orders.
                found = noun.Gradables.Where(g => draft.Leads(g.Target.TableName, table)).OrderByDescending(g => g.Strength).Select(g => g.Target).FirstOrDefault() ?? Nearest(_ => true);
                if (found is null)
                    return null;
                Count(Feature.RelatedCondition);
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
            if (metrics.Find(m => m.Column == Name(column)) is { } measured)
                return (measured.As!, false);
            return (Name(column, noun), false);
        }

        if (reach.RelatedSteps(column.TableName) >= Reach.Nowhere)
            return null;
        Count(Feature.RelatedCondition);
        return (adds ? OfRelated(column, AggregateFunction.Sum, "total") : Furthest(column, descending), false);
    }

    // A word that another column answers to more plainly.
    private static bool IsNamedElsewhere(Part noun, MentionTarget.Column column) =>
        noun is { Target: MentionTarget.Column, Owner: null } && noun.Columns.Any(c => c.Target != column && noun.Columns.All(o => o.Target != column || o.Strength < c.Strength - Nearly));

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
            if (numbers.Metric(demand.Quantity, of) is not { } metric)
            {
                Count(Feature.ConditionWithoutTarget);
                continue;
            }

            if (metrics.Find(m => m.As == metric.As) is null)
                metrics.Add(metric);
            having.Add(demand.OfAll is { } times ? OfAll(metric, demand, times) : new QueryFilter.Compare(metric.As!, demand.Operator, demand.Literals));
        }

        return having;
    }

    // Where more is said, it may be said of all rows, too.
    private QueryFilter.Relation OfAll(MetricReference metric, Demand.Counts demand, decimal times)
    {
        var of = metric.Of ?? table;
        if (draft.Demands.Count > 1)
            Count(Feature.ConditionWithoutTarget);
        var whole = new SemanticQuery { From = of, Metrics = [EntityMetrics.Times(metric with { Of = null, Via = null, As = "reference" }, times)], Filters = Conditions.Among(draft, of, demand.Among, features) };
        return new(new QueryExpression.Named(metric.As!), demand.Operator, new ComparedValue.Scalar(whole));
    }

    // What is compared with all rows keeps or drops things that are listed.
    private void JudgeNothing()
    {
        if (judged.Count > 0)
            Count(Feature.ConditionWithoutTarget);
    }

    private List<(Demand.Counts, MetricReference)> RelatedNumbers()
    {
        List<(Demand.Counts, MetricReference)> related = [];
        foreach (var demand in draft.Demands.OfType<Demand.Counts>())
        {
            var noun = demand.Quantity.Noun;
            var other = noun == SuperlativeRule.Occurrences ? numbers.Occurrences() : noun.Target is MentionTarget.Table ? noun.Tables[0] : reach.Best(noun)?.TableName;
            // "jobs whose average salary is above 8000": a row has one number of its own, so it is that of related rows.
            if (other == table && demand.Quantity is Quantity.Aggregate && noun.Strongest is { } plainest && plainest.TableName != table && draft.Leads(plainest.TableName, table))
                other = plainest.TableName;
            if (other is null || other == table || (reach.RefersTo(other) && !draft.Leads(other, table) && ways.Pairing(table, other) is null) || reach.RelatedSteps(other) >= Reach.Nowhere || numbers.Metric(demand.Quantity, ways.Pairing(table, other) ?? other) is not { } metric)
            {
                Count(Feature.ConditionWithoutTarget);
                continue;
            }

            if (demand.OfAll is { } times)
            {
                metrics.Add(metric);
                judged.Add(OfAll(metric, demand, times));
                continue;
            }

            related.Add((demand, metric));
            if (demand.Operator is FilterOperator.Less or FilterOperator.LessOrEqual && metric.Aggregate is AggregateFunction.Count)
                assumptions.Add($"Those without any {(draft.Table(other)?.Label ?? other).ToLowerInvariant()} are left out.");
        }

        return related;
    }

    private string Name(MentionTarget.Column column, Part? at = null) => ways.Name(table, column, at);

    private void Count(Feature feature, double times = 1) => features[feature] = features.GetValueOrDefault(feature) + times;
}
