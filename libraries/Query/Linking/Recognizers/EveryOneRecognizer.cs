using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Linking.Recognizers;

/// <summary>"which buyers have bought all four varieties": those that have as many different ones.</summary>
internal sealed class EveryOneRecognizer : Recognizer
{
    private const double Strength = 0.9;
    private const int Most = 100;

    private static readonly string[][] Wholes = [["all"], ["all", "of", "the"], ["all", "the"], ["all", "of", "our"], ["all", "our"], ["every", "one", "of", "the"], ["each", "of", "the"], ["every", "one", "of", "our"]];

    public override void Recognize(LinkedQuestion question)
    {
        if (question.Folded is not ["which" or "who" or "what" or "are" or "is" or "has" or "have", ..])
            return;
        foreach (var whole in Wholes)
        {
            for (var i = 2; i + whole.Length + 1 < question.Words.Count; i++)
            {
                var number = i + whole.Length;
                if (question.Folded.Skip(i).Take(whole.Length).SequenceEqual(whole) && question.Words[number].Token.Number is >= 2 and <= Most && question.Mentions.Any(m => m.Start == number + 1 && IsKind(question, m)))
                    question.Propose(Mention.Of(i, number, new MentionTarget.Comparison(FilterOperator.GreaterOrEqual), Strength));
            }
        }
    }

    private static bool IsKind(LinkedQuestion question, Mention noun) =>
        noun.Target is MentionTarget.Column column && question.Lexicon.Model.FindTable(column.TableName)?.FindColumn(column.ColumnName) is { Kind: ColumnKind.Dimension, Type: ColumnType.Text };
}
