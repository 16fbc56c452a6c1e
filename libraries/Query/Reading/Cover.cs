using NlSql.Query.Linking;

namespace NlSql.Query.Reading;

/// <summary>One way to read every word: mentions that do not overlap, and the words that none of them explains.</summary>
/// <param name="Mentions">The mentions in order.</param>
/// <param name="Unexplained">Indexes of words that carry meaning and are read as nothing.</param>
/// <param name="Score">How well the words are explained.</param>
internal sealed record Cover(IReadOnlyList<Mention> Mentions, IReadOnlyList<int> Unexplained, double Score)
{
    /// <summary>Words that count, such as "how many", which nothing of the cover takes up although they are made of empty words.</summary>
    public IEnumerable<Mention> LeftOut(LinkedQuestion question) =>
        question.Mentions.Where(m => m.Target is MentionTarget.Count && m.End - m.Start > 1 && !Mentions.Any(c => c.Target is not MentionTarget.Filler && c.Start < m.End && c.End > m.Start));

    /// <summary>How much worse it explains the words than another cover; 0 or less. What is said twice and understood in the same way is one choice, and counts once.</summary>
    /// <param name="question">The question.</param>
    /// <param name="best">The cover to compare with.</param>
    public double Behind(LinkedQuestion question, Cover best)
    {
        var (mine, theirs) = (Ends(), best.Ends());
        Dictionary<string, double> losses = new(StringComparer.Ordinal);
        var (from, loss) = (0, 0.0);
        for (var end = 1; end <= question.Words.Count; end++)
        {
            loss += mine.GetValueOrDefault(end) - theirs.GetValueOrDefault(end);
            if (IsInside(end) || best.IsInside(end))
                continue;
            var said = string.Join(' ', question.Folded.Skip(from).Take(end - from));
            losses[said] = Math.Min(loss, losses.GetValueOrDefault(said));
            (from, loss) = (end, 0);
        }

        return losses.Values.Sum();
    }

    private bool IsInside(int place) => Mentions.Any(m => m.Start < place && m.End > place);

    // What each part of it adds to the score, by where it ends.
    private Dictionary<int, double> Ends()
    {
        var ends = Mentions.ToDictionary(m => m.End, CoverSearch.Score);
        foreach (var unknown in Unexplained)
            ends[unknown + 1] = -ReadingWeights.UnexplainedWord;
        return ends;
    }

    /// <summary>The best score that rules may give it: only values that stand beside the name of their column or table speak for a reading.</summary>
    /// <param name="behind">How far it is behind the best cover.</param>
    public double Most(double behind) => behind + (Mentions.Count(m => m.Target is MentionTarget.Value or MentionTarget.Literal or MentionTarget.Segment)
        * (ReadingWeights.Of(Feature.ValueOfNamedColumn) + ReadingWeights.Of(Feature.ValueOfNamedTable)));
}
