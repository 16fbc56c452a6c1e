using NlSql.Query.Linking.Words;
using NlSql.Query.Tokens;

namespace NlSql.Query.Linking.Recognizers;

/// <summary>The words of the language: aggregates, grouping, order, comparison…</summary>
internal sealed class FunctionWordRecognizer : Recognizer
{
    public override void Recognize(LinkedQuestion question)
    {
        for (var start = 0; start < question.Words.Count; start++)
            Walk(question, start, start, 0, 0);
    }

    private static void Walk(LinkedQuestion question, int start, int at, int node, int corrections)
    {
        // What stands in quotes is a text.
        if (at == question.Words.Count || question.Words[at].Token.Kind == TokenKind.Quoted)
            return;
        foreach (var form in question.Words[at].Forms.Where(f => !f.Related))
        {
            var next = FunctionWords.Phrases.Step(node, form.Folded);
            if (next < 0)
                continue;
            var errors = corrections + form.Corrections;
            foreach (var target in FunctionWords.Phrases.At(next))
            {
                // "at least two" compares.
                if (target is MentionTarget.Extreme && start > 0 && question.Words[start - 1].Token.Folded == "at")
                    continue;
                // "the worst of this year" are no years.
                if (target is MentionTarget.Grain { Stated: false } && start > 0 && question.Words[start - 1].Token.Folded == "this")
                    continue;
                // A correction must not make an unknown word vanish.
                if (errors > 0 && target is MentionTarget.Filler or MentionTarget.Activity or MentionTarget.Listing or MentionTarget.Negation or MentionTarget.And or MentionTarget.Or)
                    continue;
                var strength = Strength(target) - (errors * LinkStrengths.TypingErrorLoss);
                question.Propose(Mention.Of(start, at + 1, Turned(question, start, at + 1, target), strength, errors > 0 ? LinkKind.Fuzzy : LinkKind.Exact));
            }

            Walk(question, start, at + 1, next, errors);
        }
    }

    // "fraud rate by country, worst first": of fraud the most is the worst.
    private static MentionTarget Turned(LinkedQuestion question, int start, int end, MentionTarget target)
    {
        MentionTarget? turned = target switch
        {
            MentionTarget.Extreme extreme => new MentionTarget.Extreme(!extreme.Largest),
            MentionTarget.Order { Descending: { } descending } order => order with { Descending = !descending },
            _ => null,
        };
        return turned is not null && Enumerable.Range(start, end - start).Any(i => AdverseWords.Turn(question.Words, i)) ? turned : target;
    }

    // A word that a model uses means the model's thing rather than the general one.
    private static double Strength(MentionTarget target) => target switch
    {
        MentionTarget.Activity => 0.55,
        MentionTarget.Listing => 0.7,
        MentionTarget.Unsupported or MentionTarget.Growth or MentionTarget.Share or MentionTarget.Running or MentionTarget.Versus => 0.8,
        _ => 0.9,
    };
}
