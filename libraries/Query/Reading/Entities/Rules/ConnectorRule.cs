using NlSql.Query.Linking;

namespace NlSql.Query.Reading.Entities.Rules;

/// <summary>Words that only hold the others together once these have their roles.</summary>
internal sealed class ConnectorRule : EntityRule
{
    public override void Apply(EntityDraft draft)
    {
        foreach (var part in draft.Parts.Where(p => !p.Used))
        {
            part.Role = part.Target switch
            {
                MentionTarget.And or MentionTarget.Or or MentionTarget.Listing or MentionTarget.Activity => "connects",
                // A verb says nothing by itself: what it relates must be there.
                MentionTarget.Relation when Relates(draft, part) => "relates",
                MentionTarget.Grouping { Each: true } => "each",
                MentionTarget.Grouping when draft.Parts.Any(p => p.Target is MentionTarget.Value or MentionTarget.Table && p.Index > part.Index) => "connects",
                MentionTarget.Distinct => "distinct",
                MentionTarget.Aggregate { Function: SemanticModel.Definitions.AggregateFunction.Sum } => "total",
                MentionTarget.Comparison { Operator: SemanticModel.Queries.FilterOperator.Equal } => "equals",
                _ => part.Role,
            };
        }

        draft.Alternatives |= draft.Parts.Any(p => p.Target is MentionTarget.Or && p.Role == "connects" && draft.Demands.Count > 1);
        draft.Distinct |= draft.Parts.Any(p => p.Role == "distinct");
        if (draft.Outputs.TrueForAll(o => o is not Quantity.Value) && draft.Parts.Any(p => p.Is("all information", "information", "details", "everything", "info", "all details")) && draft.Outputs.Count == 0)
            draft.Everything = true;
    }

    private static bool Relates(EntityDraft draft, Part verb) =>
        draft.Parts.Any(p => p.Sentence == verb.Sentence && p.Role is "value" or "condition" or "related" or "period" or "ranked by" or "counted" or "group" or "shown" or "aggregate" && p.Index > verb.Index - 4);
}
