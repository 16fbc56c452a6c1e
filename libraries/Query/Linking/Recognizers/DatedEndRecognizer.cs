using NlSql.Query.Linking.Words;

namespace NlSql.Query.Linking.Recognizers;

/// <summary>"which canal was opened first", "which model was released last": the end of the column that the verb names.</summary>
internal sealed class DatedEndRecognizer : Recognizer
{
    private static readonly string[] Ends = ["first", "last", "earliest", "latest"];

    public override void Recognize(LinkedQuestion question)
    {
        for (var i = 1; i < question.Words.Count; i++)
        {
            if (!Ends.Contains(question.Folded[i]) || !RelationVerbs.IsPast(question.Folded[i - 1]) || !(i + 1 == question.Words.Count || question.Words[i + 1].Token.StartsSentence || question.Folded[i + 1] is "?" or "." or "," or "and"))
                continue;
            var at = i;
            var named = question.Mentions.Where(m => m.Start == at - 1 && m.End == at && m.Target is MentionTarget.Column).SelectMany(m => m.Candidates).Select(c => (MentionTarget.Column)c.Target).ToHashSet();
            if (question.Mentions.FirstOrDefault(m => m.Start == at && m.End == at + 1 && m.Target is MentionTarget.Gradable { Compares: false }) is not { } end)
                continue;
            var own = end.Candidates.Where(c => c.Target is MentionTarget.Gradable graded && named.Contains(new(graded.TableName, graded.ColumnName))).ToValueList();
            if (own.Count == 0)
                continue;
            question.Withdraw(m => m.Start >= at - 1 && m.End <= at + 1 && m.Target is MentionTarget.Column or MentionTarget.Relation or MentionTarget.Gradable or MentionTarget.Limit or MentionTarget.Order);
            question.Propose(new(at - 1, at + 1, own), outweighs: true);
        }
    }
}
