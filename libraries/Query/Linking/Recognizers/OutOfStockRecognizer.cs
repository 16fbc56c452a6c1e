using NlSql.Query.Tokens;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Linking.Recognizers;

/// <summary>"out of stock" of a number in stock: there is none left.</summary>
internal sealed class OutOfStockRecognizer : Recognizer
{
    private const double Strength = 0.9;

    public override void Recognize(LinkedQuestion question)
    {
        for (var i = 0; i + 2 < question.Words.Count; i++)
        {
            var at = i;
            if (question.Folded[i] != "out" || question.Folded[i + 1] != "of" || question.Folded[i + 2] != "stock"
                || !question.Mentions.Any(m => m.Start == at + 2 && m.Candidates.Any(c => c.Target is MentionTarget.Column column && question.Lexicon.Reach.Column(column.TableName, column.ColumnName) is { Type: ColumnType.Integer or ColumnType.Decimal, Kind: not ColumnKind.Id })))
                continue;
            question.Propose(Mention.Of(i, i + 1, new MentionTarget.Comparison(FilterOperator.Equal), Strength), outweighs: true);
            question.Propose(Mention.Of(i + 1, i + 2, new MentionTarget.Number(0, NumberForm.Digits), Strength), outweighs: true);
        }
    }
}
