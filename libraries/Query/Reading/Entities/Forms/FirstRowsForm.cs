using NlSql.Query.Linking;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Reading.Entities.Forms;

/// <summary>The keys of the first rows in some order: rows "of the 3 largest districts".</summary>
internal static class FirstRowsForm
{
    /// <summary>The query; null when the table cannot be ordered so.</summary>
    /// <param name="draft">The draft.</param>
    /// <param name="first">How many rows, in which order.</param>
    /// <param name="of">The table, and its key.</param>
    /// <param name="features">Where features are counted.</param>
    public static SemanticQuery? Of(EntityDraft draft, Demand.First first, (string Table, string Key) of, Dictionary<Feature, double> features)
    {
        var scope = new TableScope(draft, of.Table, features);
        OrderTerm term;
        if (first.Key is Quantity.Value { Noun: var noun })
        {
            if (new RowOrder(scope).By(noun, first.Descending) is not { } by)
                return null;
            term = new() { By = by.Name, Descending = by.Flip ? !first.Descending : first.Descending };
        }
        else
        {
            var measured = first.Key.Noun.Target is MentionTarget.Table ? first.Key.Noun.Tables[0] : scope.Reach.Best(first.Key.Noun)?.TableName;
            if (measured is null || measured == of.Table || scope.Numbers.Metric(first.Key, measured) is not { } metric)
                return null;
            scope.Metrics.Add(metric);
            term = new() { By = metric.As!, Descending = first.Descending };
        }

        return new()
        {
            From = of.Table,
            Return = [OutputReference.Of($"{of.Table}.{of.Key}")],
            Metrics = scope.Metrics.ToValueList(),
            OrderBy = [term],
            Limit = first.Rows,
            Shape = scope.Metrics.Count > 0 ? QueryShape.Aggregate : QueryShape.Rows,
        };
    }
}
