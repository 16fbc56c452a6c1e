using NlSql.Query.Linking;
using NlSql.Query.Linking.Words;

namespace NlSql.Query.Reading.Entities.Rules;

/// <summary>"in 2016", "placed after March 2020", "between 2010 and 2012": a condition on the date named beside it, else on the thing's own.</summary>
internal sealed class PeriodRule : EntityRule
{
    public override void Apply(EntityDraft draft)
    {
        foreach (var part in draft.Unused<MentionTarget.Period>().ToList())
        {
            part.Role = "period";
            var column = draft.Parts.Take(part.Index).LastOrDefault(p => p.Sentence == part.Sentence && p is { Target: MentionTarget.Column } && p.Role is null or "order key" && (draft.IsTime(p) || IsYear(draft, p)));
            if (column is not null && (column.Clause == part.Clause || column.Index >= part.Index - 4) && Near(draft, column, part))
                column.Role ??= "column of the period";
            else
                column = null;
            // "checked in by Ann on May 3": the verb is the date's, however far.
            column ??= draft.Parts.Take(part.Index).LastOrDefault(p => p.Sentence == part.Sentence && p is { Used: false, Target: MentionTarget.Column } && draft.IsTime(p) && RelationVerbs.IsParticiple(p.Text.Split(' ')[0]));
            column ??= Behind(draft, part);
            if (column is not null)
                column.Role ??= "column of the period";
            draft.Demands.Add(new Demand.During(part, ((MentionTarget.Period)part.Target!).Range, column) { Place = (part.Sentence, part.Clause), Negated = part.Negated || column is { Negated: true } });
        }
    }

    // "per customer in 2024 (by order date)": grouped are the customers.
    private static Part? Behind(EntityDraft draft, Part period)
    {
        if (draft.Next(period) is not { Used: false, Target: MentionTarget.Grouping { Each: false } } by || draft.Next(by) is not { Used: false, Target: MentionTarget.Column } date || !draft.IsTime(date) || draft.Next(date) is not null
            || !draft.Parts.Take(period.Index).Any(p => p.Target is MentionTarget.Grouping))
            return null;
        by.Role = "column of the period";
        return date;
    }

    private static bool IsYear(EntityDraft draft, Part part) => draft.IsNumber(part) && part.Columns.Any(c => draft.Question.Lexicon.IsYear(c.Target));

    private static bool Near(EntityDraft draft, Part column, Part period) =>
        draft.Parts.Skip(column.Index + 1).Take(period.Index - column.Index - 1).All(p => p.Mention is null || p.Target is MentionTarget.Activity or MentionTarget.Comparison or MentionTarget.Listing);
}
