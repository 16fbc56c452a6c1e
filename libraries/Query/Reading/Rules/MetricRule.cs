using NlSql.Query.Linking;

namespace NlSql.Query.Reading.Rules;

/// <summary>Metrics that no other rule used are what is measured.</summary>
internal sealed class MetricRule : ReadingRule
{
    public override void Apply(Draft draft)
    {
        foreach (var item in draft.Unused<MentionTarget.Metric>().ToList())
        {
            // "revenue of online orders": the orders are what the revenue is of, no second measure.
            if (draft.Measures.Count > 0 && IsOwner(draft, item))
            {
                item.Role = "thing measured";
                continue;
            }

            Measures.Add(draft, item, ((MentionTarget.Metric)item.Target).Name);
            // "show revenue" is common; "which revenue" and "list revenue" ask for things.
            if (draft.Previous(item) is { Target: MentionTarget.Listing { Which: true } })
                draft.Count(Feature.ListedMeasure);
        }

        // "quantity by region": a number column beside groups is measured by its usual aggregate.
        if (draft.Measures.Count > 0 || (draft.Groups.Count == 0 && draft.Period is null))
            return;
        foreach (var item in draft.Unused<MentionTarget.Column>().ToList())
        {
            if (Rules.Measures.FactColumn(draft, item) is not null)
                Rules.Measures.Of(draft, item);
        }
    }

    private static bool IsOwner(Draft draft, Item item)
    {
        if (draft.Model.FindMetric(((MentionTarget.Metric)item.Target).Name)?.Unit != "count")
            return false;
        var before = draft.Items.Take(item.Index).LastOrDefault(i => i.Role == "measure");
        if (before is null || draft.Items.Skip(before.Index).Take(item.Index - before.Index).Any(i => i.Target is MentionTarget.And or MentionTarget.Or))
            return false;
        return Enumerable.Range(before.Mention.End, item.Mention.Start - before.Mention.End)
            .Any(i => draft.Question.Words[i].Token.Folded is "of" or "from" or "for" or "on" or "in");
    }
}
