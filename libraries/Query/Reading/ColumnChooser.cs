using NlSql.Query.Linking;
using NlSql.Query.Model;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Reading;

/// <summary>The columns of a reading, each chosen among the candidates of its mention.</summary>
internal sealed record ColumnChoice
{
    public required ValueList<DimensionReference> Dimensions { get; init; }

    public required ValueList<string> Return { get; init; }

    public required ValueList<QueryFilter> Filters { get; init; }

    /// <summary>Those of them that say which part of the rows a share is asked for.</summary>
    public ValueList<QueryFilter> OfPart { get; init; } = [];

    public Dictionary<Item, MentionTarget> Chosen { get; init; } = [];

    /// <summary>The dimensions that each group became.</summary>
    public Dictionary<Group, IReadOnlyList<string>> Grouped { get; init; } = [];

    public Dictionary<Feature, double> Features { get; init; } = [];

    public List<string> Assumptions { get; init; } = [];
}

/// <summary>Chooses columns for the measured table: its own first, then the nearest; one choice for each meaning that a value may have.</summary>
internal static class ColumnChooser
{
    private const int MostMeanings = 4;

    public static IEnumerable<ColumnChoice> Choices(Draft draft, BaseChoice choice)
    {
        List<List<(Condition Condition, (string Table, string Column) Column)>> meanings = [[]];
        foreach (var condition in draft.Conditions.Where(c => c.Values.Count > 0))
        {
            var columns = ValueColumns(draft, choice.Table, condition);
            meanings = [.. meanings.SelectMany(m => columns.Select(c => m.Append((condition, c)).ToList())).Take(MostMeanings)];
        }

        return meanings.Select(m => Build(draft, choice, m.ToDictionary(p => p.Condition, p => p.Column)));
    }

    /// <summary>The column that a mention means over a table.</summary>
    public static MentionTarget.Column Best(Draft draft, Item item, string table)
    {
        if (item.Chosen is MentionTarget.Column chosen && (item.Qualified || (item.Role == "measure" && chosen.TableName == table) || !item.Mention.Candidates.Any(c => c.Target is MentionTarget.Column own && own.TableName == table && own.ColumnName == chosen.ColumnName)))
            return chosen;
        var nearest = item.Mention.Candidates.Where(c => c.Target is MentionTarget.Column).MaxBy(c => c.Strength - (Distance(draft, table, ((MentionTarget.Column)c.Target).TableName) * 0.1));
        return nearest?.Target as MentionTarget.Column ?? new("", "");
    }

    private static ColumnChoice Build(Draft draft, BaseChoice choice, Dictionary<Condition, (string Table, string Column)> values)
    {
        var built = new ColumnChoice { Dimensions = [], Return = [], Filters = [] };
        List<DimensionReference> dimensions = [];
        List<string> shown = [];
        var hidden = false;
        // Columns in the order in which they were named: "monthly revenue by region" gives the month first.
        foreach (var group in draft.Groups.OrderBy(g => g.Source?.Index ?? int.MaxValue))
        {
            if (group.IsTime)
            {
                if (Time(draft, choice, group) is { } bucket)
                {
                    dimensions.Add(bucket);
                    shown.Add(bucket.As ?? bucket.Column);
                    built.Grouped[group] = [bucket.As ?? bucket.Column];
                }
                else
                {
                    Count(built, Feature.NoTimeColumn);
                }

                continue;
            }

            var (grouped, display) = Group(draft, choice, group, built);
            built.Grouped[group] = [.. grouped.Select(g => g.Column)];
            dimensions.AddRange(grouped.Where(g => dimensions.All(d => d.Column != g.Column)));
            shown.AddRange(display.Where(d => !shown.Contains(d)));
            hidden |= grouped.Count != display.Count;
        }

        // "North vs South", "the lead time in North and South": each beside the other, where nothing adds them up.
        var apart = draft.ComparesValues || IsOfParts(draft, choice);
        foreach (var (_, column) in values.Where(v => apart && v.Key.Values.Count > 1))
        {
            var name = $"{column.Table}.{column.Column}";
            if (dimensions.TrueForAll(d => d.Column != name))
                dimensions.Add(new() { Column = name });
        }

        List<(bool OfWhole, QueryFilter Filter)> filters = [.. draft.Conditions.Select(c => (c.OfWhole, Filter: Filter(draft, choice, c, values, built)!)).Where(f => f.Filter is not null)];
        SetBeside(draft, filters, dimensions);
        return built with
        {
            OfPart = filters.Where(f => draft.Shared && !f.OfWhole).Select(f => f.Filter).ToValueList(),
            Dimensions = dimensions.ToValueList(),
            Return = hidden && choice.Metrics.Count > 0 ? shown.Concat(choice.Metrics.Select(m => m.As ?? m.Name!)).ToValueList() : [],
            Filters = filters.Select(f => f.Filter).ToValueList(),
        };
    }

    // Averages and rates of several groups are told for each of them, unless they are alternatives.
    private static bool IsOfParts(Draft draft, BaseChoice choice) => draft is { Groups.Count: 0, Shared: false, Limit: null, Difference: null, Measures.Count: > 0 } && !draft.Question.Lexicon.IsDrafted && !draft.Question.Folded.Contains("or")
        && choice.Metrics.All(m => m.Aggregate is AggregateFunction.Avg or AggregateFunction.Median || (m.Name is { } name && draft.Model.FindMetric(name) is { } metric && (metric.Type != MetricType.Simple || metric.Aggregate is AggregateFunction.Avg or AggregateFunction.Median)));

    // "rush orders and normal orders": no row is both, so each is set beside the other.
    private static void SetBeside(Draft draft, List<(bool OfWhole, QueryFilter Filter)> filters, List<DimensionReference> dimensions)
    {
        if (draft.Measures.Count == 0 || draft.Shared)
            return;
        foreach (var sides in filters.Where(f => !f.OfWhole).Select(f => f.Filter).OfType<QueryFilter.Compare>().Where(c => c.Operator == FilterOperator.Equal).GroupBy(c => c.Column).Where(g => g.Distinct().Count() > 1).ToList())
        {
            bool IsSide((bool OfWhole, QueryFilter Filter) filter) => !filter.OfWhole && filter.Filter is QueryFilter.Compare side && sides.Contains(side);
            filters[filters.FindIndex(IsSide)] = (false, FilterTerms.Values(sides.Key, sides.SelectMany(c => c.Values).Distinct().ToValueList(), negated: false));
            filters.RemoveAll(IsSide);
            if (dimensions.TrueForAll(d => d.Column != sides.Key))
                dimensions.Add(new() { Column = sides.Key });
        }
    }

    private static DimensionReference? Time(Draft draft, BaseChoice choice, Group group) => TimeColumn(draft, choice) switch
    {
        null => null,
        { } column when group.Part is { } part => DateUnits.Dimension(part, column),
        { } column => new() { Column = column, Grain = group.Grain ?? GrainChooser.For(draft.Period) },
    };

    private static string? TimeColumn(Draft draft, BaseChoice choice) => TimeColumn(draft, choice.Table, choice.Metrics);

    /// <summary>The date column that periods are about: the one that was said, the measures' own, or the usual one of the table; null when there is none.</summary>
    public static string? TimeColumn(Draft draft, string table, IReadOnlyList<MetricReference> metrics)
    {
        if (draft.PeriodColumn is { } said && Best(draft, said, table) is { } own && own.TableName == table)
            return $"{own.TableName}.{own.ColumnName}";
        var metricTime = metrics.Select(m => m.Name is { } name ? MetricTables.TimeColumn(draft.Model, name) : null).FirstOrDefault(t => t is not null);
        var column = metricTime ?? Ledgers.TimeColumn(draft.Model, table);
        return column is null || column.Contains('.', StringComparison.Ordinal) ? column : $"{table}.{column}";
    }

    private static (IReadOnlyList<DimensionReference> Grouped, IReadOnlyList<string> Shown) Group(Draft draft, BaseChoice choice, Group group, ColumnChoice built)
    {
        if (group.Source!.Target is MentionTarget.Table table)
        {
            var (grouped, shown) = DisplayColumns.Of(draft.Model.FindTable(table.Name)!);
            if (draft.SameSpan<MentionTarget.Column>(group.Source).Any(c => c.TableName == choice.Table))
                Count(built, Feature.TableBesideOwnColumn);
            if (grouped.Count == 0 || Distance(draft, choice.Table, table.Name) >= Unreachable)
                Count(built, Feature.UnreachableColumn);
            return ([.. grouped.Select(c => new DimensionReference { Column = $"{table.Name}.{c}" })], [.. shown.Select(c => $"{table.Name}.{c}")]);
        }

        var column = Best(draft, group.Source, choice.Table);
        built.Chosen[group.Source] = column;
        Reach(draft, choice, column.TableName, built);
        var definition = draft.Model.FindTable(column.TableName)?.FindColumn(column.ColumnName);
        if (definition?.Kind == ColumnKind.Id)
        {
            Count(built, Feature.GroupedByKey);
            // "average quantity per order" is an average of sums, not one average for each order; and no rate is of one row.
            if (draft.Measures.Any(m => m.Aggregate is AggregateFunction.Avg or AggregateFunction.Median)
                || (draft.Model.FindTable(choice.Table)?.PrimaryKey is [var key] && column == new MentionTarget.Column(choice.Table, key) && draft.Measures.Any(m => m.Metric is { } name && draft.Model.FindMetric(name)?.Type == MetricType.Ratio)))
                Count(built, Feature.AggregateOfMetric);
        }

        var name = $"{column.TableName}.{column.ColumnName}";
        var grain = definition is { Type: ColumnType.Date or ColumnType.Timestamp } && draft.Measures.Count > 0 ? TimeGrain.Day : (TimeGrain?)null;
        return ([new() { Column = name, Grain = grain }], [name]);
    }

    private static QueryFilter? Filter(
        Draft draft, BaseChoice choice, Condition condition, Dictionary<Condition, (string Table, string Column)> values, ColumnChoice built)
    {
        if (condition.Segment is { } segment)
        {
            Reach(draft, choice, draft.Model.FindSegment(segment)!.Table, built);
            return condition.Negated ? new QueryFilter.Not(new QueryFilter.Segment(segment)) : new QueryFilter.Segment(segment);
        }

        if (condition.Recurring is { } recurring)
        {
            if (TimeColumn(draft, choice) is { } time)
                return DateUnits.Condition(recurring, time);
            Count(built, Feature.NoTimeColumn);
            return null;
        }

        if (condition.Values.Count > 0)
        {
            var (table, column) = values[condition];
            Reach(draft, choice, table, built);
            List<QueryLiteral> literals = [];
            foreach (var item in condition.Values)
            {
                var target = item.Mention.Candidates.Select(c => (MentionTarget.Value)c.Target).First(v => v.TableName == table && v.ColumnName == column);
                built.Chosen[item] = target;
                var spellings = ValueSpellings.Of(item.Mention, target);
                literals.AddRange(draft.Model.FindTable(table)?.FindColumn(column)?.Type == ColumnType.Boolean && bool.TryParse(target.Text, out var truth) ? [QueryLiteral.Of(truth)] : spellings.Select(QueryLiteral.Of));
                if (ValueSpellings.Assumption(spellings) is { } assumption)
                    built.Assumptions.Add(assumption);
            }

            return FilterTerms.Values($"{table}.{column}", literals.Distinct().ToValueList(), condition.Negated);
        }

        return Compared(draft, choice, condition, built);
    }

    private static QueryFilter? Compared(Draft draft, BaseChoice choice, Condition condition, ColumnChoice built)
    {
        if (condition.Column is not { } item)
            return null;
        MentionTarget.Column column;
        if (item.Target is MentionTarget.Table table)
        {
            // "orders without a customer": the reference; "customers whose name contains": the name.
            var key = condition.Operator is FilterOperator.IsNull or FilterOperator.IsNotNull
                ? draft.Question.Lexicon.Joins.ShortestPaths(choice.Table, table.Name) is [{ Count: 1 } path] ? path[0].FromColumns[0] : null
                : DisplayColumns.NameColumn(draft.Model.FindTable(table.Name)!);
            if (key is null)
            {
                Count(built, Feature.UnreachableColumn);
                return null;
            }

            column = new(condition.Operator is FilterOperator.IsNull or FilterOperator.IsNotNull ? choice.Table : table.Name, key);
        }
        else
        {
            column = Best(draft, item, choice.Table);
        }

        built.Chosen[item] = column;
        Reach(draft, choice, column.TableName, built);
        var name = $"{column.TableName}.{column.ColumnName}";
        var definition = draft.Model.FindTable(column.TableName)?.FindColumn(column.ColumnName);
        return condition switch
        {
            { Had: true, Operator: FilterOperator.IsNull } => Possession.Lacks(name, definition),
            { Had: true } => Possession.Has(name, definition),
            { Operator: FilterOperator.Equal, Literals: [{ Boolean: { } truth }] } when definition is not null => new QueryFilter.Compare(name, FilterOperator.Equal, [Truths.Literal(definition, truth)]),
            { Operator: FilterOperator.In, Literals: [{ Boolean: not null }, ..] } when definition is not null => new QueryFilter.Compare(name, FilterOperator.In, condition.Literals.Select(l => Truths.Literal(definition, l.Boolean == true)).ToValueList()),
            { Operator: FilterOperator.Equal, Literals: [{ Text: { } text }] } => new QueryFilter.Compare(name, TextParts.Operator(draft.Question.Lexicon.Values, column.TableName, column.ColumnName, text), condition.Literals),
            _ => new QueryFilter.Compare(name, condition.Operator, condition.Literals),
        };
    }

    // The columns that hold all values of a condition: that named beside them, else the measured table's own, else each other meaning.
    private static List<(string Table, string Column)> ValueColumns(Draft draft, string table, Condition condition)
    {
        var common = condition.Values
            .Select(v => v.Mention.Candidates.Select(c => (Value: (MentionTarget.Value)c.Target, c.Strength)).Select(v => (v.Value.TableName, v.Value.ColumnName, v.Strength)))
            .ToList();
        var shared = common[0]
            .Where(c => common.All(v => v.Any(o => o.TableName == c.TableName && o.ColumnName == c.ColumnName)))
            .Select(c => (Column: (c.TableName, c.ColumnName), c.Strength, Distance: Distance(draft, table, c.TableName)))
            .ToList();
        if (condition.Column is { } named)
        {
            var names = named.Mention.Candidates.Select(c => (MentionTarget.Column)c.Target).Select(c => (c.TableName, c.ColumnName)).ToHashSet();
            shared = Narrow(shared, s => names.Contains(s.Column));
        }

        if (condition.Table is { } owner)
            shared = Narrow(shared, s => s.Column.TableName == owner);
        shared = Narrow(shared, s => s.Distance < Unreachable);
        shared = Narrow(shared, s => s.Column.TableName == table);
        var strongest = shared.Max(s => s.Strength);
        // Equally near columns of one meaning (a region of the sale and of its store) are one; others are told apart by the user.
        return [.. shared.Where(s => s.Strength >= strongest - 0.1).OrderByDescending(s => s.Strength).ThenBy(s => s.Distance)
            .ThenBy(s => s.Column.TableName, StringComparer.Ordinal).ThenBy(s => s.Column.ColumnName, StringComparer.Ordinal)
            .DistinctBy(s => s.Column.ColumnName).Select(s => s.Column)];
    }

    private static List<T> Narrow<T>(List<T> all, Func<T, bool> wanted)
    {
        var narrowed = all.Where(wanted).ToList();
        return narrowed.Count > 0 ? narrowed : all;
    }

    private const int Unreachable = TableReach.Nowhere;

    private static void Reach(Draft draft, BaseChoice choice, string table, ColumnChoice built)
    {
        var distance = Distance(draft, choice.Table, table);
        if (distance >= Unreachable || choice.Metrics.Any(m => m.Name is { } name && MetricTables.Of(draft.Model, name).Any(t => Distance(draft, t, table) >= Unreachable)))
            Count(built, Feature.UnreachableColumn);
        else if (distance > 0)
            Count(built, Feature.ColumnOfOtherTable, distance);
    }

    private static int Distance(Draft draft, string from, string to) =>
        draft.Question.Lexicon.Reach.From(from).Steps(to);

    private static void Count(ColumnChoice built, Feature feature, double times = 1) =>
        built.Features[feature] = built.Features.GetValueOrDefault(feature) + times;
}
