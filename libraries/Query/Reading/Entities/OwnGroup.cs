using System.Collections.Frozen;
using NlSql.Query.Linking;
using NlSql.Query.Linking.Words;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Query.Reading.Entities;

/// <summary>The group of a row whose average it is compared with: "of their own genre", "of the same depot", "their customer's average".</summary>
/// <param name="Noun">What the rows of the group have in common.</param>
/// <param name="Thing">What the group is said to be of: "the average van of the same depot"; null when that is not said.</param>
/// <param name="Last">The last of its words.</param>
/// <param name="Words">Its words.</param>
internal sealed record OwnGroup(Part Noun, Part? Thing, Part Last, ValueList<Part> Words)
{
    private const int MostWords = 7;

    private static readonly FrozenSet<string> Whose = Set("their", "its", "his", "her", "own", "same");
    private static readonly FrozenSet<string> Between = Set("of", "for", "in", "at", "from", "within", "by", "on", "across", "among", "the", "all", "other");

    // "with their department" is to be shown, "with the same department" is what they have in common.
    private static readonly FrozenSet<string> BeforeSame = Set("with", "who", "which", "that", "share", "shares", "sharing", "have", "has", "having", "are", "is");

    /// <summary>The group that is said behind an average or what it is of; null for none.</summary>
    /// <param name="draft">The draft.</param>
    /// <param name="last">The average, or the noun behind it.</param>
    public static OwnGroup? Behind(EntityDraft draft, Part last)
    {
        Part? thing = null;
        List<Part> words = [];
        var (owned, same) = (false, false);
        foreach (var at in draft.Parts.Skip(last.Index + 1).TakeWhile(p => p.Sentence == last.Sentence).Take(MostWords))
        {
            words.Add(at);
            if ((!at.Used && Whose.Contains(at.Text)) || IsBack(draft, at))
                (owned, same) = (true, same && !at.Is("same"));
            else if (owned && at.IsNoun)
                return same ? null : Said(draft, at, thing, words);
            else if (!owned && thing is null && at is { Used: false, IsNoun: true } && draft.IsCategory(at))
                thing = at;
            else if (owned || at.Used || !(Between.Contains(at.Text) || (same = BeforeSame.Contains(at.Text))))
                return null;
        }

        return null;
    }

    /// <summary>The group that is said before an average: "their genre's average", "the department average"; null for none.</summary>
    /// <param name="draft">The draft.</param>
    /// <param name="from">The words of comparison.</param>
    public static OwnGroup? Before(EntityDraft draft, Part from)
    {
        List<Part> words = [];
        var owned = false;
        foreach (var at in draft.Parts.Skip(from.Index + 1).TakeWhile(p => p.Sentence == from.Sentence).Take(MostWords))
        {
            words.Add(at);
            owned |= Whose.Contains(at.Text);
            if (at.IsNoun && !(at.Role == "owner" && draft.At(at.Index + 1) is { IsNoun: true }))
            {
                // "the company average" is that of all.
                var isSaid = draft.IsCategory(at) && (owned || !OverallWords.Contains(at.Text));
                return isSaid && draft.At(at.Index + 1) is { Used: false, Target: MentionTarget.Aggregate { Function: AggregateFunction.Avg or AggregateFunction.Median } } ? new(at, null, at, words.ToValueList()) : null;
            }

            if (!at.IsNoun && !Whose.Contains(at.Text) && !at.Is("the"))
                return null;
        }

        return null;
    }

    /// <summary>The column that the rows of the group have in common, as rows of a table lead to it; null when it is not clear, or tells one row from another.</summary>
    public MentionTarget.Column? Key(EntityDraft draft, string table)
    {
        var joins = draft.Question.Lexicon.Joins;
        if (Noun.Target is MentionTarget.Table { Name: var other })
            return other != table && joins.ShortestPaths(table, other) is [[.., { IsForward: true, FromColumns: [var reference] } step]] ? new(step.FromTable, reference) : null;
        if (draft.From(table).Best(Noun) is not { } column || joins.ShortestPaths(table, column.TableName).Count != 1
            || draft.Column(column) is not { Kind: ColumnKind.Dimension or ColumnKind.Id } || (column.TableName == table && Outputs.IsKey(draft, column)))
            return null;
        var steps = joins.Steps(table, column.TableName);
        var strength = Noun.Columns.First(c => c.Target == column).Strength;
        return Noun.Owner is null && Noun.Columns.Any(c => c.Target != column && c.Strength >= strength && joins.Steps(table, c.Target.TableName) == steps) ? null : column;
    }

    /// <summary>Marks its words as used.</summary>
    public void Take(EntityDraft draft)
    {
        foreach (var word in Words)
            word.Role ??= "of its group";
        Noun.Role = "of its group";
        // "above their store's average in 2025": the average of that year, or rows of it.
        if (draft.Parts.Skip(Last.Index + 1).TakeWhile(p => p.Sentence == Last.Sentence && p.Target is not MentionTarget.And && !ClauseWords.Openers.Contains(p.Text)).Any(p => p.Target is MentionTarget.Period or MentionTarget.Value))
            draft.Count(Feature.ConditionWithoutTarget);
    }

    /// <summary>Whether a noun is said to be that of each row: "their department".</summary>
    public static bool IsOwned(EntityDraft draft, Part noun) => draft.At(noun.Index - 1) is { } before && (Whose.Contains(before.Text) || IsBack(draft, before));

    // "for that customer": the row's own.
    private static bool IsBack(EntityDraft draft, Part word) => word.Is("that") && draft.At(word.Index - 1)?.Is("of", "for", "in", "at", "within") == true && draft.At(word.Index + 1) is { IsNoun: true };

    // "of their crew's depot": the last of the nouns, where those before only say whose it is. "The same … as Ann" is that of another row.
    private static OwnGroup? Said(EntityDraft draft, Part noun, Part? thing, List<Part> words)
    {
        while (draft.At(noun.Index + 1) is { IsNoun: true } next)
        {
            if (next.Owner != noun)
                return null;
            words.Add(noun = next);
        }

        var after = draft.At(noun.Index + 1);
        var goesOn = after?.Is("as") == true || (after?.Target is MentionTarget.And or MentionTarget.Or && draft.Next(after) is { IsNoun: true });
        return (noun is { Used: false } or { Role: "owner" }) && !goesOn ? new(noun, thing, noun, words.ToValueList()) : null;
    }

    private static FrozenSet<string> Set(params ReadOnlySpan<string> words) => words.ToArray().ToFrozenSet(StringComparer.Ordinal);
}
