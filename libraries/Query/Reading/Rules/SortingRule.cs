using NlSql.Query.Linking;

namespace NlSql.Query.Reading.Rules;

/// <summary>"sorted by revenue", "in descending order", "alphabetically".</summary>
internal sealed class SortingRule : ReadingRule
{
    public override void Apply(Draft draft)
    {
        foreach (var item in draft.Unused<MentionTarget.Order>().ToList())
        {
            var order = (MentionTarget.Order)item.Target;
            item.Role = "order";
            var descending = order.Descending ?? draft.Order?.Descending;
            if (order.TakesKey && draft.Next(item) is { Used: false, IsNoun: true } key)
            {
                // Unsaid direction is ascending, but of measures people want the largest first.
                draft.Order = (key, descending ?? key.Target is MentionTarget.Metric);
                if (key.Target is MentionTarget.Metric metric)
                    Measures.Add(draft, key, metric.Name);
                else
                    key.Role = "order key";
            }
            else
            {
                draft.Order = (draft.Order?.Key, descending ?? false);
                if (order.Descending is null && !order.TakesKey)
                    draft.Order = null;
            }
        }
    }
}
