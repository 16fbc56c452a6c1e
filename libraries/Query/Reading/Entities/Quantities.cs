using NlSql.Query.Linking;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Query.Reading.Entities;

/// <summary>Reads what has a size: "number of orders", "average price", "total amount", "salary".</summary>
internal static class Quantities
{
    // "pages" is the column of pages, not the time on a page.
    private const double Nearly = 0.25;

    /// <summary>The quantity that begins at a part; its words get the role. Null when none does.</summary>
    public static Quantity? Read(EntityDraft draft, Part? at, string role, bool tablesCount = true)
    {
        if (at is null or { Used: true })
            return null;
        switch (at.Target)
        {
            case MentionTarget.Count:
                {
                    var (noun, distinct) = Noun(draft, at);
                    if (noun is null)
                        return null;
                    // "count the kite flyers": the second of two things is the one that is meant.
                    if (noun.Target is MentionTarget.Table && noun.Mention!.End == noun.Mention.Start + 1 && !noun.Text.EndsWith('s') && draft.At(noun.Index + 1) is { Used: false, Target: MentionTarget.Table } head && head.Mention!.Start == noun.Mention.End)
                        (noun.Role, noun) = ("part of the name", head);
                    // "how many pool visits": visits, whatever pools they were to.
                    else if (noun is { Target: MentionTarget.Column, Strongest: { } named } && !distinct && !noun.Text.EndsWith('s') && draft.At(noun.Index + 1) is { Used: false, Target: MentionTarget.Table } rows && rows.Mention!.Start == noun.Mention!.End && rows.Tables.Contains(named.TableName) && draft.Column(named) is { Type: ColumnType.Text, Kind: ColumnKind.Dimension })
                        (noun.Role, noun) = ("part of the name", rows);
                    at.Role = noun.Role = role;
                    // "number of rooms" where a number column holds it is read from there.
                    return !distinct && IsStored(draft, noun) ? new Quantity.Stored(noun) : new Quantity.Count(noun, distinct);
                }

            case MentionTarget.Aggregate { Function: var function }:
                {
                    var next = Head(draft, Owned(draft, draft.Next(at)), role);
                    if (next?.Target is MentionTarget.Count && draft.Next(next) is { Used: false, Target: MentionTarget.Column } number && function != AggregateFunction.Sum && draft.IsNumber(number))
                    {
                        at.Role = next.Role = number.Role = role;
                        return new Quantity.Aggregate(function, number);
                    }

                    // The average of counts is neither the one nor the other.
                    if (next?.Target is MentionTarget.Count && function != AggregateFunction.Sum && !(draft.Next(next) is { Used: false, Target: MentionTarget.Column } held && IsStored(draft, held)))
                        return null;
                    if (next?.Target is MentionTarget.Count && Read(draft, next, role) is { } counted)
                    {
                        at.Role = role;
                        return counted is Quantity.Stored stored ? new Quantity.Aggregate(function, stored.Noun) : counted;
                    }

                    if (next is not { Used: false, IsNoun: true } || (next.Target is MentionTarget.Table && function != AggregateFunction.Sum))
                        return null;
                    // "total sales" are their money.
                    if (next.Tables.Any(draft.Question.Lexicon.Ledgers.Contains) && Linking.Words.MoneyNouns.Contains(draft.Question.Words[next.Mention!.End - 1].Token))
                        return null;
                    // "total checking and savings balances" adds columns of two tables up, not their rows.
                    if (next.Target is MentionTarget.Table && draft.Next(next) is { Target: MentionTarget.And } and && draft.Next(and) is { Target: MentionTarget.Table } second && draft.Next(second)?.Owner == second)
                        return null;
                    at.Role = next.Role = role;
                    return next.Target is MentionTarget.Table ? new Quantity.Count(next, false) : new Quantity.Aggregate(function, next);
                }

            case MentionTarget.Table when Owned(draft, at) is { Target: MentionTarget.Column } owned:
                at.Role = "owner";
                return Read(draft, owned, role, tablesCount);
            case MentionTarget.Extreme { Largest: var largest } when Owned(draft, draft.Next(at)) is { Used: false, Target: MentionTarget.Column } column:
                at.Role = column.Role = role;
                return new Quantity.Aggregate(largest ? AggregateFunction.Max : AggregateFunction.Min, column);
            // "the lowest average score": of what is averaged, not the lowest and the average.
            case MentionTarget.Extreme when draft.Next(at) is { Target: MentionTarget.Aggregate } averaged && averaged.Mention!.Start == at.Mention!.End:
                return null;
            case MentionTarget.Distinct when draft.Next(at) is { Used: false, IsNoun: true } different:
                at.Role = different.Role = role;
                return new Quantity.Count(different, true);
            case MentionTarget.Column:
                at.Role = role;
                return new Quantity.Value(at);
            case MentionTarget.Table when tablesCount:
                at.Role = role;
                return new Quantity.Count(at, false);
            default:
                return null;
        }
    }

    /// <summary>Whether a noun that is counted is stored as a number: "number of rooms" of a room count.</summary>
    public static bool IsStored(EntityDraft draft, Part noun) =>
        noun.Target is MentionTarget.Column && !noun.Columns.All(c => c.Target.ColumnName.Split('_').Any(w => w is "target" or "goal" or "quota" or "budget" or "planned") && !noun.Is(c.Target.ColumnName.Replace('_', ' '))) && (noun.Mention!.Strength >= 0.5 || noun.Columns.All(c => draft.Column(c.Target) is { Kind: ColumnKind.Fact, Type: ColumnType.Integer or ColumnType.Decimal })) && !draft.Question.NamesTable(noun.Mention)
        && noun.Columns.Any(c => c.Strength >= noun.Mention.Strength - Nearly && draft.Column(c.Target) is { Kind: ColumnKind.Fact, Type: ColumnType.Integer or ColumnType.Decimal });

    // "checking balance" of a table checking: the column, which the table's word owns.
    private static Part? Owned(EntityDraft draft, Part? part) =>
        part is { Target: MentionTarget.Table } && draft.At(part.Index + 1) is { Used: false, Target: MentionTarget.Column } column && column.Owner == part ? column : part;

    // "average guest rating": of two nouns the second is what is measured, where the first is only a part of a name.
    private static Part? Head(EntityDraft draft, Part? part, string role)
    {
        if (part is not { Used: false, Target: MentionTarget.Column } || (part.Mention!.Link != LinkKind.Part && (draft.IsNumber(part) || draft.IsTime(part))) || draft.At(part.Index + 1) is not { Used: false, Target: MentionTarget.Column } second
            || second.Mention!.Start != part.Mention!.End || !draft.IsNumber(second) || (part.Mention.Link == LinkKind.Part && second.Mention.Strength <= part.Mention.Strength - 0.1))
            return part;
        part.Role = role;
        return second;
    }

    private static (Part? Noun, bool Distinct) Noun(EntityDraft draft, Part at)
    {
        var distinct = false;
        var next = draft.Next(at);
        while (next is { Used: false, Target: MentionTarget.Count or MentionTarget.Distinct or MentionTarget.Aggregate { Function: AggregateFunction.Sum } or MentionTarget.Activity } or { Role: "condition", Target: MentionTarget.Column }
            || IsAdjective(draft, next) || IsColumnOfAdjective(draft, next))
        {
            distinct |= next!.Target is MentionTarget.Distinct;
            if (next.Target is not (MentionTarget.Value or MentionTarget.Negation))
                next.Role ??= "counted";
            next = draft.Next(next);
        }

        // "number of distinct company industries": the table only says whose they are.
        if (distinct && Owned(draft, next) is { Target: MentionTarget.Column } owned && owned != next)
        {
            next!.Role = "owner";
            next = owned;
        }

        return next is { IsNoun: true, Role: null or "owner" } ? (next, distinct) : (null, false);
    }

    // "how many class G fires": the value's own column before it.
    private static bool IsColumnOfAdjective(EntityDraft draft, Part? part) => part is { Role: "column of the value" } && IsAdjective(draft, draft.At(part.Index + 1));

    // "how many active customers", "number of not cancelled orders": a value says which, right before the noun.
    private static bool IsAdjective(EntityDraft draft, Part? part) =>
        part is { Target: MentionTarget.Value or MentionTarget.Negation } && draft.At(part.Index + 1) is { Used: false, IsNoun: true } or { Target: MentionTarget.Value };
}
