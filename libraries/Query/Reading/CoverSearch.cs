using NlSql.Query.Linking;

namespace NlSql.Query.Reading;

/// <summary>
/// The best covers of a question: dynamic programming over the words, keeping the best few ways to read each beginning of the question.
/// </summary>
internal static class CoverSearch
{
    private const int Kept = 16;

    /// <summary>Covers, best first.</summary>
    /// <param name="question">The question.</param>
    /// <param name="wanted">Which mentions may be used; null for all.</param>
    public static IReadOnlyList<Cover> Best(LinkedQuestion question, Func<Mention, bool>? wanted = null)
    {
        var words = question.Words;
        var starting = Wanted(question, wanted).ToLookup(m => m.Start);
        var reached = new List<Path>[words.Count + 1];
        for (var i = 0; i <= words.Count; i++)
            reached[i] = [];
        reached[0].Add(new(0, null, null, 0));
        for (var i = 0; i < words.Count; i++)
        {
            Keep(reached[i]);
            foreach (var path in reached[i])
            {
                foreach (var mention in starting[i])
                    reached[mention.End].Add(new(path.Score + Score(mention), path, mention, mention.End));
                if (!words[i].IsContent || !starting[i].Any(m => m.End == i + 1 && m.Target is MentionTarget.Filler))
                    reached[i + 1].Add(new(path.Score - (words[i].IsContent ? ReadingWeights.UnexplainedWord : 0), path, null, i + 1));
            }
        }

        Keep(reached[^1]);
        return [.. reached[^1].Select(p => ToCover(p, words))];
    }

    // Words without meaning are stepped over in one way only, or all that is kept would differ in nothing but how.
    private static IEnumerable<Mention> Wanted(LinkedQuestion question, Func<Mention, bool>? wanted)
    {
        var free = question.Words.Select(w => !w.IsContent).ToArray();
        foreach (var filler in question.Mentions.Where(m => m.Target is MentionTarget.Filler && m.End == m.Start + 1))
            free[filler.Start] = true;
        return question.Mentions.Where(m => m.Target is MentionTarget.Filler
            ? m.End == m.Start + 1 ? question.Words[m.Start].IsContent : !free[m.Start..m.End].All(f => f)
            : wanted is null || wanted(m));
    }

    /// <summary>What a mention adds to the score of a cover.</summary>
    public static double Score(Mention mention) =>
        mention.Weight == 0 ? 0 : (mention.Strength * mention.Weight) + (ReadingWeights.LongerMention * (mention.Weight - 1));

    // A stable sort: equal scores keep the order of proposal, so the same question always gives the same covers.
    private static void Keep(List<Path> paths)
    {
        var best = paths.OrderByDescending(p => p.Score).Take(Kept).ToList();
        paths.Clear();
        paths.AddRange(best);
    }

    private static Cover ToCover(Path last, IReadOnlyList<QuestionWord> words)
    {
        List<Mention> mentions = [];
        List<int> unexplained = [];
        for (var path = last; path.Before is not null; path = path.Before)
        {
            if (path.Mention is not null)
                mentions.Add(path.Mention);
            else if (words[path.End - 1].IsContent)
                unexplained.Add(path.End - 1);
        }

        mentions.Reverse();
        unexplained.Reverse();
        return new(mentions, unexplained, last.Score);
    }

    private sealed record Path(double Score, Path? Before, Mention? Mention, int End);
}
