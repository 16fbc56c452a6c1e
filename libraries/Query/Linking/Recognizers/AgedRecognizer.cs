using NlSql.SemanticModel.Definitions;

namespace NlSql.Query.Linking.Recognizers;

/// <summary>"who is over 40", "flyers under 30": the age of people, where nothing says what the number is of.</summary>
internal sealed class AgedRecognizer : Recognizer
{
    private const double Strength = 0.7;
    private const int Youngest = 5;
    private const int Oldest = 110;
    private const int Farthest = 5;

    public override void Recognize(LinkedQuestion question)
    {
        for (var i = 1; i + 1 < question.Words.Count; i++)
        {
            if (question.Folded[i] is not ("over" or "under" or "above" or "below") || question.Words[i + 1].Token.Number is not (>= Youngest and <= Oldest) || !Ends(question, i + 2) || IsNamed(question, i))
                continue;
            var at = i;
            var people = question.Mentions.Where(m => m.End <= at && m.End >= at - Farthest && m.Target is MentionTarget.Table).SelectMany(m => m.Candidates).Select(c => ((MentionTarget.Table)c.Target).Name).ToHashSet(StringComparer.Ordinal);
            if (people.Count == 0 && question.Folded[0] != "who")
                continue;
            var ages = question.Lexicon.Model.Tables.Where(t => people.Count == 0 || people.Contains(t.Name)).SelectMany(t => t.Columns.Where(c => c is { Name: "age", Type: ColumnType.Integer or ColumnType.Decimal }).Select(c => new MentionTarget.Gradable(t.Name, c.Name, question.Folded[at] is "over" or "above", true))).ToList();
            if (ages is not [var age])
                continue;
            // "keepers are over 40".
            var start = question.Mentions.Where(m => m.End == at + 1 && m.Target is MentionTarget.Comparison).Select(m => m.Start).Append(at).Min();
            question.Propose(Mention.Of(start, i + 1, age, Strength), outweighs: true);
        }
    }

    private static bool Ends(LinkedQuestion question, int at) => at >= question.Words.Count || question.Words[at].Token.StartsSentence || question.Folded[at] is "?" or "." or "," or ";" or "and" or "or" or "but" or "who" or "that" or "in" or "from" or "with";

    // "with a salary over 40", "prices under 30".
    private static bool IsNamed(LinkedQuestion question, int at) => question.Mentions.Any(m => m.End <= at && m.End >= at - 1 && m.Target is MentionTarget.Column or MentionTarget.Metric or MentionTarget.Count or MentionTarget.Aggregate);
}
