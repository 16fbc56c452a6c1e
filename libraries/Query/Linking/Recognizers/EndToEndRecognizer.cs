namespace NlSql.Query.Linking.Recognizers;

/// <summary>"from the youngest to the oldest", "from the highest to the lowest": an order, and none of its ends.</summary>
internal sealed class EndToEndRecognizer : Recognizer
{
    private const double Strength = 0.95;
    private const int MostBetween = 1;

    public override void Recognize(LinkedQuestion question)
    {
        First(question);
        for (var i = 0; i + 3 < question.Words.Count; i++)
        {
            if (question.Folded[i] != "from" || End(question, i + 1) is not { } first || To(question, first.End) is not { } to || End(question, to + 1) is not { } last)
                continue;
            var (start, end) = (i, last.End);
            // "ordered by age from youngest to oldest": the key is said before.
            var key = question.Mentions.Where(m => m.Target is MentionTarget.Order { TakesKey: true } && m.Start < start).Select(o => question.Mentions.FirstOrDefault(m => m.Start >= o.End && m.End <= start && m.Target is MentionTarget.Column)).LastOrDefault();
            var named = key?.Candidates.Select(c => c.Target).OfType<MentionTarget.Column>().ToHashSet();
            var measured = first.Target as MentionTarget.Gradable is null ? [] : first.Candidates.Select(c => (Candidate: c, Measured: (MentionTarget.Gradable)c.Target)).ToList();
            var meant = named is null ? measured.FirstOrDefault() : measured.FirstOrDefault(m => named.Contains(new(m.Measured.TableName, m.Measured.ColumnName)));
            // "from most to least expensive": the adjective stands behind both.
            if (measured.Count == 0 && first.Target is MentionTarget.Extreme && last.Target is MentionTarget.Gradable cheapest && named is null)
            {
                question.Withdraw(m => m.Start >= start && m.End <= end && m.Target is MentionTarget.Gradable or MentionTarget.Extreme or MentionTarget.Relation);
                question.Propose(Mention.Of(start, last.Start, new MentionTarget.Order(!cheapest.Descending, true), Strength), outweighs: true);
                question.Propose(new(last.Start, end, Columns(last, cheapest.Descending)), outweighs: true);
                continue;
            }

            // "from the most produced to the least produced": by what, is not said.
            if (measured.Count == 0 && to > first.End)
                continue;
            bool? descending = meant.Measured?.Descending ?? (first.Target as MentionTarget.Extreme)?.Largest ?? (named is null ? null : measured.FirstOrDefault().Measured?.Descending);
            if (descending is not { } turned)
                continue;
            question.Withdraw(m => m.Start >= start && m.End <= end && m.Target is MentionTarget.Gradable or MentionTarget.Extreme or MentionTarget.Relation);
            if (key is not null || measured.Count == 0)
            {
                question.Propose(Mention.Of(start, end, new MentionTarget.Order(turned, false), Strength), outweighs: true);
                continue;
            }

            question.Propose(Mention.Of(start, first.Start, new MentionTarget.Order(turned, true), Strength), outweighs: true);
            question.Propose(new(first.Start, end, Columns(first, turned)), outweighs: true);
        }
    }

    // "the heaviest lot first", "oldest one on top", "oldest first" of rows with a year: an order, at the end of a sentence or of a clause.
    private static void First(LinkedQuestion question)
    {
        for (var i = 1; i < question.Folded.Count; i++)
        {
            var onTop = question.Folded[i] is "on" or "at" && question.Folded.Skip(i + 1).FirstOrDefault(w => w != "the") == "top" && question.Folded.Count > i + 1;
            var end = onTop ? question.Folded[i + 1] == "the" ? i + 3 : i + 2 : i + 1;
            if ((question.Folded[i] != "first" && !onTop) || (question.Folded.ElementAtOrDefault(end) is not (null or "." or "?" or "!" or ";" or ",") && !question.Words[end].Token.StartsSentence))
                continue;
            var at = question.Folded[i - 1] is "one" or "ones" ? i - 1 : i;
            var noun = question.Mentions.FirstOrDefault(m => m.End == at && m.Target is MentionTarget.Table);
            if ((noun is null && !onTop && HasDates(question)) || question.Mentions.FirstOrDefault(m => m.End == (noun?.Start ?? at) && m.Target is MentionTarget.Gradable { Compares: false }) is not { Start: > 0, Target: MentionTarget.Gradable first } most)
                continue;
            var start = question.Folded[most.Start - 1] == "the" ? most.Start - 1 : most.Start;
            question.Withdraw(m => m.Start >= start && m.End <= end && m.Target is MentionTarget.Gradable or MentionTarget.Extreme or MentionTarget.Order or MentionTarget.Limit);
            question.Propose(Mention.Of(start, most.End, new MentionTarget.Order(first.Descending, true), Strength), outweighs: true);
            question.Propose(new(most.End, end, Columns(most, first.Descending)), outweighs: true);
        }
    }

    private static bool HasDates(LinkedQuestion question) => question.Lexicon.Times.Count > 0
        && !(question.Mentions.Where(m => m.Target is MentionTarget.Table).Select(m => ((MentionTarget.Table)m.Target).Name).Distinct().ToList() is [var only] && question.Lexicon.Reach.Table(only)?.TimeColumn is null);

    private static ValueList<MentionCandidate> Columns(Mention graded, bool descending) => graded.Candidates.Select(c => (Candidate: c, Measured: (MentionTarget.Gradable)c.Target)).Where(m => m.Measured.Descending == descending)
        .Select(m => new MentionCandidate(new MentionTarget.Column(m.Measured.TableName, m.Measured.ColumnName), m.Candidate.Strength, m.Candidate.Link)).ToValueList();

    // "the most recently released".
    private static Mention? End(LinkedQuestion question, int at)
    {
        if (at < question.Folded.Count && question.Folded[at] == "the")
            at++;
        return question.Mentions.Where(m => m.Start == at && m.Target is MentionTarget.Gradable { Compares: false } or MentionTarget.Extreme).OrderByDescending(m => m.Target is MentionTarget.Gradable).ThenByDescending(m => m.End).FirstOrDefault();
    }

    private static int? To(LinkedQuestion question, int at)
    {
        for (var i = at; i <= at + MostBetween && i < question.Folded.Count; i++)
        {
            if (question.Folded[i] is "to" or "down" && question.Folded.ElementAtOrDefault(i + 1) is { } next)
                return next == "to" ? i + 1 : i;
        }

        return null;
    }
}
