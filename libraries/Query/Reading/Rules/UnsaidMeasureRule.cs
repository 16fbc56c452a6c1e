using NlSql.Query.Linking;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Query.Reading.Rules;

/// <summary>"busiest month", "best month": what is ranked by where nothing is said: how many rows, or what the rows of a ledger are worth.</summary>
internal sealed class UnsaidMeasureRule : ReadingRule
{
    private static readonly string[] OfActivity = ["busiest", "quietest"];

    public override void Apply(Draft draft)
    {
        // "how much did we sell in March".
        if (draft.Measures.Count == 0 && draft.Question.BehindHowMuch.Any() && draft.Items.FirstOrDefault(i => !i.Used && Takings.IsSaid(draft, i)) is { } verb && draft.Items.All(i => i.Used || i.Target is not MentionTarget.Column || Measures.FactColumn(draft, i) is null))
        {
            Takings.Add(draft, verb);
            return;
        }

        if (draft.Largest is null || draft.Measures.Count > 0 || draft.Groups.Count == 0 || draft.Items.FirstOrDefault(i => i.Role is "superlative" or "limit") is not { } superlative)
            return;
        var table = draft.Model.DefaultTable.Name;
        // What things further away are worth is nobody's guess.
        if (draft.Groups.Exists(g => (g.Source?.Target as MentionTarget.Table)?.Name is { } thing && thing != table && !draft.Model.Relationships.Any(r => r.FromTable == table && r.ToTable == thing)))
            return;
        var busy = OfActivity.Contains(draft.Question.Words[superlative.Mention.Start].Best) || draft.Question.Mentions.Any(m => m.Target is MentionTarget.Frequent && m.Start == superlative.Mention.Start);
        var worth = draft.Question.Lexicon.Ledgers.Worth(table);
        var metric = draft.Model.Metrics.FirstOrDefault(m => m is { Type: MetricType.Simple, Filter: null } && m.Table == table
            && (busy ? m is { Unit: "count", Aggregate: AggregateFunction.Count or AggregateFunction.CountDistinct } : m.Aggregate == AggregateFunction.Sum && m.Expression == worth));
        if (metric is null)
            return;
        var role = superlative.Role;
        draft.RankedBy = Measures.Add(draft, superlative, metric.Name);
        superlative.Role = role;
        draft.Assumptions.Add($"Ranked by {metric.Label.ToLowerInvariant()}, as nothing else was said.");
    }
}
