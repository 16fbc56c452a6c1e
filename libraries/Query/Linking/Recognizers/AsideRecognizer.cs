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
            // "I'd like to know" is no id.
            if (question.Folded[start] == "id")
                question.Withdraw(m => m.Start >= start && m.End <= end && m.Target is not MentionTarget.Filler);
            if (!(both && question.Folded[start] == "at") && kinds.Any(always => always || !ends) && !question.Mentions.Any(m => m.Start < end && m.End > start && IsKnown(m)))
                question.Propose(Mention.Of(start, end, new MentionTarget.Filler()), outweighs: true);
        }

        // "which batch got the most seed, and how many": how many is what it is ranked by.
        if (AsideWords.HowMany(question.Folded) is { } from && question.Mentions.Any(m => m.End <= from && m.Target is MentionTarget.Extreme or MentionTarget.Limit or MentionTarget.Comparison))
        {
            question.Withdraw(m => m.Start >= from && m.Target is MentionTarget.Count or MentionTarget.Grouping);
            question.Propose(Mention.Of(from, question.Folded.Count - (question.Folded[^1] == "?" ? 1 : 0), new MentionTarget.Filler()), outweighs: true);
        }

        // "and another that was opened later".
        for (var i = 1; i < question.Words.Count; i++)
        {
            if (question.Folded[i] == "another" && question.Folded[i - 1] is "and" or "also")
                question.Propose(Mention.Of(i, i + 1, new MentionTarget.Filler()), outweighs: true);
        }

        Whole(question);
        // "on the days we hunted": when, and not for each of them.
        for (var i = 0; i + 2 < question.Words.Count; i++)
        {
            var end = i + (question.Folded[i + 1] is "the" or "those" or "all" ? 3 : 2);
            if (question.Folded[i] is "on" or "for" && question.Folded[end - 1] == "days" && end < question.Words.Count && question.Folded[end] is "we" or "they" or "i" or "when" or "where" or "that" or "it" or "he" or "she")
                question.Propose(Mention.Of(i, end, new MentionTarget.Filler()), outweighs: true);
        }

        // "have never filed a complaint before": never says it.
        if (question.Folded is [.., "before"] && question.Folded.Any(w => w is "never" or "not" or "no"))
            question.Propose(Mention.Of(question.Folded.Count - 1, question.Folded.Count, new MentionTarget.Filler()), outweighs: true);
    }

    // "on our books" is no date called Booked.
    private static bool IsKnown(Mention mention) => mention.Strength >= Known && (mention.Target is MentionTarget.Table or MentionTarget.Metric or MentionTarget.Value or MentionTarget.Segment || (mention.Target is MentionTarget.Column && mention.Link is LinkKind.Exact or LinkKind.Synonym));

    // Whoever it all belongs to.
    private static readonly HashSet<string> Owners = new(StringComparer.Ordinal) { "club", "company", "firm", "business", "organisation", "organization", "society", "association", "school", "shop", "bureau", "agency", "studio", "theatre", "theater", "institution", "charity", "practice", "group", "team" };

    // "how many members does the club have", "how many hours did all trips take together".
    private static void Whole(LinkedQuestion question)
    {
        for (var i = 2; i + 1 < question.Words.Count; i++)
        {
            var at = i;
            if (Owners.Contains(question.Folded[i]) && question.Folded[i - 1] is "the" or "our" or "this" && question.Folded[i - 2] is "does" or "do" or "did" && question.Folded[i + 1] is "have" or "own" or "employ" or "keep" or "run" or "offer" or "sell" && !question.Mentions.Any(m => m.Start <= at && m.End > at && IsKnown(m)))
                question.Propose(Mention.Of(i, i + 1, new MentionTarget.Filler()), outweighs: true);
        }

        var last = question.Folded.Count - 1;
        while (last > 0 && question.Folded[last] is "?" or "." or "!")
            last--;
        if (last > 2 && question.Folded[last] == "together" && !question.Mentions.Any(m => m.Start <= last && m.End > last && m.Target is not MentionTarget.Filler))
            question.Propose(Mention.Of(last, last + 1, new MentionTarget.Aggregate(SemanticModel.Definitions.AggregateFunction.Sum), Known));
    }
}
