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

    /// <summary>The best score that rules may give it: only values that stand beside the name of their column or table speak for a reading.</summary>
    /// <param name="behind">How far it is behind the best cover.</param>
    public double Most(double behind) => behind + (Mentions.Count(m => m.Target is MentionTarget.Value or MentionTarget.Literal or MentionTarget.Segment)
        * (ReadingWeights.Of(Feature.ValueOfNamedColumn) + ReadingWeights.Of(Feature.ValueOfNamedTable)));
}
