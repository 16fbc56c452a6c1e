using NlSql.Query.Linking;
using NlSql.Query.Model;
using NlSql.Query.Reading.Rules;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Reading;

/// <summary>The table whose rows are measured or listed, and the measures as they are said over it.</summary>
/// <param name="Table">The table.</param>
/// <param name="Metrics">The measures in order.</param>
/// <param name="NamesFrom">Whether the query must say the table.</param>
internal sealed record BaseChoice(string Table, ValueList<MetricReference> Metrics, bool NamesFrom)
{
    public Dictionary<Measure, string> Names { get; } = [];

    /// <summary>Metrics that others are made of and nobody asked for.</summary>
    public HashSet<string> Helpers { get; } = [];

    public Dictionary<Feature, double> Features { get; } = [];

    public List<string> Assumptions { get; } = [];

    public required bool HasTime { get; init; }

    public string NameOf(Draft draft, Measure measure) =>
        Names.GetValueOrDefault(measure) ?? Metrics[Math.Max(0, draft.Measures.IndexOf(measure))].As ?? "";
}

/// <summary>Chooses the base: the table of the metrics, the column's table, the counted table, or one that refers to it.</summary>
internal static class BaseChooser
{
    public static IEnumerable<BaseChoice> Choices(Draft draft)
    {
        var needed = Needed(draft);
        var counted = draft.Measures.Where(m => m.CountsRows).ToList();
        // Customers of a region, customers in a month: the table itself may know neither, the rows that refer to it do.
        if (counted.Count == 1 && draft.Measures.Count == 1 && counted[0].Source!.Target is MentionTarget.Table thing)
        {
            var own = Make(draft, thing.Name, null);
            var reaches = ReachesAll(draft, thing.Name, needed);
            var fact = Fact(draft, thing.Name);
            var said = draft.Items.Any(i => i.Target is MentionTarget.Activity);
            var needsFact = fact is not null && !NamesOwnDate(draft, thing.Name) && !IsEvent(draft, thing.Name) && (!reaches || draft.Period is not null || draft.Groups.Any(g => g.IsTime) || said);
            if (reaches)
                yield return own;
            if (needsFact && ReachesAll(draft, fact!.Value.Table, needed))
            {
                var through = Make(draft, fact.Value.Table, (thing.Name, fact.Value.Column));
                if (said)
                    through.Features[Feature.ActivityNamesMeasure] = 1;
                yield return through;
            }

            if (!reaches && !needsFact)
                yield return own;
            yield break;
        }

        yield return Make(draft, BaseTable(draft, needed), null);
    }

    // A visit of a patient has its own day, whatever else refers to it.
    private static bool IsEvent(Draft draft, string table) =>
        draft.Question.Lexicon.IsDrafted && draft.Model.FindTable(table)!.TimeColumn is not null && draft.Model.Relationships.Any(r => r.FromTable == table && r.ToTable != table);

    // "stores opened in 2025": the date is the thing's own.
    private static bool NamesOwnDate(Draft draft, string table) =>
        draft.PeriodColumn?.Mention.Candidates.Any(c => c.Target is MentionTarget.Column column && column.TableName == table) == true;

    private static string BaseTable(Draft draft, List<IReadOnlyList<string>> needed)
    {
        foreach (var measure in draft.Measures)
        {
            if (measure.Metric is { } metric && MetricTables.Of(draft.Model, metric) is [var first, ..])
                return first;
        }

        foreach (var measure in draft.Measures)
        {
            if (measure.CountsRows && measure.Source!.Target is MentionTarget.Table counted)
                return counted.Name;
        }

        var measured = draft.Measures.Select(m => m.Source).OfType<Item>().ToList();
        var others = draft.Groups.Select(g => g.Source).Concat(draft.Conditions.Select(c => c.Column)).OfType<Item>();
        var listedTable = draft.Groups.Select(g => g.Source?.Target).OfType<MentionTarget.Table>().FirstOrDefault();
        if (measured.Count == 0 && listedTable is not null)
            return listedTable.Name;
        // The table that holds most of what is named, the default table first among equals.
        var votes = (measured.Count > 0 ? measured : others.ToList()).SelectMany(i => i.Tables).CountBy(t => t).ToDictionary(StringComparer.Ordinal);
        var usual = draft.Model.DefaultTable.Name;
        return draft.Model.Tables.Select(t => t.Name)
            .OrderByDescending(t => ReachesAll(draft, t, needed)).ThenByDescending(t => votes.GetValueOrDefault(t)).ThenByDescending(t => t == usual)
            .First();
    }

    // Whether one row of a table leads to everything that the draft names.
    private static bool ReachesAll(Draft draft, string table, List<IReadOnlyList<string>> needed) =>
        needed.TrueForAll(any => any.Any(t => draft.Question.Lexicon.Joins.Reaches(table, t)));

    // The tables of everything that the draft names: of each, one must be reached.
    private static List<IReadOnlyList<string>> Needed(Draft draft) =>
    [
        .. draft.Groups.Where(g => !g.IsTime).Select(g => g.Source!.Tables),
        .. draft.Conditions.SelectMany(c => c.Values.Count > 0 ? c.Values : c.Column is { } column ? [column] : []).Select(i => i.Tables),
        .. draft.Measures.Where(m => m.Metric is null && !m.CountsRows).Select(m => m.Source!.Tables),
        .. draft.Conditions.Select(c => c.Segment).OfType<string>().Select(s => (IReadOnlyList<string>)[draft.Model.FindSegment(s)?.Table ?? ""]),
        .. draft.Conditions.Select(c => c.Table).OfType<string>().Select(t => (IReadOnlyList<string>)[t]),
    ];

    // The default table, or the first other, whose rows each refer to one row of the table.
    private static (string Table, string Column)? Fact(Draft draft, string thing)
    {
        var joins = draft.Question.Lexicon.Joins;
        return draft.Model.Tables.OrderByDescending(t => t.Name == draft.Model.DefaultTable.Name)
            .Where(t => t.Name != thing)
            .Select(t => (t.Name, paths: joins.ShortestPaths(t.Name, thing)))
            .Where(t => t.paths is [{ Count: 1 }])
            .Select(t => ((string, string)?)(t.Name, t.paths[0][0].FromColumns[0]))
            .FirstOrDefault();
    }

    private static BaseChoice Make(Draft draft, string table, (string Thing, string Column)? through)
    {
        List<MetricReference> metrics = [];
        Dictionary<Measure, string> names = [];
        List<string> helpers = [];
        var (divided, undivided, repeated) = (false, false, false);
        foreach (var measure in draft.Measures)
        {
            var reference = Reference(draft, measure, table, through);
            if (measure.Per is { } whom)
            {
                var number = reference.As ?? reference.Name!;
                var isSum = measure.Aggregate == AggregateFunction.Sum;
                var divisor = isSum ? Divisor(draft, whom, table) : null;
                repeated |= isSum && divisor is null;
                var those = isSum ? Reference(draft, new Measure { Aggregate = divisor ?? AggregateFunction.Sum, Source = whom }, table, through)
                    : new MetricReference { Aggregate = AggregateFunction.CountDistinct, Column = KeyOf(draft, whom, table), As = "number_of_groups" };
                helpers.AddRange([number, those.As ?? those.Name!]);
                metrics.AddRange([reference, those]);
                reference = new()
                {
                    Expression = new QueryExpression.Arithmetic(ArithmeticOperator.Divide, new QueryExpression.Named(number), new QueryExpression.Named(those.As ?? those.Name!)),
                    As = $"{(isSum ? "" : "average_")}{number}_per_{Called(whom)}",
                };
            }
            if (draft.PerPeriod is { } size)
            {
                if (PerPeriod(draft, table, reference, size, metrics, helpers) is { } average)
                    (reference, divided) = (average, true);
                else
                    undivided = true;
            }

            metrics.Add(reference);
            names[measure] = reference.As ?? reference.Name!;
        }

        var definition = draft.Model.FindTable(table)!;
        var named = draft.Measures.Where(m => m.Metric is not null).ToList();
        var choice = new BaseChoice(table, metrics.Distinct().ToValueList(), metrics.Exists(m => m.Name is null && m.Column is null))
        {
            HasTime = Ledgers.TimeColumn(draft.Model, definition.Name) is not null || named.Exists(m => MetricTables.TimeColumn(draft.Model, m.Metric!) is not null),
        };
        foreach (var (measure, name) in names)
            choice.Names[measure] = name;
        choice.Helpers.UnionWith(helpers);
        if (divided)
            choice.Assumptions.Add($"Divided by the {QueryWords.Of(draft.PerPeriod!.Value)}s from the first to the last row, those without rows included.");
        if (repeated)
            choice.Features[Feature.UnreachableColumn] = 1;
        if (undivided)
            choice.Features[Feature.AggregateOfMetric] = 1;
        return choice;
    }

    // "average monthly revenue": all revenue divided by the months; null for what does not add up over them.
    private static MetricReference? PerPeriod(Draft draft, string table, MetricReference whole, TimeGrain size, List<MetricReference> metrics, List<string> helpers)
    {
        if (ColumnChooser.TimeColumn(draft, table, [whole]) is not { } time || whole.Expression is not null || (whole.Name is { } name ? !AveragePeriodRule.AddsUp(draft.Model, name) : whole.Aggregate is not (AggregateFunction.Sum or AggregateFunction.Count or AggregateFunction.CountDistinct)))
            return null;
        var ends = PeriodCount.Ends(time);
        var number = whole.As ?? whole.Name!;
        helpers.AddRange([number, .. ends.Select(e => e.As!)]);
        metrics.AddRange([whole, .. ends]);
        return new()
        {
            Expression = new QueryExpression.Arithmetic(ArithmeticOperator.Divide, new QueryExpression.Named(number), PeriodCount.Of(size)),
            As = $"average_{number}_per_{QueryWords.Of(size)}",
        };
    }

    // "revenue per square metre of each store": each sale repeats its store's floor, which adds up over no sales. Null where no group has one.
    private static AggregateFunction? Divisor(Draft draft, Item whom, string table)
    {
        var column = ColumnChooser.Best(draft, whom, table);
        if (column.TableName == table)
            return AggregateFunction.Sum;
        var of = draft.Model.FindTable(column.TableName)!;
        return draft.Groups is [{ Source: { } group }] && (group.Target is MentionTarget.Table { Name: var name } ? name == of.Name
            : group.Target is MentionTarget.Column && ColumnChooser.Best(draft, group, of.Name) is var by && by.TableName == of.Name && RowKeys.IsUnique(of, by.ColumnName))
            ? AggregateFunction.Max : null;
    }

    private static string Called(Item whom) => whom.Target is MentionTarget.Column column ? column.ColumnName.EndsWith("_id", StringComparison.Ordinal) ? column.ColumnName[..^3] : column.ColumnName : ((MentionTarget.Table)whom.Target).Name;

    // What tells the things of a number "per customer" apart, in the rows that are counted.
    private static string KeyOf(Draft draft, Item whom, string table)
    {
        if (whom.Target is MentionTarget.Table thing && draft.Question.Lexicon.Joins.ShortestPaths(table, thing.Name) is [[var step, ..], ..])
            return $"{table}.{step.FromColumns[0]}";
        var column = ColumnChooser.Best(draft, whom, table);
        return $"{column.TableName}.{column.ColumnName}";
    }

    private static MetricReference Reference(Draft draft, Measure measure, string table, (string Thing, string Column)? through)
    {
        if (measure.Metric is { } metric)
            return new() { Name = metric };
        if (measure.CountsRows && through is { } way)
            return MetricNames.OfColumn(draft.Model, AggregateFunction.CountDistinct, table, way.Column) is { } known
                ? new() { Name = known }
                : new() { Aggregate = AggregateFunction.CountDistinct, Column = $"{table}.{way.Column}", As = $"number_of_{way.Thing}" };
        if (measure.CountsRows)
        {
            var counted = ((MentionTarget.Table)measure.Source!.Target).Name;
            return MetricNames.OfRows(draft.Model, counted) is { } known
                ? new() { Name = known }
                : new() { Aggregate = AggregateFunction.Count, As = $"number_of_{counted}" };
        }

        var column = ColumnChooser.Best(draft, measure.Source!, table);
        var prefix = measure.Aggregate switch
        {
            AggregateFunction.CountDistinct => "number_of",
            { } function => MetricNames.Prefix(function),
            _ => "value",
        };
        if (MetricNames.OfColumn(draft.Model, measure.Aggregate, column.TableName, column.ColumnName) is { } defined)
            return new() { Name = defined };
        var name = column.ColumnName.StartsWith(prefix, StringComparison.Ordinal) ? column.ColumnName : $"{prefix}_{column.ColumnName}";
        return new() { Aggregate = measure.Aggregate, Column = $"{column.TableName}.{column.ColumnName}", As = name };
    }
}
