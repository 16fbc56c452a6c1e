using NlSql.Query.Linking;
using NlSql.Query.Model;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Reading;

/// <summary>The order of the rows: the ranking, or what "sorted by" says. Unsaid, the compiler has a sensible one.</summary>
internal static class Sorting
{
    public static ValueList<OrderTerm> Of(Draft draft, BaseChoice choice, SemanticQuery query, Action<Feature, double> count)
    {
        if (draft.Largest is { } largest && draft.Measures.Count > 0)
        {
            // "top 3 by weight, lightest on top" says both ends.
            if (draft.Order is { Key: null } end && end.Descending != largest)
                count(Feature.UnusedMention, 1);
            var by = draft.RankedBy is { } ranked ? choice.NameOf(draft, ranked) : choice.NameOf(draft, draft.Measures[0]);
            return [new() { By = by, Descending = largest }];
        }

        if (draft.Order is not { } order)
        {
            // "first 10 orders" of a list: any 10; of measured groups: the largest.
            return [];
        }

        if (order.Key is { } key)
            return Key(draft, choice, key) is { } name ? [new() { By = name, Descending = order.Descending }] : [];
        // A direction without a key: of the measure, else of the first column.
        if (query.Metrics.Count > 0 && !draft.Groups.Any(g => g.IsTime))
            return [new() { By = query.Metrics[0].As ?? query.Metrics[0].Name!, Descending = order.Descending }];
        var first = query.Dimensions.Count > 0 ? query.Dimensions[0].Column : query.Return.Count > 0 ? query.Return[0].Name : null;
        if (first is not null)
            return [new() { By = first, Descending = order.Descending }];
        count(Feature.NothingToRank, 1);
        return [];
    }

    private static string? Key(Draft draft, BaseChoice choice, Item key)
    {
        if (draft.Measures.Find(m => m.Source == key || (key.Target is MentionTarget.Metric metric && m.Metric == metric.Name)) is { } measure)
            return choice.NameOf(draft, measure);
        if (key.Target is MentionTarget.Table table)
            return DisplayColumns.NameColumn(draft.Model.FindTable(table.Name)!) is { } name ? $"{table.Name}.{name}" : null;
        var column = ColumnChooser.Best(draft, key, choice.Table);
        // A number column that is already measured is ordered by its measure.
        var measured = draft.Measures.Find(m => m.Source is { } source && source.Target is MentionTarget.Column && ColumnChooser.Best(draft, source, choice.Table) == column);
        return measured is not null ? choice.NameOf(draft, measured) : $"{column.TableName}.{column.ColumnName}";
    }
}
