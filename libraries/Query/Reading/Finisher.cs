using System.Globalization;
using NlSql.Query.Reading.Rules;
using NlSql.Query.Model;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Reading;

/// <summary>A draft whose mentions have their roles → semantic queries: one for each table that may be measured.</summary>
internal static class Finisher
{
    public static IEnumerable<FinishedReading> Finish(Draft draft)
    {
        foreach (var choice in BaseChooser.Choices(draft))
        {
            foreach (var columns in ColumnChooser.Choices(draft, choice))
                yield return Build(draft, choice, columns);
        }
    }

    private static FinishedReading Build(Draft draft, BaseChoice choice, ColumnChoice columns)
    {
        var features = new Dictionary<Feature, double>(draft.Features);
        void Count(Feature feature, double times = 1) => features[feature] = features.GetValueOrDefault(feature) + times;
        foreach (var (feature, times) in choice.Features.Concat(columns.Features))
            Count(feature, times);

        List<string> assumptions = [.. draft.Assumptions, .. choice.Assumptions, .. columns.Assumptions];
        var measured = draft.Measures.Count > 0;
        var query = new SemanticQuery
        {
            From = choice.NamesFrom ? choice.Table : null,
            Metrics = choice.Metrics,
            Dimensions = measured || draft.Groups.Any(g => g.IsTime) ? columns.Dimensions : [],
            Return = columns.Return.Select(OutputReference.Of).ToValueList(),
            Filters = Combine(columns.Filters),
            Having = Combine([.. draft.Having.Select(h => new QueryFilter.Compare(choice.NameOf(draft, h.Measure), h.Operator, h.Values))]),
            Limit = draft.Limit,
            Offset = draft.Skipped,
        };
        // "average ideal cycle time of the brackets": the time that is averaged is no group, too.
        if (measured && draft.Groups.TrueForAll(g => !g.Announced) && query.Dimensions.Where(d => !query.Metrics.Any(m => Measures(draft, m, d.Column))).ToValueList() is var apart && apart.Count < query.Dimensions.Count)
            query = query with { Dimensions = apart, Return = [] };
        if (!measured)
            query = Listing.Of(draft, columns, query, Count);
        // Prices per kilogram add up to nothing.
        if (query.Metrics.Any(m => m is { Aggregate: AggregateFunction.Sum, Column: { } summed } && summed.Contains("_per_", StringComparison.Ordinal) && draft.Question.Lexicon.Reach.Column(choice.Table, summed[(summed.LastIndexOf('.') + 1)..]) is { Additive: Additivity.None }))
            Count(Feature.AggregateOfText);
        if (draft.Period is { } period)
        {
            if (PeriodColumn(draft, choice, Count) is { } column)
                query = query with { Time = new TimeFilter(period, column) };
            else if (choice.HasTime && HeaderTime(draft, choice) is { } header)
                query = query with { Time = new TimeFilter(period, header) };
            else if (choice.HasTime)
                query = query with { Time = new TimeFilter(Bounded(draft, choice, period)) };
            else
                Count(Feature.NoTimeColumn);
        }

        // "the top two in each category": of what, is not said.
        if (draft is { Limit: > 1, Largest: not null, Groups: [{ Within: true, IsTime: false }] })
            Count(Feature.TopWithinGroups);
        if (measured && query.Dimensions.Count == 0 && (draft.Largest is not null || draft.Limit is not null))
            Count(Feature.NothingToRank);
        if (query.Having is not null && query.Dimensions.Count == 0)
            Count(Feature.ConditionOnWhole);
        if (!measured && draft.Groups.Count == 0 && query.Shape == QueryShape.Aggregate)
            Count(Feature.NothingAsked);
        query = query with { OrderBy = Sorting.Of(draft, choice, query, Count) };
        // Days of the week follow each other, whatever is measured.
        if (query is { OrderBy.Count: 0, Dimensions: [{ Expression: QueryExpression.PartOfDate, As: { } part }] })
            query = query with { OrderBy = [new() { By = part }] };
        if (choice.Helpers.Count > 0)
            query = query with { Return = [.. (query.Return.Count > 0 ? query.Return : query.Dimensions.Select(d => OutputReference.Of(d.As ?? d.Column)).Concat(query.Metrics.Select(m => OutputReference.Of(m.As ?? m.Name!)))).Where(r => !choice.Helpers.Contains(r.Name))] };
        if (measured && (query.Limit is not null || query.Having is not null || draft.Changed is not null || draft.OfAverage.Count > 0))
            query = OnlyNamed(draft, choice, query, assumptions);
        foreach (var (measure, @operator) in draft.OfAverage)
        {
            if (OfAverageRule.Condition(query, choice.Table, choice.NameOf(draft, measure), @operator, draft.Model) is not { } condition)
                Count(Feature.UnsupportedCalculation);
            else
                query = query with { Having = condition };
        }

        if (draft.Limit is not null && draft.Largest is not null && columns.Dimensions.Count > 1 && draft.Groups.Count > 1)
            query = TopOfEach(draft, columns, query, Count);
        query = WithVariants(draft, columns, query, Count);
        var items = draft.Items.Select(i => new ReadItem(i.Mention, columns.Chosen.GetValueOrDefault(i) ?? i.Chosen ?? i.Target, i.Role ?? "unused"));
        return new(query, features, [.. items], assumptions.Distinct().ToValueList());
    }

    private static bool Measures(Draft draft, MetricReference metric, string column) => metric.Aggregate is not (null or AggregateFunction.Count or AggregateFunction.CountDistinct)
        ? metric.Column == column
        : metric.Name is { } name && draft.Model.FindMetric(name) is { Type: MetricType.Simple, Aggregate: not (AggregateFunction.Count or AggregateFunction.CountDistinct), Table: { } table, Expression: { } expression } && column == $"{table}.{expression}";

    // "top 3 products per region": the first of each region.
    private static SemanticQuery TopOfEach(Draft draft, ColumnChoice columns, SemanticQuery query, Action<Feature, double> count)
    {
        var within = draft.Groups.Where(g => g.Within).SelectMany(g => columns.Grouped.GetValueOrDefault(g) ?? []).Distinct().ToValueList();
        if (within.Count == 0 || within.Count >= query.Dimensions.Count || query.OrderBy is not [{ } by] || draft.Skipped > 0)
        {
            count(Feature.TopWithinGroups, 1);
            return query;
        }

        return query with { PerGroupTop = new GroupTop(draft.Limit!.Value, by.By, within, !by.Descending), OrderBy = [], Limit = null };
    }

    // "what percentage of revenue comes from North": of all that is measured, what the rows asked for have.
    private static SemanticQuery ShareOfRows(SemanticQuery query, MetricReference whole, ColumnChoice columns)
    {
        var asked = Combine(columns.OfPart)!;
        var all = whole.As ?? whole.Name!;
        var part = whole with { Where = asked, As = "asked_for" };
        var share = new MetricReference { Expression = new QueryExpression.Arithmetic(ArithmeticOperator.Divide, new QueryExpression.Named(part.As), new QueryExpression.Named(all)), As = "share" };
        return query with
        {
            Metrics = [part, whole, share],
            Filters = Combine([.. columns.Filters.Where(f => !columns.OfPart.Contains(f))]),
            Return = [.. query.Dimensions.Count > 0 ? Shown(query).Where(r => r.Name != all) : [], OutputReference.Of(share.As)],
            OrderBy = [.. query.OrderBy.Select(o => o.By == all ? o with { By = share.As } : o)],
            Having = query.Having is QueryFilter.Compare having && having.Column == all ? having with { Column = share.As } : query.Having,
        };
    }

    // "categories whose decline rate is above 10%", "… above the overall rate": the groups whose share is so.
    private static SemanticQuery ShareKept(Draft draft, SemanticQuery query, Action<Feature, double> count)
    {
        if (draft.ShareKept is not var (@operator, values))
            return query;
        // Where more is said, it may be said of all rows, too.
        if (query is not { Dimensions.Count: > 0, Having: null } || (values.Count == 0 && (query.Filters ?? (object?)query.Time) is not null))
            count(Feature.UnsupportedCalculation, 1);
        var share = new QueryExpression.Named("share");
        return query with
        {
            Return = [.. query.Return.Where(r => r.Name != share.Name)],
            // Nothing at all is no group that is set against the whole.
            Filters = Combine([.. FilterTerms.Of(query.Filters), .. query.Dimensions.Where(d => values.Count == 0 && draft.Question.Lexicon.Values.HasGaps(d.Column)).Select(d => new QueryFilter.Compare(d.Column, FilterOperator.IsNotNull, []))]),
            Having = values.Count > 0 ? new QueryFilter.Compare(share.Name, @operator, values)
                : new QueryFilter.Relation(share, @operator, new ComparedValue.Scalar(new() { Metrics = query.Metrics, Return = [OutputReference.Of(share.Name)] })),
        };
    }

    // "how many more tickets does Billing have than Sales": the measure of the one less that of the other.
    private static SemanticQuery Difference(SetOff setOff, ColumnChoice columns, SemanticQuery query, Action<Feature, double> count)
    {
        if (columns.Filters.OfType<QueryFilter.Compare>().FirstOrDefault(f => f is { Operator: FilterOperator.In, Values.Count: 2 }) is not { } sides || query is not { Metrics: [{ } measure], PerGroupTop: null, Limit: null })
        {
            count(Feature.UnsupportedCalculation, 1);
            return query;
        }

        MetricReference Of(QueryLiteral side, string name) => measure with { Where = sides with { Operator = FilterOperator.Equal, Values = [side] }, As = name };
        var (first, second) = (Of(sides.Values[0], "first_side"), Of(sides.Values[1], "second_side"));
        var (more, less) = setOff.Downwards ? (second.As!, first.As!) : (first.As!, second.As!);
        QueryExpression difference = new QueryExpression.Arithmetic(ArithmeticOperator.Subtract, new QueryExpression.Named(more), new QueryExpression.Named(less));
        if (setOff.Relative)
            difference = new QueryExpression.Arithmetic(ArithmeticOperator.Divide, difference, new QueryExpression.Named(second.As!));
        return query with
        {
            Metrics = [first, second, new() { Expression = difference, As = "difference" }],
            Filters = Combine([.. columns.Filters.Where(f => f != sides)]),
            Return = [.. query.Dimensions.Count > 0 ? Shown(query).Where(r => r.Name != (measure.As ?? measure.Name)) : [], OutputReference.Of("difference")],
            OrderBy = [],
        };
    }

    private static ValueList<OutputReference> Shown(SemanticQuery query) =>
        query.Return.Count > 0 ? query.Return : [.. query.Dimensions.Select(d => OutputReference.Of(d.As ?? d.Column)), .. query.Metrics.Select(m => OutputReference.Of(m.As ?? m.Name!))];

    // Growth, shares and running totals are of measures; a share is of a group.
    private static SemanticQuery WithVariants(Draft draft, ColumnChoice columns, SemanticQuery query, Action<Feature, double> count)
    {
        if (draft.Difference is { } setOff)
            return Difference(setOff, columns, query, count);
        if (draft is { Against: null, Shared: false, Summed: false })
            return query;
        if (draft is { Shared: true, Against: null, Summed: false } && columns.OfPart.Count > 0 && query is { Metrics: [{ } whole], PerGroupTop: null })
        {
            // A share of an average is none.
            if (whole.Aggregate is AggregateFunction.Avg or AggregateFunction.Median or AggregateFunction.Min or AggregateFunction.Max)
                count(Feature.UnsupportedCalculation, 1);
            return ShareKept(draft, ShareOfRows(query, whole, columns), count);
        }

        if (draft.ShareKept is not null)
            count(Feature.UnsupportedCalculation, 1);
        var series = query.Dimensions.Any(d => d.Grain is not null);
        if (query.Metrics.Count == 0 || (draft.Shared && query.Dimensions.Count == 0) || (series && draft.Against is PeriodComparison.Range))
            count(Feature.UnsupportedCalculation, 1);
        query = ByChange(draft, query, count);
        return query with
        {
            Compare = draft.Against,
            ShareOf = draft.Shared ? Whole(query) : null,
            Running = draft.Summed ? new RunningTotal() : null,
        };
    }

    // "share of each channel by year": of what the year brought.
    private static string Whole(SemanticQuery query) => query.Dimensions.Count > 1 && query.Dimensions.SingleOrDefault(d => d.Grain is not null) is { } time ? time.As ?? time.Column : SemanticQuery.Total;

    // "which store grew most from 2023 to 2024", "stores whose sales fell": by the change of what is measured.
    private static SemanticQuery ByChange(Draft draft, SemanticQuery query, Action<Feature, double> count)
    {
        if (draft.Changed is null && (draft.Change is null || draft.Largest is null))
            return query;
        if (query is not { Metrics: [{ } measure], Dimensions.Count: > 0, Having: null, PerGroupTop: null })
        {
            count(Feature.UnsupportedCalculation, 1);
            return query;
        }

        var change = (measure.As ?? measure.Name!) + (draft.Change is { Relative: true } ? "_change_pct" : "_change");
        if (draft.Changed is { } direction)
            return query with { Having = new QueryFilter.Compare(change, direction, [QueryLiteral.Of(0)]), Return = [.. Shown(query with { Metrics = [] })] };
        return query with { OrderBy = [new() { By = change, Descending = draft.Largest != draft.Change!.Falls }] };
    }

    // A ranking of customers lists customers: the sales of nobody in particular are not one of them.
    private static SemanticQuery OnlyNamed(Draft draft, BaseChoice choice, SemanticQuery query, List<string> assumptions)
    {
        // Nor is nothing at all what there is most of.
        bool IsNothing(DimensionReference dimension) => query is { Limit: 1, Dimensions.Count: 1 } && draft.Question.Lexicon.Values.HasGaps(dimension.Column);
        var reached = query.Dimensions.Where(d => d is { Grain: null, Expression: null } && (IsNothing(d) || !d.Column.StartsWith(choice.Table + ".", StringComparison.Ordinal))).Select(d => d.Column).ToList();
        foreach (var column in reached.Where(c => query.Return.Count == 0 || query.Return.Any(r => r.Name == c)))
        {
            var dot = column.IndexOf('.', StringComparison.Ordinal);
            if (dot > 0 && draft.Model.FindTable(column[..dot])?.FindColumn(column[(dot + 1)..]) is { } named)
                assumptions.Add($"Rows without a {named.Label.ToLowerInvariant()} are left out.");
        }

        var present = reached.Select(column => (QueryFilter)new QueryFilter.Compare(column, FilterOperator.IsNotNull, []));
        return reached.Count == 0 ? query : query with { Filters = Combine([.. FilterTerms.Of(query.Filters), .. present]) };
    }


    // Only a column other than the usual one is said.
    private static string? PeriodColumn(Draft draft, BaseChoice choice, Action<Feature, double> count)
    {
        if (draft.PeriodColumn is not { } item)
            return null;
        var column = ColumnChooser.Best(draft, item, choice.Table);
        if (column.TableName != choice.Table && draft.Question.Lexicon.Joins.ShortestPaths(choice.Table, column.TableName).Count == 0)
            count(Feature.UnreachableColumn, 1);
        // "revenue this year by year of joining": a period of the one date, a series of the other.
        if (column.TableName != choice.Table && draft.Measures.Count > 0 && draft.Groups.Exists(g => g is { IsTime: true, Announced: true }))
            count(Feature.UnsupportedCalculation, 1);
        var usual = draft.Measures.Select(m => m.Metric is { } name ? MetricTables.TimeColumn(draft.Model, name) : null).FirstOrDefault(t => t is not null)
            ?? draft.Model.FindTable(choice.Table)?.TimeColumn;
        return column.TableName == choice.Table && usual is not null && usual[(usual.IndexOf('.', StringComparison.Ordinal) + 1)..] == column.ColumnName
            ? null
            : $"{column.TableName}.{column.ColumnName}";
    }

    // Order lines are dated by their orders.
    private static string? HeaderTime(Draft draft, BaseChoice choice) => draft.Measures.Exists(m => m.Metric is { } name && MetricTables.TimeColumn(draft.Model, name) is not null) ? null
        : Ledgers.TimeColumn(draft.Model, choice.Table) is { } time && time.Contains('.', StringComparison.Ordinal) ? time : null;

    // "before March 2024" begins where the data begins.
    private static TimeRange Bounded(Draft draft, BaseChoice choice, TimeRange period)
    {
        if (period is not TimeRange.Between { From: null, To: { } to } || draft.Model.FindTable(choice.Table)?.TimeColumn is not { } column)
            return period;
        var first = draft.Question.Lexicon.Values.Find(choice.Table, column)?.Minimum;
        return first is { Length: >= 10 } && DateOnly.TryParseExact(first[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var from) && from <= to
            ? new TimeRange.Between(from, to)
            : period;
    }

    private static QueryFilter? Combine(ValueList<QueryFilter> terms) => terms.Count switch
    {
        0 => null,
        1 => terms[0],
        _ => new QueryFilter.AllOf(terms),
    };
}
