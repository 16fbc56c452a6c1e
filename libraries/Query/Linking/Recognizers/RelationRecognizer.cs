using NlSql.Query.Linking.Words;
using NlSql.Query.Tokens;

namespace NlSql.Query.Linking.Recognizers;

/// <summary>Verbs that the data has no word for but that only say how things belong together, and "same", which says what they have in common.</summary>
internal sealed class RelationRecognizer : Recognizer
{
    private const double Strength = 0.3;

    public override void Recognize(LinkedQuestion question)
    {
        for (var i = 0; i < question.Words.Count; i++)
        {
            if (question.Words[i].Token is { Kind: TokenKind.Word } token && (RelationVerbs.Contains(token.Folded) || token.Folded == "same"))
                question.Propose(Mention.Of(i, i + 1, new MentionTarget.Relation(), Strength));
        }
    }
}
