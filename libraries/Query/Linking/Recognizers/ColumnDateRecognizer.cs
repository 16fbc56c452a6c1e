using NlSql.SemanticModel.Definitions;

namespace NlSql.Query.Linking.Recognizers;

/// <summary>"with a check-in date in 2026" of a column check_in: the date is the column's own, and no unit of time.</summary>
internal sealed class ColumnDateRecognizer : Recognizer
{
    private const double Plainly = 0.8;

    public override void Recognize(LinkedQuestion question)
    {
        foreach (var column in question.Mentions.Where(m => m.Target is MentionTarget.Column && m.Strength >= Plainly && m.End < question.Words.Count && question.Folded[m.End] is "date" or "dates").ToList())
        {
            var dates = column.Candidates.Where(c => c.Target is MentionTarget.Column date && question.Lexicon.Reach.Column(date.TableName, date.ColumnName) is { Type: ColumnType.Date or ColumnType.Timestamp }).ToValueList();
            if (dates.Count == column.Candidates.Count && !question.Mentions.Any(m => m.Target is MentionTarget.Column && m.Start <= column.Start && m.End == column.End + 1))
                question.Propose(new(column.Start, column.End + 1, dates));
        }
    }
}
