using NlSql.Query.Linking;

namespace NlSql.Query.Reading.Entities;

/// <summary>A row that others are compared with: "than the employee with id 163", "as Clara".</summary>
internal static class OtherRow
{
    /// <summary>The values that tell the row apart; empty when what follows names no row.</summary>
    /// <param name="draft">The draft.</param>
    /// <param name="part">The words that compare.</param>
    public static ValueList<Part> After(EntityDraft draft, Part part)
    {
        List<Part> said = [];
        foreach (var at in draft.Parts.Skip(part.Index + 1).TakeWhile(p => p.Sentence == part.Sentence))
        {
            if (at is { Used: false, Target: MentionTarget.Value or MentionTarget.Number })
                said.Add(at);
            else if (at.Target is MentionTarget.And or MentionTarget.Or or MentionTarget.Comparison or MentionTarget.Negation || (said.Count > 0 && at.Mention is not null && !at.IsNoun))
                break;
        }

        if (said.Count == 0 || said.Exists(v => v.Target is MentionTarget.Number && draft.Previous(v) is not { Target: MentionTarget.Column }))
            return [];
        foreach (var at in draft.Parts.Skip(part.Index + 1).Take(said[^1].Index - part.Index))
        {
            if (at.IsNoun || said.Contains(at) || at.Target is MentionTarget.Relation or MentionTarget.Listing)
                at.Role ??= "the other row";
        }

        // "than every cave in the Aravis region".
        if (draft.At(said[^1].Index + 1) is { Used: false, Target: MentionTarget.Column } kind && said[^1].Values.Any(v => kind.Columns.Any(c => c.Target == new MentionTarget.Column(v.Target.TableName, v.Target.ColumnName))))
            kind.Role = "the other row";
        return said.ToValueList();
    }
}
