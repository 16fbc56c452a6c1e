using NlSql.Query.Linking;

namespace NlSql.Query.Reading.Entities.Rules;

/// <summary>"name of customers", "customer name", "each customer's name": a table's word beside columns says whose they are.</summary>
internal sealed class OwnerRule : EntityRule
{
    public override void Apply(EntityDraft draft)
    {
        // "customers' names" where only a key is called after the customer.
        foreach (var key in draft.Parts.Where(p => p is { Target: MentionTarget.Column, Role: null } && draft.At(p.Index + 1) is { Target: MentionTarget.Column }).ToList())
        {
            if (key.Columns.All(c => draft.Column(c.Target)?.Kind == SemanticModel.Definitions.ColumnKind.Id) && !key.Text.Contains("id", StringComparison.Ordinal) && !key.Text.Contains("code", StringComparison.Ordinal) && !key.Text.Contains("number", StringComparison.Ordinal))
                key.Role = "owner";
        }

        // "country name": the column is the name.
        foreach (var name in draft.Parts.Where(p => p is { Target: MentionTarget.Column, Role: null } && p.Is("name", "names")).ToList())
        {
            if (draft.At(name.Index - 1) is { Target: MentionTarget.Column, Role: null, Strongest: { } noun } && draft.Column(noun) is { Kind: SemanticModel.Definitions.ColumnKind.Dimension, Type: SemanticModel.Definitions.ColumnType.Text })
                name.Role = "name of";
        }

        // "name of the region" of a column of regions.
        foreach (var name in draft.Parts.Where(p => p is { Target: MentionTarget.Column, Role: null } && p.Is("name", "names") && draft.At(p.Index + 1)?.Is("of") == true).ToList())
        {
            if (draft.Next(draft.At(name.Index + 1)!) is { Target: MentionTarget.Column, Role: null, Strongest: { } called, Mention.Link: LinkKind.Exact or LinkKind.Stem } said && said.Index <= name.Index + 3
                && draft.Column(called) is { Kind: SemanticModel.Definitions.ColumnKind.Dimension, Type: SemanticModel.Definitions.ColumnType.Text } && draft.At(said.Index + 1)?.Target is not MentionTarget.Value)
                name.Role = "name of";
        }

        // "where the boat's home mooring is missing": whose it is.
        foreach (var boat in draft.Parts.Where(p => p is { Target: MentionTarget.Column, Role: null, Clause: > 0, Mention: { } said } && draft.Question.Words[said.End - 1].Token.Possesses && draft.At(p.Index + 1) is { Target: MentionTarget.Column } its && its.Mention!.Start == said.End && draft.IsCategory(p)).ToList())
            boat.Role = "owner";

        // "which city's shops sold the most": asked for is the city.
        if (draft.Parts is [{ Target: MentionTarget.Listing { Which: true } }, { Target: MentionTarget.Column, Mention: { } kind } category, { Target: MentionTarget.Table } its, ..] && draft.IsCategory(category) && draft.Question.Words[kind.End - 1].Token.Possesses)
            its.Role = "belongs";

        // "the customer with id 10", "staff whose first name is Ann".
        foreach (var table in draft.Parts.Where(p => p.Target is MentionTarget.Table && draft.At(p.Index + 1) is { Mention: null or { Target: MentionTarget.Listing } } opener && ClauseWords.Openers.Contains(opener.Text)))
        {
            var clause = draft.At(table.Index + 1)!.Clause;
            foreach (var column in draft.Parts.Skip(table.Index + 2).TakeWhile(p => p.Clause == clause && p.Sentence == table.Sentence && p.Target is not MentionTarget.Table)
                .Where(p => p.Target is MentionTarget.Column && p.Owner is null && !HasOwn(draft, p) && p.Columns.Any(c => table.Tables.Contains(c.Target.TableName))))
                column.Owner = table;
        }

        // "Who rowed most often? Give the name."
        if (draft.Parts is [{ Target: MentionTarget.Table, Text: "who" } who, ..])
        {
            foreach (var name in draft.Parts.Where(p => p is { Target: MentionTarget.Column, Owner: null } && p.Is("name", "names") && p.Sentence > who.Sentence && !HasOwn(draft, p)))
                name.Owner = who;
        }

        // "the top 4 guest countries": whose countries, and no guests.
        foreach (var head in draft.Parts.Where(p => p is { Target: MentionTarget.Column, Role: null, Mention: not null } && p.Text.EndsWith('s')).ToList())
        {
            if (draft.At(head.Index - 1) is { Target: MentionTarget.Column, Role: null, Mention: { } said } modifier && !modifier.Text.EndsWith('s') && !draft.Question.Words[said.End - 1].Token.Possesses && CompoundNouns.IsModifier(draft.Question, said, head.Mention!))
                modifier.Role = "part of the name";
        }

        foreach (var table in draft.Parts.Where(p => p.Target is MentionTarget.Table))
        {
            var next = draft.Next(table);
            if (next is { Target: MentionTarget.Column, Owner: null } && next.Index - table.Index <= 2 && next.Clause == table.Clause && Fits(draft, next, table))
            {
                next.Owner = table;
                // "customer names and phones": the list shares its owner.
                foreach (var other in Listed(draft, next, +1).Where(o => o.Owner is null && !HasOwn(draft, o) && Fits(draft, o, table)))
                    other.Owner = table;
                if (table.Mention!.End == next.Mention!.Start && table.Clause == next.Clause)
                    table.Role ??= "owner";
            }

            var before = draft.At(table.Index - 1);
            var belongs = false;
            while (before is not null && before.Sentence == table.Sentence
                && (before.Mention is null || before.Target is MentionTarget.Listing or MentionTarget.Grouping or MentionTarget.Distinct or MentionTarget.Value or MentionTarget.Extreme or MentionTarget.Limit or MentionTarget.Gradable)
                && !before.Is("that", "who", "whose", "with", "which"))
            {
                belongs |= ClauseWords.Belonging.Contains(before.Text) || before.Target is MentionTarget.Grouping;
                before = draft.At(before.Index - 1);
            }

            if (!belongs || before is not { Target: MentionTarget.Column })
                continue;
            // "for each room its name and the name of its venue": the first name is the room's.
            foreach (var own in Listed(draft, before, -1).Where(c => c.Owner is null && draft.At(c.Index - 1)?.Is("its", "their", "his", "her") == true))
                own.Owner = draft.Parts.Take(own.Index).FirstOrDefault(p => p.Target is MentionTarget.Table && p != table && Fits(draft, own, p));
            foreach (var column in Listed(draft, before, -1).Prepend(before).Where(c => c.Owner is null && Fits(draft, c, table)))
                column.Owner = table;
        }
    }

    // "boat names and the names of their harbours".
    private static bool HasOwn(EntityDraft draft, Part column) =>
        draft.At(column.Index + 1) is { Mention: null } of && ClauseWords.Belonging.Contains(of.Text) && draft.Next(of) is { Target: MentionTarget.Table } table && table.Index <= column.Index + 3;

    /// <summary>The columns that a list goes on with in a direction.</summary>
    private static IEnumerable<Part> Listed(EntityDraft draft, Part from, int direction)
    {
        for (var at = draft.At(from.Index + direction); at is not null && at.Sentence == from.Sentence && at.Clause == from.Clause; at = draft.At(at.Index + direction))
        {
            if (at.Target is MentionTarget.Column)
                yield return at;
            else if (at.Target is not (MentionTarget.And or MentionTarget.Distinct) && !(at.Mention is null && ClauseWords.Determiners.Contains(at.Text)))
                yield break;
        }
    }

    // The table has such a column, or leads to one row that has.
    private static bool Fits(EntityDraft draft, Part column, Part table) =>
        column.Is("name", "names") || column.Columns.Any(c => table.Tables.Any(t => t == c.Target.TableName))
        || column.Columns.Any(c => table.Tables.Any(t => draft.Question.Lexicon.Joins.Steps(t, c.Target.TableName) is not null));
}
