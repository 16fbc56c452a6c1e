namespace NlSql.Query.Linking.Recognizers;

/// <summary>"more than 100 units were scrapped" of a column called units scrapped: the auxiliary stands within the name.</summary>
internal sealed class PassiveNameRecognizer : Recognizer
{
    private const double Strength = 0.9;

    public override void Recognize(LinkedQuestion question)
    {
        for (var i = 0; i + 2 < question.Words.Count; i++)
        {
            if (question.Folded[i + 1] is not ("was" or "were" or "is" or "are" or "been") || !question.Folded[i + 2].EndsWith("ed", StringComparison.Ordinal))
                continue;
            var node = question.Lexicon.Phrases.Step(0, question.Words[i].Token.Stem);
            node = node < 0 ? node : question.Lexicon.Phrases.Step(node, question.Words[i + 2].Token.Stem);
            if (node < 0)
                continue;
            var candidates = question.Lexicon.Phrases.At(node).Where(e => e.Target is MentionTarget.Column or MentionTarget.Metric && e.Link is LinkKind.Exact or LinkKind.Stem or LinkKind.Synonym)
                .Select(e => new MentionCandidate(e.Target, Strength, LinkKind.Stem)).Distinct();
            foreach (var kind in candidates.GroupBy(c => c.Target.GetType()))
                question.Propose(new(i, i + 3, kind.Order(TargetOrder.Instance).ToValueList()));
        }
    }
}
