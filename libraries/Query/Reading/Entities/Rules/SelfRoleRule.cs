using NlSql.Query.Linking;
using NlSql.Query.Linking.Words;

namespace NlSql.Query.Reading.Entities.Rules;

/// <summary>Rows that refer to others of their table: "the name of her mentor", "restorers who supervise nobody", "employees who are managers".</summary>
internal sealed class SelfRoleRule : EntityRule
{
    private static readonly string[] Anybody = ["anybody", "anyone", "somebody", "someone", "others", "any", "other", "another", "people", "else", "a", "an"];
    private static readonly string[] Nobody = ["nobody", "no one"];

    public override void Apply(EntityDraft draft)
    {
        if (!draft.Model.Relationships.Any(r => r.FromTable == r.ToTable && r.Role is not null))
            return;
        foreach (var role in draft.Parts.Where(p => !p.Used && SelfRole.Of(draft, p) is not null).ToList())
            Of(draft, role);
        foreach (var verb in draft.Parts.Where(p => p is { Used: false, Target: MentionTarget.Relation or MentionTarget.Activity }).ToList())
        {
            if (RoleOf(draft, verb) is { } meant)
                Does(draft, verb, meant);
        }
    }

    private static void Of(EntityDraft draft, Part role)
    {
        var self = SelfRole.Of(draft, role)!;
        if (IsSaidOfThem(draft, role))
        {
            role.Role = "relates";
            draft.Demands.Add(new Demand.Referred(self.Column) { Place = (role.Sentence, role.Clause) });
        }
        else if (IsNamedAs(draft, role) || IsVerb(draft, role, self))
        {
            role.Role = "relates";
        }
        else if (!(IsDenied(draft, role) && Does(draft, role, self)))
        {
            foreach (var own in Owned(draft, role, self).Where(c => c is { Target: MentionTarget.Column, Owner: null } && IsOf(c, self)).ToList())
                (own.Owner, role.Role) = (role, "owner");
        }
    }

    // "employees who are managers".
    private static bool IsSaidOfThem(EntityDraft draft, Part role) => !RelationVerbs.IsPast(role.Text) && draft.At(role.Index - 1) is { Mention: null } be && be.Is("are", "is")
        && draft.Previous(be) is { } whom && (whom.Is("who", "that") || whom.Target is MentionTarget.Table) && draft.At(role.Index + 1)?.IsNoun != true;

    // "who do not mentor anybody"; "who have no mentor" is said of a mentor.
    private static bool IsDenied(EntityDraft draft, Part role) => draft.At(role.Index - 1) is { } before && (before.Text.EndsWith("not", StringComparison.Ordinal) || before.Is("never", "ever"));

    // "who have Ann as their mentor".
    private static bool IsNamedAs(EntityDraft draft, Part role) => draft.At(role.Index - 2)?.Is("as") == true && draft.At(role.Index - 3)?.Target is MentionTarget.Value;

    // "the number of divers that each mentor mentors", "that he or she mentors".
    private static bool IsVerb(EntityDraft draft, Part role, SelfRole self) => draft.At(role.Index - 1)?.Is("he", "she", "they", "who", "that") == true && draft.Parts.Take(role.Index).Any(p => SelfRole.Of(draft, p) == self);

    // The nouns that are the other row's.
    private static IEnumerable<Part> Owned(EntityDraft draft, Part role, SelfRole self)
    {
        // "mentor's name", "mentor name".
        if (draft.At(role.Index + 1) is { Target: MentionTarget.Column, Owner: null } next && next.Mention!.Start == role.Mention!.End && SelfRole.Of(draft, next) is null && IsOf(next, self))
        {
            yield return next;
            yield break;
        }

        // "the first and last name of his mentor", "the name of each mentor", "of that painter's mentor".
        var before = draft.At(role.Index - 1);
        var belongs = false;
        while (before is not null && before.Sentence == role.Sentence && (before.Mention is null || before.Target is MentionTarget.Grouping || (!belongs && IsWhose(draft, before, self))))
        {
            belongs |= before.Is("of") || before.Target is MentionTarget.Grouping;
            if (IsWhose(draft, before, self))
                before.Role = "owner";
            before = draft.At(before.Index - 1);
        }

        for (; belongs && before is { Target: MentionTarget.Column or MentionTarget.And } && before.Sentence == role.Sentence; before = draft.At(before.Index - 1))
            yield return before;

        // "Which supervisor has the most restorers? Give the first and last name."
        if (role.Sentence == 0 && draft.At(role.Index - 1) is { Target: MentionTarget.Listing { Which: true } })
        {
            foreach (var later in draft.Parts.Where(p => p.Sentence > 0))
                yield return later;
        }
    }

    // "who do not supervise anybody", "who never referred another member".
    private static bool Does(EntityDraft draft, Part verb, SelfRole self)
    {
        // Who "reports to nobody" does it themselves.
        if (self.Role.EndsWith("_to", StringComparison.Ordinal))
            return false;
        // "who were not referred by anyone".
        if (draft.At(verb.Index + 1)?.Is("by") == true || draft.Parts.Skip(verb.Index - 3).Take(3).Any(p => p.Sentence == verb.Sentence && p.Text.Split(' ').Any(w => w is "is" or "are" or "was" or "were" or "been" or "being" or "be")))
            return IsDone(draft, verb, self);
        var before = draft.At(verb.Index - 1);
        while (before is { Mention: null } && before.Is("has", "have", "had", "ever", "yet"))
            before = draft.At(before.Index - 1);
        var not = before is { Target: MentionTarget.Negation, Used: false } ? before : null;
        var objects = draft.Parts.Skip(verb.Index + 1).TakeWhile(p => p.Sentence == verb.Sentence && (p.Is(Anybody) || p.Is(Nobody) || p.Target is MentionTarget.Negation || (p.Target is MentionTarget.Table && p.Tables.Contains(self.Column.TableName)))).ToList();
        if ((not is null && objects.Count == 0) || draft.At(verb.Index + objects.Count + 1) is { Target: not null } rest && rest.Sentence == verb.Sentence && rest.Clause == verb.Clause)
            return false;
        foreach (var part in objects.Where(o => o.Mention is not null).Prepend(verb))
            part.Role = "relates";
        if (not is not null)
            not.Role = "not";
        draft.Demands.Add(new Demand.Referred(self.Column) { Place = (verb.Sentence, verb.Clause), Negated = not is not null || objects.Exists(o => o.Is(Nobody) || o.Target is MentionTarget.Negation) });
        return true;
    }

    // "who were not mentored", "not mentored by anyone".
    private static bool IsDone(EntityDraft draft, Part verb, SelfRole self)
    {
        if (draft.Parts.Skip(verb.Index - 3).Take(3).FirstOrDefault(p => p is { Target: MentionTarget.Negation, Used: false } && p.Sentence == verb.Sentence) is not { } not
            || !draft.Parts.Skip(verb.Index + 1).TakeWhile(p => p.Sentence == verb.Sentence).All(p => p.Is("by") || p.Is(Anybody)))
            return false;
        (verb.Role, not.Role) = ("relates", "not");
        if (draft.At(verb.Index + 1) is { Target: MentionTarget.Grouping } by)
            by.Role = "relates";
        var column = new Part(-1, Mention.Of(verb.Mention!.Start, verb.Mention.End, self.Column), verb.Text, verb.Sentence, verb.Clause) { Role = "condition" };
        draft.Demands.Add(new Demand.Missing(column) { Place = (verb.Sentence, verb.Clause) });
        return true;
    }

    private static SelfRole? RoleOf(EntityDraft draft, Part verb) => draft.Model.Tables.SelectMany(t => SelfRole.All(draft, t.Name)).FirstOrDefault(r => r.IsSaidBy(verb.Text.Split(' ')[^1]));

    // "that painter's mentor".
    private static bool IsWhose(EntityDraft draft, Part part, SelfRole self) => part.Target is MentionTarget.Table && part.Tables.Contains(self.Column.TableName) && draft.Question.Words[part.Mention!.End - 1].Token.Possesses;

    private static bool IsOf(Part column, SelfRole self) => column.Is("name", "names") || column.Columns.Any(c => c.Target.TableName == self.Column.TableName);
}
