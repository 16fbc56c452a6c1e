namespace NlSql.Query.Linking.Recognizers;

/// <summary>"slowest at the top", "most productive one first": which end of a list comes first, and no single row.</summary>
internal sealed class LeadingEndRecognizer : Recognizer
{
    private const double Plain = 0.5;

    public override void Recognize(LinkedQuestion question)
    {
        // "weight per dog, heaviest first": of each group, the largest come first.
        foreach (var superlative in question.Mentions.Where(m => m.Target is MentionTarget.Gradable { Compares: false } && m.End < question.Words.Count && question.Folded[m.End] == "first" && (m.End + 1 == question.Words.Count || !question.Words[m.End + 1].IsContent)).ToList())
        {
            if (question.Mentions.Any(m => m.Target is MentionTarget.Grouping && m.End <= superlative.Start))
                question.Propose(Mention.Of(superlative.Start, superlative.End + 1, new MentionTarget.Order(((MentionTarget.Gradable)superlative.Target).Descending, TakesKey: false)));
        }

        foreach (var most in question.Mentions.Where(m => m.Target is MentionTarget.Extreme && m.End < question.Words.Count).ToList())
        {
            var at = most.End;
            // "smallest amount first": by that.
            if (question.Mentions.FirstOrDefault(m => m.Start == at && IsMeasured(question, m.Target) && m.Strength >= Plain) is { } key && key.End + 1 == question.Words.Count && question.Folded[key.End] == "first")
            {
                question.Withdraw(m => m.Start >= most.Start && m.End <= question.Words.Count && m.Target is MentionTarget.Extreme or MentionTarget.Gradable or MentionTarget.Limit);
                question.Propose(Mention.Of(most.Start, most.End, new MentionTarget.Order(((MentionTarget.Extreme)most.Target).Largest, TakesKey: true)));
                question.Propose(Mention.Of(key.End, key.End + 1, new MentionTarget.Filler()), outweighs: true);
                continue;
            }

            // "biggest channel on top" of what is told by channel.
            if (question.Words[at].Best is "one" or "ones" || (Leads(question, at + 1) is not null && question.Words.Take(most.Start).Any(w => w.Token.Stem == question.Words[at].Token.Stem)))
                at++;
            if (Leads(question, at) is not { } end || (end < question.Words.Count && question.Words[end].IsContent))
                continue;
            // Neither is it the most of something, nor the first.
            question.Withdraw(m => m.Start >= most.Start && m.End <= end && m.Target is MentionTarget.Extreme or MentionTarget.Gradable or MentionTarget.Limit);
            question.Propose(Mention.Of(most.Start, end, new MentionTarget.Order(((MentionTarget.Extreme)most.Target).Largest, TakesKey: false)));
        }
    }

    private static bool IsMeasured(LinkedQuestion question, MentionTarget target) => target is MentionTarget.Metric
        || (target is MentionTarget.Column column && question.Lexicon.Reach.Column(column.TableName, column.ColumnName) is { Kind: not SemanticModel.Definitions.ColumnKind.Id, Type: not (SemanticModel.Definitions.ColumnType.Text or SemanticModel.Definitions.ColumnType.Boolean) });

    private static int? Leads(LinkedQuestion question, int at)
    {
        string Word(int index) => index < question.Words.Count ? question.Words[index].Best : "";
        if (Word(at) == "first")
            return at + 1;
        return Word(at) is "at" or "on" or "to" && (Word(at + 1) == "top" || (Word(at + 1) == "the" && Word(at + 2) == "top")) ? at + (Word(at + 1) == "top" ? 2 : 3) : null;
    }
}
