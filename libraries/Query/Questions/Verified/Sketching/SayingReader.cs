using NlSql.Query.Linking;
using NlSql.Query.Linking.Words;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Questions.Verified.Sketching;

/// <summary>Phrases that say what other words say elsewhere.</summary>
internal static class SayingReader
{
    private const string ToDate = "to-date";

    // What a measure may be called that adds up.
    private static readonly string[] SinceNewYear = [Concepts.Root("since"), Concepts.Root("new"), Concepts.Root("year")];

    public static int? Read(SketchDraft draft, int at)
    {
        // "the same month last year"
        if (draft.Best(at) == "same" && TimeWords.Unit(draft.Best(at + 1)) is not null && draft.Compares)
            return at + 2;
        // "break sales down by month": "down by" groups.
        if (draft.Best(at) == "break" && draft.Question.Mentions.Any(m => m.Target is MentionTarget.Grouping && m.Start > at && draft.Best(m.Start) == "down"))
        {
            draft.AddLight(Concepts.Of("break"));
            return at + 1;
        }

        // What the model names by a longer phrase is meant so.
        if (Sayings.At(draft.Question.Words, at) is not var (end, meant) || draft.Mentions[at].Any(m => m.End > end || (m.End == end && IsName(m))))
            return null;
        // "last year" is a year of its own where nothing is compared with it.
        if (meant.Contains(Key.YearBefore) && !draft.Compares)
            return null;
        // "revenue since new year by month" adds up; by itself it is that of this year.
        if (meant is [ToDate])
        {
            if (!IsSeries(draft, at, end))
                return null;
            draft.Add([.. Concepts.Of("running"), .. draft.Periods(new TimeRange.ToDate(TimeGrain.Year), at), .. SinceNewYear]);
            return end;
        }

        foreach (var word in meant)
        {
            var said = word.TrimStart('~');
            // "what does business look like" is "how is business".
            if (said == Key.How)
                draft.AskInstead(said == word ? Asking.How : Asking.Nothing);
            draft.Add(new SketchWord(Keys(said), Light: said != word));
        }

        return end;
    }

    private static bool IsSeries(SketchDraft draft, int at, int end) =>
        draft.IsPhrasing || Enumerable.Range(0, draft.Question.Words.Count).Any(draft.IsRunning)
        || draft.Question.Mentions.Any(m => (m.Start < at || m.Start >= end) && m.Target is MentionTarget.Grain { Size: not null } or MentionTarget.Running or MentionTarget.Growth);

    private static IReadOnlyList<string> Keys(string said) => said switch
    {
        Key.Most or Key.Least or Key.Now or Key.YearBefore or Key.How or Key.Thing or Key.Where => [said],
        "more" => [.. Concepts.Of(said), .. Concepts.Of("compare"), Key.Compared(FilterOperator.Greater)],
        _ => [.. Concepts.Of(said)],
    };

    private static bool IsName(Mention mention) =>
        mention.Target is MentionTarget.Metric or MentionTarget.Segment or MentionTarget.Column or MentionTarget.Table or MentionTarget.Value && mention.Link != LinkKind.Fuzzy;
}
