using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Linking.Recognizers;

/// <summary>"a higher day rate than the average", "fewer seats than 50": the adjective stands before what is compared, "than" behind it.</summary>
internal sealed class SplitComparisonRecognizer : Recognizer
{
    private const int Longest = 5;
    private const int Farthest = 8;
    private const double Plain = 0.5;
    private const double Named = 0.9;

    private static readonly Dictionary<string, FilterOperator> Adjectives = new(StringComparer.Ordinal)
    {
        ["higher"] = FilterOperator.Greater,
        ["greater"] = FilterOperator.Greater,
        ["larger"] = FilterOperator.Greater,
        ["bigger"] = FilterOperator.Greater,
        ["better"] = FilterOperator.Greater,
        ["longer"] = FilterOperator.Greater,
        ["lower"] = FilterOperator.Less,
        ["smaller"] = FilterOperator.Less,
        ["shorter"] = FilterOperator.Less,
        ["lesser"] = FilterOperator.Less,
    };

    // "more seats than 50" may be so many rows; than an average, it is a column that holds how many.
    private static readonly Dictionary<string, FilterOperator> Amounts = new(StringComparer.Ordinal) { ["more"] = FilterOperator.Greater, ["fewer"] = FilterOperator.Less, ["less"] = FilterOperator.Less };

    public override void Recognize(LinkedQuestion question)
    {
        for (var i = 0; i + 2 < question.Words.Count; i++)
        {
            var isAmount = Amounts.TryGetValue(question.Words[i].Best, out var @operator);
            if (!isAmount && !Adjectives.TryGetValue(question.Words[i].Best, out @operator))
                continue;
            OfAverage(question, i, @operator);
            var than = Enumerable.Range(i + 2, Math.Min(Longest, question.Words.Count - i - 2)).FirstOrDefault(at => question.Words[at].Best == "than");
            // "more plants than Canada": as many as are another's.
            if (isAmount && than > 0 && question.Mentions.Any(m => m.Start == i + 1 && m.End == than && m.Target is MentionTarget.Table && m.Strength >= Plain) && question.Mentions.Any(m => m.Target is MentionTarget.Value && m.Start > than && m.Start <= than + 3 && m.Strength >= Named))
            {
                question.Propose(Mention.Of(i, i + 1, new MentionTarget.Comparison(@operator)), outweighs: true);
                question.Propose(Mention.Of(than, than + 1, new MentionTarget.Filler()), outweighs: true);
                continue;
            }

            // One column fills the gap, and the adjective is no part of its name.
            if (than == 0 || !question.Mentions.Any(m => m.Start == i + 1 && m.End == than && m.Target is MentionTarget.Column && m.Strength >= Plain) || question.Mentions.Any(m => m.Start <= i && m.End > i && m.Target is MentionTarget.Column or MentionTarget.Value && m.Strength >= Plain))
                continue;
            if (isAmount && !question.Words.Skip(than + 1).Take(Longest).Any(w => w.Best is "average" or "mean" or "median"))
                continue;
            question.Propose(Mention.Of(i, i + 1, new MentionTarget.Filler()), outweighs: true);
            question.Propose(Mention.Of(than, than + 1, new MentionTarget.Comparison(@operator)));
        }
    }

    // "took more in 2025 than the average restaurant", "more revenue than the average store": measures know what is compared.
    private static void OfAverage(LinkedQuestion question, int at, FilterOperator @operator)
    {
        var than = Enumerable.Range(at + 2, Math.Max(0, Math.Min(Farthest, question.Words.Count - at - 3))).FirstOrDefault(i => question.Words[i].Best == "than");
        if (than > 0 && question.Words.Skip(than + 1).Take(2).Any(w => w.Best is "average" or "mean"))
            question.Propose(Mention.Of(at, at + 1, new MentionTarget.Comparison(@operator)));
    }
}
