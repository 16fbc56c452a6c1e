namespace NlSql.Query.Linking.Recognizers;

/// <summary>"by country of the customer": the column is the customer's, and the customer nothing else.</summary>
internal sealed class OwnedNameRecognizer : Recognizer
{
    public override void Recognize(LinkedQuestion question)
    {
        foreach (var by in question.Mentions.Where(m => m.Target is MentionTarget.Grouping).ToList())
        {
            foreach (var column in question.Mentions.Where(m => m.Target is MentionTarget.Column && m.Start >= by.End && m.Start <= by.End + 1 && m.End + 1 < question.Words.Count && question.Folded[m.End] == "of").ToList())
            {
                var at = column.End + (question.Folded[column.End + 1] is "the" or "our" or "their" or "its" ? 2 : 1);
                foreach (var owner in question.Mentions.Where(m => m.Start == at && m.Target is MentionTarget.Table).ToList())
                {
                    var own = column.Candidates.Where(c => c.Target is MentionTarget.Column named && owner.Candidates.Any(o => o.Target is MentionTarget.Table table && table.Name == named.TableName)).ToValueList();
                    if (own.Count > 0)
                        question.Propose(new(column.Start, owner.End, own));
                }
            }
        }
    }
}
