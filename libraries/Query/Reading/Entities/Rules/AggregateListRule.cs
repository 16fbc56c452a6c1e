using NlSql.Query.Linking;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Query.Reading.Entities.Rules;

/// <summary>"highest, lowest and average price", "first and last visit date": several aggregates of one column.</summary>
internal sealed class AggregateListRule : EntityRule
{
    public override void Apply(EntityDraft draft)
    {
        foreach (var first in draft.Parts.Where(p => p is { Used: false, Clause: 0 } && FunctionOf(p) is not null).ToList())
        {
            // "the lowest average score" is one thing.
            if (first.Used || (first.Target is MentionTarget.Extreme && draft.Next(first) is { Target: MentionTarget.Aggregate }))
                continue;
            List<Part> words = [first], between = [];
            Part? noun = null;
            var at = draft.Next(first);
            while (at is { Used: false })
            {
                if (FunctionOf(at) is not null)
                    words.Add(at);
                else if (at.Target is MentionTarget.And)
                    between.Add(at);
                // "highest price, lowest price and average price": the same noun again.
                else if (at.Target is MentionTarget.Column && (noun is null || noun.Mention!.Target == at.Mention!.Target))
                    (noun, _) = (at, at.Role = "aggregate");
                else
                    break;
                at = draft.Next(at);
            }

            if (words.Count < 2 || noun is null || words[^1].Index > noun.Index || (words.Exists(w => EndOf(w) is not null) && !(draft.IsTime(noun) && words[^1].Mention?.End == noun.Mention!.Start)))
            {
                foreach (var part in draft.Parts.Where(p => p.Role == "aggregate" && p.Index > first.Index))
                    part.Role = null;
                continue;
            }

            foreach (var part in words.Concat(between.Where(b => b.Index < noun.Index)))
                part.Role = "aggregate";
            draft.Outputs.AddRange(words.Select(w => new Quantity.Aggregate(FunctionOf(w)!.Value, noun)));
        }
    }

    private static AggregateFunction? FunctionOf(Part part) => part.Target switch
    {
        MentionTarget.Aggregate a => a.Function,
        MentionTarget.Extreme e => e.Largest ? AggregateFunction.Max : AggregateFunction.Min,
        _ => EndOf(part),
    };

    private static AggregateFunction? EndOf(Part part) => part.Is("first", "earliest", "oldest") ? AggregateFunction.Min : part.Is("last", "latest", "newest", "most recent") ? AggregateFunction.Max : null;
}
