using NlSql.Query.Linking;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Questions.Verified.Sketching;

/// <summary>What the linker knows: the longest mention that begins at a place, in all that it may mean.</summary>
internal static class MentionReader
{
    public static int? Read(SketchDraft draft, int at)
    {
        var here = draft.Mentions[at];
        if (Concepts.IsEmpty(draft.Question.Words[at].Token.Folded) && here.All(m => m.Link == LinkKind.Fuzzy || (m.Target is MentionTarget.Comparison { Operator: FilterOperator.Contains } && m.End == at + 1)))
            return at + 1;
        // "number of customers" counts, whatever else is called so.
        var counted = here.FirstOrDefault(m => m.Target is MentionTarget.Count);
        if (counted is not null && CountsMetric(draft, counted))
            return counted.End;
        var end = counted?.End ?? here.Select(m => m.End).DefaultIfEmpty(at).Max();
        if (end == at)
            return null;
        List<Mention> found = [.. here.Where(m => m.End == end)];
        if (!Groups(draft, found, at, end))
            return Add(draft, found, at, end);
        return end;
    }

    private static int Add(SketchDraft draft, List<Mention> found, int at, int end)
    {
        List<string> keys = [.. found.SelectMany(draft.Keys).Distinct(StringComparer.Ordinal)];
        // A year may fill the place of a number.
        if (draft.Question.Words[end - 1].Token.Number is { } written && (end == at + 1 || found.Exists(m => m.Target is MentionTarget.Period { Range: TimeRange.Between })))
            keys.Add(Key.Number(written));
        foreach (var size in found.Select(m => m.Target).OfType<MentionTarget.Growth>().Select(g => g.Size).OfType<TimeGrain>())
            draft.Add(Key.Grain(size));
        if (found.Exists(m => m.Target is MentionTarget.Limit))
        {
            // "5 least reliable"
            if (draft.Question.Words[at].Token.Number is { } rows && end == at + 2 && Sayings.At(draft.Question.Words, at + 1) is not null)
            {
                draft.Add(Key.Number(rows));
                return at + 1;
            }

            Limit(draft, found, keys);
        }

        // "mains costing more than average" cost.
        if (end > at + 1 && found.Exists(m => m.Target is MentionTarget.Comparison or MentionTarget.Gradable))
            keys.AddRange(Enumerable.Range(at, end - at).Select(draft.Best).Where(w => !Concepts.IsEmpty(w) && IsBeyondComparison(w, found, draft, end)).SelectMany(Concepts.Of));
        if (IsUnderWay(draft, found, at) is { } period)
            keys.AddRange(draft.Periods(period, at));
        // "the worst" is bad.
        if (found.Exists(m => m.Target is MentionTarget.Limit or MentionTarget.Extreme))
            keys.AddRange(Concepts.OfName(draft.Best(end - 1)).Where(Concepts.IsRow));
        if (end == at + 1 || found.Exists(m => Key.Of(m.Target) is not null))
            AddWords(draft, found, keys, at, end);
        else
            draft.Add(new SketchWord(keys, found.TrueForAll(m => IsLight(draft, m.Target, at))));
        return end;
    }

    // A name of several words may be called by one of them.
    private static void AddWords(SketchDraft draft, List<Mention> found, List<string> keys, int at, int end)
    {
        var isNamed = found.Exists(m => Key.Of(m.Target) is not null && m.Target is not MentionTarget.Value);
        for (var i = at; i < end; i++)
        {
            var (word, folded) = (draft.Question.Words[i], draft.Question.Words[i].Token.Folded);
            if (end == at + 1)
                draft.Add(new SketchWord([.. keys, .. isNamed && !draft.IsDone(i) ? Concepts.OfName(folded) : Concepts.Of(folded), Concepts.Root(word.Best), .. Concepts.IsCarrying(folded) ? [Key.Verb] : Array.Empty<string>()], Concepts.IsLight(folded) || found.TrueForAll(m => IsLight(draft, m.Target, at))) { IsSubject = draft.IsSubject(i) });
            else if (!Concepts.IsEmpty(folded))
                draft.Add(new SketchWord([.. keys, .. Concepts.Of(folded), .. Alone(draft, i), Concepts.Root(word.Best), .. folded is "number" ? [Key.Count] : Array.Empty<string>()], !isNamed && Concepts.IsLight(folded)) { IsSubject = draft.IsSubject(i) });
        }
    }

    // "revenue since new year" is of revenue, "customers who expanded" are customers; "2025" may fill the place of a number.
    private static IEnumerable<string> Alone(SketchDraft draft, int at) =>
        draft.Mentions[at].Where(m => m.End == at + 1 && m.Target is MentionTarget.Metric or MentionTarget.Column or MentionTarget.Table).SelectMany(draft.Keys)
            .Concat(draft.Question.Words[at].Token.Number is { } number ? [Key.Number(number)] : Array.Empty<string>());

    // Words that group say nothing, but for "distributed by", which says how.
    private static bool Groups(SketchDraft draft, List<Mention> found, int at, int end)
    {
        // "spread over this year" and "the difference between the plants" compare nothing with a number.
        if (!found.TrueForAll(m => m.Target is MentionTarget.Grouping || (m.Target is MentionTarget.Comparison && draft.Best(at) is "over" or "between" && !IsAmount(draft, end) && !IsAmount(draft, end + 1))))
            return false;
        var first = draft.Best(at);
        if (found.TrueForAll(m => m.Target is MentionTarget.Grouping) && !Concepts.IsEmpty(first) && !(first is "split" or "grouped" || first.StartsWith("br", StringComparison.Ordinal)))
            draft.AddLight(Concepts.Of(first));
        return true;
    }

    // "top 5" says two things.
    private static void Limit(SketchDraft draft, List<Mention> found, List<string> keys)
    {
        foreach (var limit in found.Select(m => m.Target).OfType<MentionTarget.Limit>())
        {
            if (limit.Rows is { } rows)
                draft.Add(Key.Number(rows));
            if (limit.Largest is { } largest)
                keys.Add(Key.Extreme(largest));
        }
    }

    // "number of portions sold" is what is measured anyway.
    private static bool CountsMetric(SketchDraft draft, Mention count) =>
        draft.Mentions[draft.Best(count.End) is "the" or "our" ? count.End + 1 : count.End].Any(m => m.Target is MentionTarget.Metric && m.Link != LinkKind.Fuzzy);

    // "compare the plants by revenue" is "revenue by plant".
    private static bool IsLight(SketchDraft draft, MentionTarget target, int at) => target switch
    {
        MentionTarget.Order => true,
        MentionTarget.Aggregate { Function: AggregateFunction.Sum } => !draft.IsRunning(at),
        MentionTarget.Versus => draft.Best(at).StartsWith("compar", StringComparison.Ordinal),
        _ => false,
    };

    // "worth more than lunch" is worth more; "more than 11" and "11 or more" are said by the comparison, and differ.
    private static bool IsBeyondComparison(string word, List<Mention> found, SketchDraft draft, int end) => word switch
    {
        "more" or "less" => !IsAmount(draft, end) && found.Exists(m => m.Target is MentionTarget.Comparison { Operator: FilterOperator.Greater or FilterOperator.Less } or MentionTarget.Gradable),
        "least" or "most" or "fewer" or "few" or "many" => false,
        _ => true,
    };

    private static bool IsAmount(SketchDraft draft, int at) =>
        draft.Mentions[at].Any(m => m.Target is MentionTarget.Number or MentionTarget.Aggregate) && !draft.Mentions[at].Any(m => m.Target is MentionTarget.Period);

    // "how is the year going" is about this one.
    private static TimeRange.Calendar? IsUnderWay(SketchDraft draft, List<Mention> found, int at) =>
        draft.Best(at - 1) == "the" && draft.Best(at - 2) is "is" or "s" or "hows" or "has" or "did" or "was" or "through" && draft.Best(at) == draft.Question.Words[at].Token.Stem
            && !draft.Question.Mentions.Any(m => m.Target is MentionTarget.Period) ? found.Select(m => m.Target).OfType<MentionTarget.Grain>().Select(g => g.Size).OfType<TimeGrain>().Select(size => new TimeRange.Calendar(size, 0)).FirstOrDefault() : null;
}
