using NlSql.Query.Linking;
using NlSql.Query.Linking.Words;

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
                MentionTarget.Relation when !part.Is("same") && Relates(draft, part) => "relates",
                MentionTarget.Grouping { Each: true } => "each",
                MentionTarget.Grouping when draft.Parts.Any(p => p.Target is MentionTarget.Value or MentionTarget.Table && p.Index > part.Index) => "connects",
                MentionTarget.Distinct => "distinct",
                MentionTarget.Aggregate { Function: SemanticModel.Definitions.AggregateFunction.Sum } => "total",
                MentionTarget.Comparison { Operator: SemanticModel.Queries.FilterOperator.Equal } when !part.Text.EndsWith("exactly", StringComparison.Ordinal) && !part.Is("precisely") => "equals",
                _ => part.Role,
            };
        }

        foreach (var part in draft.Parts.Where(p => !p.Used || p.Role == "belongs"))
        {
            // "each industry and the number of companies in that industry", "check out date": what was said already.
            if (!part.Used && ((part is { Target: MentionTarget.Column, Strongest: { } again } && draft.Parts.Any(p => p is { Used: true, Target: MentionTarget.Column } && p.Role is not ("belongs" or "relates" or "part of the name") && (p.Chosen ?? p.Strongest) == again && (part.Owner is null || (p.Owner is not null && part.Owner.Tables.Intersect(p.Owner.Tables).Any()) || part.Owner.Tables.Contains(again.TableName))))
                || (((part.Target is MentionTarget.Grain { Stated: false } && draft.At(part.Index - 1)?.Role is not ("group" or "each")) || part is { Target: MentionTarget.Column, Text: "date" or "time" }) && draft.At(part.Index - 1) is { Used: true, Target: MentionTarget.Column } dated && (draft.IsTime(dated) || (part.Is("year", "years") && draft.IsNumber(dated))))
                || (part.Target is MentionTarget.Relation && part.Is("records", "record", "lists"))))
            {
                part.Role = "again";
                continue;
            }

            // "animals that Dr Frost has seen" where a column is called after the verb: it refers to whom that was.
            if (!part.Used && RelationVerbs.IsParticiple(part.Text) && (draft.RefersToSaid(part) || IsDenied(draft, part)))
            {
                part.Role = "relates";
                continue;
            }

            // "with 'On Road' as order status", "carrier either Sprint or O2": the column of values that stand further off.
            if (part.Target is MentionTarget.Column && draft.Demands.FindIndex(d => d is Demand.Is { Column: null } values && d.Place.Sentence == part.Sentence && Holds(part, values)) is >= 0 and var at)
            {
                if (part.Role == "belongs")
                    draft.Count(Feature.UnusedOutput, -1);
                part.Role = "column of the value";
                draft.Demands[at] = (Demand.Is)draft.Demands[at] with { Column = part };
            }
            else if (part.Target is MentionTarget.Column or MentionTarget.Table && IsWhole(draft, part))
            {
                // "all products in the store", "the youngest employee of the company": where everything is.
                if (part.Role == "belongs")
                    draft.Count(Feature.UnusedOutput, -1);
                part.Role = "of all";
            }
        }

        // "name and id of accounts" where no column is called so: something shown is missing.
        if (draft.Parts.Any(p => p is { Mention: null, Clause: 0 } && p.Is("id", "ids") && draft.At(p.Index - 1) is { Target: MentionTarget.And or MentionTarget.Listing } or { Mention: null } && draft.Outputs.Count > 0))
            draft.Count(Feature.UnusedMention);
        draft.Alternatives |= draft.Parts.Any(p => p.Target is MentionTarget.Or && p.Role == "connects" && draft.Demands.Count > 1);
        draft.Distinct |= draft.Parts.Any(p => p.Role == "distinct");
        if (draft.Outputs.TrueForAll(o => o is not Quantity.Value) && draft.Parts.Any(p => p.Is("all information", "information", "details", "everything", "info", "all details")) && draft.Outputs.Count == 0)
            draft.Everything = true;
    }

    // "tanks that were never fed squid": what was not is said by the value.
    private static bool IsDenied(EntityDraft draft, Part verb) => verb.Strongest is { } date && draft.Parts.Any(p => p.Is("never") && p.Used)
        && draft.Demands.OfType<Demand.Is>().Any(d => d.Negated && d.Values.Any(v => v.Values.Any(o => o.Target.TableName == date.TableName)));

    private static bool Holds(Part column, Demand.Is demand) =>
        demand.Values.All(v => v.Target is MentionTarget.Literal || v.Values.Any(o => column.Columns.Any(c => c.Target.TableName == o.Target.TableName && c.Target.ColumnName == o.Target.ColumnName)));

    private static bool IsWhole(EntityDraft draft, Part part) =>
        part.Mention!.Link != LinkKind.Exact && FillerWords.Wholes.Contains(part.Text) && draft.At(part.Index - 1)?.Is("the", "our", "this") == true && draft.At(part.Index - 2)?.Is("in", "of", "at", "for", "from") == true
        && draft.Next(part) is null or { Target: MentionTarget.And or MentionTarget.Order };

    // What it relates stands beside it; "in how many colours are the cabins painted" asks for it.
    private static bool Relates(EntityDraft draft, Part verb) =>
        draft.Parts.Any(p => p.Sentence == verb.Sentence && p.Role is "value" or "condition" or "related" or "period" or "ranked" or "ranked by" or "superlative" or "counted" or "group" or "shown" or "aggregate" && p.Index > verb.Index - 4)
        || (draft.Outputs.Exists(o => o is Quantity.Count { Noun.Target: MentionTarget.Column }) && draft.At(verb.Index - 1) is { Role: "thing", Target: MentionTarget.Table } thing && (draft.At(thing.Index - 1)?.Is("are", "were", "do", "does", "did") == true || draft.At(thing.Index - 2)?.Is("are", "were", "do", "does", "did") == true));
}
