using NlSql.Query.Linking;
using NlSql.Query.Linking.Words;

namespace NlSql.Query.Reading.Entities;

/// <summary>A noun for what a row is to one of another table that is spoken of, too, where the rows of both belong together in another way as well: "the president of the guild", which has members.</summary>
/// <param name="Noun">The noun.</param>
/// <param name="Table">The table whose rows refer to whoever has the role.</param>
internal sealed record RoleNoun(Part Noun, string Table)
{
    /// <summary>The first of the question; null when there is none.</summary>
    public static RoleNoun? Of(EntityDraft draft)
    {
        foreach (var noun in draft.Parts.Where(p => p is { Target: MentionTarget.Table, Mention.Link: LinkKind.General }))
        {
            if (draft.Model.Relationships.FirstOrDefault(r => r.ToTable == noun.Tables[0] && r.FromTable != r.ToTable && r.Role is not null && RoleWords.Say(r.Role, noun.Text.Split(' ')[^1])
                && draft.Parts.Any(p => p != noun && (p.Tables.Contains(r.FromTable) || p.Values.Any(v => v.Target.TableName == r.FromTable))) && draft.Leads(r.ToTable, r.FromTable)) is { } relationship)
                return new(noun, relationship.FromTable);
        }

        return null;
    }
}
