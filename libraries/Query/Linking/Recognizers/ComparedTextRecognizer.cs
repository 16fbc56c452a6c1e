using NlSql.Query.Tokens;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Linking.Recognizers;

/// <summary>The word behind "contains" or "starts with" is text, whatever else it may mean. Runs after the words of the language.</summary>
internal sealed class ComparedTextRecognizer : Recognizer
{
    private const double Strength = 0.96;

    public override void Recognize(LinkedQuestion question)
    {
        var ends = question.Mentions
            .Where(m => m.Target is MentionTarget.Comparison { Operator: FilterOperator.Contains or FilterOperator.NotContains or FilterOperator.StartsWith or FilterOperator.EndsWith })
            .Select(m => m.End).Distinct().Where(end => end < question.Words.Count).ToList();
        foreach (var end in ends)
        {
            if (question.Words[end].Token is { Kind: TokenKind.Word or TokenKind.Number } token && (token.Folded is not ("the" or "a" or "an" or "word" or "letter" or "any" or "to") || (token.Folded == "a" && (token.Text == "A" || question.Words[end - 1].Best is "letter" or "character"))))
                question.Propose(Mention.Of(end, end + 1, new MentionTarget.Literal(token.Text), Strength));
        }
    }
}
