using NlSql.Query.Linking;

namespace NlSql.Query.Questions.FollowUps.Edits;

/// <summary>"top 5", "the lowest", "only the first 3": how many, and which end of the order.</summary>
internal sealed class RankingEdit : FollowUpEdit
{
    private const int MostRows = 10_000;

    public override void Apply(Fragment fragment, Revision revision)
    {
        if (revision.Query is { Dimensions.Count: 0, Metrics.Count: > 0 } and ({ From: null } or { Return.Count: 0 }))
            return;
        foreach (var phrase in fragment.Unused<MentionTarget.Limit>())
        {
            var limit = (MentionTarget.Limit)phrase.Target;
            if (limit.Largest is null || Rank(fragment, revision, phrase, limit.Largest.Value))
                Cut(revision, phrase, limit.Rows ?? Number(fragment.Next(phrase)));
        }

        foreach (var phrase in fragment.Unused<MentionTarget.Extreme>())
        {
            if (Rank(fragment, revision, phrase, ((MentionTarget.Extreme)phrase.Target).Largest))
                Cut(revision, phrase, Number(fragment.Next(phrase)));
        }

        foreach (var phrase in fragment.Unused<MentionTarget.Gradable>())
        {
            if (phrase.Used)
                continue;
            // "from oldest to youngest" is one order.
            if (EndOf(fragment, phrase) is { } end)
            {
                end.Use();
                if (revision.IsList && phrase.Mention.Candidates.Select(c => c.Target).OfType<MentionTarget.Gradable>().FirstOrDefault(g => !g.Compares && g.TableName == revision.Table) is { } first)
                    revision.Query = revision.Query with { OrderBy = [new() { By = $"{first.TableName}.{first.ColumnName}", Descending = first.Descending }] };
                phrase.Use();
                continue;
            }

            // "the oldest" of a list: the adjective says by what.
            if (!revision.IsList && RankedThing.Graded(revision, phrase) is { } descending)
            {
                revision.Query = revision.Query with { OrderBy = [new() { By = Revision.NameOf(revision.Query.Metrics[0]), Descending = descending }] };
                Taken(fragment, revision, phrase);
                continue;
            }

            var graded = phrase.Mention.Candidates.Select(c => c.Target).OfType<MentionTarget.Gradable>().FirstOrDefault(g => !g.Compares && g.TableName == revision.Table);
            if (!revision.IsList || graded is null)
                continue;
            revision.Query = revision.Query with { OrderBy = [new() { By = $"{graded.TableName}.{graded.ColumnName}", Descending = graded.Descending }] };
            Taken(fragment, revision, phrase);
        }

        if (Rows(fragment, revision) is { } rows)
            revision.Query = revision.Query with { Limit = rows, Offset = 0 };
    }

    // "only 3"; "make it 10" of what is cut already. "only 2024" is a year, also where nothing has a date.
    private static int? Rows(Fragment fragment, Revision revision) =>
        fragment.Phrases.Where(p => p.Target is not MentionTarget.Listing).ToList() is [{ Used: false } only] && (fragment.Cues.Only || revision.Query.Limit is not null)
        && !fragment.Question.Mentions.Any(m => (m.Target is MentionTarget.Period && m.Start < only.Mention.End && only.Mention.Start < m.End) || (m.Target is MentionTarget.Comparison && m.End == only.Mention.Start)) ? Number(only) : null;

    // "heaviest first" sorts all of them, "the heaviest" is one.
    private static void Taken(Fragment fragment, Revision revision, Phrase phrase)
    {
        var after = phrase.Mention.End;
        // "starting with the newest".
        if (fragment.Question.Folded.Take(phrase.Mention.Start).SkipWhile(w => !Beginning.Contains(w)).ToList() is [_, "with" or "from", ..])
        {
            phrase.Use();
            return;
        }

        if (after == fragment.Question.Words.Count || fragment.Question.Words[after].Best != "first")
        {
            Cut(revision, phrase, Number(fragment.Next(phrase)) ?? (fragment.Previous(phrase)?.Taken as MentionTarget.Limit)?.Rows);
            return;
        }

        phrase.Use();
        if (fragment.Next(phrase) is { Used: false, Mention: { Start: var start, End: var end } } first && start == after && end == after + 1)
            first.Use();
    }

    private static readonly string[] Beginning = ["starting", "beginning", "start", "begin"];

    private static Phrase? EndOf(Fragment fragment, Phrase phrase) => phrase.Mention.Start > 0 && fragment.Question.Folded[phrase.Mention.Start - 1] == "from" && fragment.Question.Folded.ElementAtOrDefault(phrase.Mention.End) == "to"
        && fragment.Next(phrase) is { Used: false, Target: MentionTarget.Gradable } end && end.Mention.Start == phrase.Mention.End + 1 ? end : null;

    private static void Cut(Revision revision, Phrase phrase, int? rows)
    {
        phrase.Use();
        revision.Query = revision.Query with { Limit = rows ?? 1, Offset = 0 };
    }

    // By the measure named behind it, else what is ordered by already, else the first measure; false when there is nothing to rank by.
    private static bool Rank(Fragment fragment, Revision revision, Phrase phrase, bool largest)
    {
        var query = revision.Query;
        var by = query.OrderBy.Select(o => o.By).FirstOrDefault(b => query.Metrics.Any(m => b == Revision.NameOf(m) || b.StartsWith(Revision.NameOf(m) + "_", StringComparison.Ordinal)))
            ?? query.Metrics.Select(Revision.NameOf).FirstOrDefault();
        if (Behind(fragment, phrase) is { Target: MentionTarget.Metric metric } named)
        {
            named.Use();
            by = metric.Name;
            if (query.Metrics.All(m => Revision.NameOf(m) != by))
                query = query.Metrics.Count > 0 && !fragment.Cues.Adds ? Shape.WithOnlyMetrics(query, [new() { Name = by }]) : Shape.WithMetric(query, new() { Name = by });
        }
        else if (by is null && Behind(fragment, phrase) is { Target: MentionTarget.Column } number && Columns.Best(revision, number, Columns.IsNumber) is { } column)
        {
            number.Use(column);
            by = Columns.Name(column);
        }

        by ??= revision.IsList ? Ordering.Number(revision) : null;
        if (by is not null)
            revision.Query = query with { OrderBy = [new() { By = by, Descending = largest }] };
        else if (query.OrderBy is [var first, ..])
            revision.Query = query with { OrderBy = [first with { Descending = largest }] };
        else
            return false;
        return true;
    }

    private static Phrase? Behind(Fragment fragment, Phrase phrase)
    {
        var next = fragment.Next(phrase);
        while (next is { Target: MentionTarget.Grouping { Each: false } or MentionTarget.Number })
        {
            if (next is { Used: false, Target: MentionTarget.Grouping } && fragment.Next(next)?.Target is MentionTarget.Metric)
                next.Use();
            next = fragment.Next(next);
        }

        return next is { Used: false } ? next : null;
    }

    private static int? Number(Phrase? phrase)
    {
        if (phrase is not { Used: false, Target: MentionTarget.Number { Amount: >= 1 and <= MostRows and var amount } } || amount != decimal.Truncate(amount))
            return null;
        phrase.Use();
        return (int)amount;
    }
}
