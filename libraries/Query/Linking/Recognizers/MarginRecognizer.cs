using NlSql.Query.Tokens;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Linking.Recognizers;

/// <summary>"more than 20 % over the quote", "at least 10 percent below the average": a comparison with a part more, or less, of something.</summary>
internal sealed class MarginRecognizer : Recognizer
{
    private static readonly HashSet<string> Above = new(StringComparer.Ordinal) { "over", "above", "beyond", "more", "higher", "greater", "larger", "bigger" };
    private static readonly HashSet<string> Below = new(StringComparer.Ordinal) { "below", "under", "less", "lower", "smaller", "fewer" };

    public override void Recognize(LinkedQuestion question)
    {
        var words = question.Folded;
        for (var i = 0; i + 1 < words.Count; i++)
        {
            if (question.Words[i].Token is not { Number: { } number } token)
                continue;
            var end = token.NumberForm == NumberForm.Percent ? i + 1 : words[i + 1] is "percent" or "pct" or "%" ? i + 2 : 0;
            if (end == 0 || end >= words.Count || !(Above.Contains(words[end]) || Below.Contains(words[end])))
                continue;
            var above = Above.Contains(words[end]);
            // "20 percent more than the quote"; "20 percent over 500" is no part of anything.
            end++;
            if (words[end - 1] is not ("over" or "above" or "beyond" or "below" or "under"))
            {
                if (end >= words.Count || words[end] != "than")
                    continue;
                end++;
            }

            if (end >= words.Count || question.Words[end].Token.Number is not null)
                continue;
            var (start, inclusive) = Leading(words, i);
            question.Propose(Mention.Of(start, end, new MentionTarget.Comparison(above ? inclusive ? FilterOperator.GreaterOrEqual : FilterOperator.Greater : inclusive ? FilterOperator.LessOrEqual : FilterOperator.Less)
            {
                Times = above ? 1 + (number / 100) : 1 - (number / 100),
            }));
        }
    }

    // "more than", "at least".
    private static (int Start, bool Inclusive) Leading(IReadOnlyList<string> words, int number)
    {
        if (number > 1 && words[number - 2] is "at" && words[number - 1] is "least")
            return (number - 2, true);
        if (number > 1 && words[number - 2] is "more" && words[number - 1] is "than")
            return (number > 2 && words[number - 3] == "by" ? number - 3 : number - 2, false);
        return number > 0 && words[number - 1] is "over" or "by" ? (number - 1, false) : (number, false);
    }
}
