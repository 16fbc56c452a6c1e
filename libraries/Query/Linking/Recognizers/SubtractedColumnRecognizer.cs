namespace NlSql.Query.Linking.Recognizers;

/// <summary>"salary to minus salary from": between two numbers "minus" takes the one from the other, and leaves no rows out.</summary>
internal sealed class SubtractedColumnRecognizer : Recognizer
{
    public override void Recognize(LinkedQuestion question)
    {
        for (var i = 1; i + 1 < question.Words.Count; i++)
        {
            if (question.Folded[i] == "minus" && question.Mentions.Any(m => m.End == i && IsNumber(question, m)) && question.Mentions.Any(m => m.Start == i + 1 && IsNumber(question, m)))
                question.Withdraw(m => m.Start == i && m.End == i + 1 && m.Target is MentionTarget.Negation);
        }
    }

    private static bool IsNumber(LinkedQuestion question, Mention mention) => mention.Target is MentionTarget.Column column
        && question.Lexicon.Reach.Column(column.TableName, column.ColumnName) is { Type: SemanticModel.Definitions.ColumnType.Integer or SemanticModel.Definitions.ColumnType.Decimal, Kind: not SemanticModel.Definitions.ColumnKind.Id };
}
