using NlSql.Query.Tokens;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Query.Linking.Recognizers;

/// <summary>"how much do they earn", "which weighs the most": the number that the verb asks for.</summary>
internal sealed class MeasuringVerbRecognizer : Recognizer
{
    private const double Strength = 0.8;
    private const int Farthest = 7;

    private static readonly (string[] Verbs, string[] Measures)[] Rows =
    [
        (["earn", "earns", "earned"], ["salary", "wage", "pay"]),
        (["weigh", "weighs", "weighed"], ["weight", "mass"]),
        (["cost", "costs"], ["price", "cost", "fee", "fare"]),
    ];

    public override void Recognize(LinkedQuestion question)
    {
        for (var i = 1; i < question.Words.Count; i++)
        {
            if (Array.Find(Rows, r => r.Verbs.Contains(question.Folded[i])) is not { Measures: { } measures })
                continue;
            var most = MostOf(question, i);
            if ((most is null && !IsAsked(question, i)) || question.Mentions.Any(m => m.Start <= i && m.End > i && m.Target is MentionTarget.Metric))
                continue;
            var candidates = measures.SelectMany(m => question.Lexicon.Phrases.Step(0, EnglishStemmer.Stem(m)) is var node and > 0 ? question.Lexicon.Phrases.At(node) : [])
                .Where(e => e.Target is MentionTarget.Column column && question.Lexicon.Reach.Column(column.TableName, column.ColumnName) is { Kind: ColumnKind.Fact, Additive: not Additivity.Full })
                .Select(e => new MentionCandidate(e.Target, e.Strength * Strength, LinkKind.General)).DistinctBy(c => c.Target).Order(TargetOrder.Instance).ToValueList();
            if (candidates.Count == 0)
                continue;
            var at = i;
            if (most is { } end)
            {
                var descending = question.Folded[end - 1] == "most";
                question.Withdraw(m => m.Start >= at && m.End <= end && m.Target is MentionTarget.Relation or MentionTarget.Activity or MentionTarget.Filler or MentionTarget.Extreme);
                question.Propose(new(i, end, candidates.Select(c => c with { Target = Graded((MentionTarget.Column)c.Target, descending) }).ToValueList()), outweighs: true);
                continue;
            }

            question.Withdraw(m => m.Start == at && m.End == at + 1 && m.Target is MentionTarget.Relation or MentionTarget.Activity or MentionTarget.Filler);
            question.Propose(new(i, i + 1, candidates), outweighs: true);
        }
    }

    // The end of "weighs the most", with nothing behind it that it could be the most of.
    private static int? MostOf(LinkedQuestion question, int verb)
    {
        var most = question.Folded.ElementAtOrDefault(verb + 1) == "the" ? verb + 2 : verb + 1;
        return question.Folded.ElementAtOrDefault(most) is "most" or "least" && (question.Folded.ElementAtOrDefault(most + 1) is null or "?" or "." or "," or "-" or ";" or "and" or "of" or "in" || question.Words[most + 1].Token.StartsSentence) ? most + 1 : null;
    }

    private static MentionTarget.Gradable Graded(MentionTarget.Column column, bool descending) => new(column.TableName, column.ColumnName, descending, false);

    private static bool IsAsked(LinkedQuestion question, int verb) =>
        question.BehindHowMuch.Any(i => i < verb && i >= verb - Farthest && question.Folded[i] is "do" or "does" or "did") && question.Folded.ElementAtOrDefault(verb + 1) is null or "?" or "." or "," or "on" or "in" or "per" or "and" or "each";
}
