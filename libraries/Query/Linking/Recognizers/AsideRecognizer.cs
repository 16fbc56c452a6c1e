using NlSql.Query.Linking.Words;
using NlSql.Query.Model;

namespace NlSql.Query.Linking.Recognizers;

/// <summary>"counting every line", "at some point", "in the fleet", "never … before": what says nothing, unless the model has a word of it.</summary>
internal sealed class AsideRecognizer : Recognizer
{
    private const double Known = 0.6;

    public override void Recognize(LinkedQuestion question)
    {
        // "both A and B at some point" may be said of two rows.
        var both = question.Folded.Contains("both");
        // Where things come to an end, those that are there may be only some of them.
        var ends = question.Lexicon.Courses.Any(c => c.Flag(ComputedColumns.Ended) is not null);
        foreach (var (start, end, kinds) in AsideWords.Phrases.In(question.Folded))
        {
            if (!(both && question.Folded[start] == "at") && kinds.Any(always => always || !ends) && !question.Mentions.Any(m => m.Start < end && m.End > start && IsKnown(m)))
                question.Propose(Mention.Of(start, end, new MentionTarget.Filler()), outweighs: true);
        }

        // "have never filed a complaint before": never says it.
        if (question.Folded is [.., "before"] && question.Folded.Any(w => w is "never" or "not" or "no"))
            question.Propose(Mention.Of(question.Folded.Count - 1, question.Folded.Count, new MentionTarget.Filler()), outweighs: true);
    }

    // "on our books" is no date called Booked.
    private static bool IsKnown(Mention mention) => mention.Strength >= Known && (mention.Target is MentionTarget.Table or MentionTarget.Metric or MentionTarget.Value or MentionTarget.Segment || (mention.Target is MentionTarget.Column && mention.Link is LinkKind.Exact or LinkKind.Synonym));
}
