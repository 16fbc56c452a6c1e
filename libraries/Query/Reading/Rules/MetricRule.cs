using NlSql.Query.Linking;

namespace NlSql.Query.Reading.Rules;

/// <summary>Metrics that no other rule used are what is measured.</summary>
internal sealed class MetricRule : ReadingRule
{
    public override void Apply(Draft draft)
    {
        foreach (var item in draft.Unused<MentionTarget.Metric>().ToList())
        {
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
}
