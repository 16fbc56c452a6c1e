using NlSql.SemanticModel.Definitions;

namespace NlSql.Query.Linking.Recognizers;

/// <summary>"active subscriptions" of subscriptions that are active: that is said of them, and not whether their accounts are.</summary>
internal sealed class OwnStateRecognizer : Recognizer
{
    private const double Plainly = 0.9;

    public override void Recognize(LinkedQuestion question)
    {
        var said = question.Mentions.Where(m => m is { Target: MentionTarget.Table, Strength: >= Plainly }).Select(m => (m.Start, ((MentionTarget.Table)m.Target).Name)).ToList();
        foreach (var state in question.Mentions.Where(m => m is { Target: MentionTarget.Value, Strength: >= Plainly }).ToList())
        {
            // The table that the word chooses rows of, said behind it.
            var own = state.Candidates.Select(c => ((MentionTarget.Value)c.Target).TableName).ToHashSet(StringComparer.Ordinal);
            if (said.Exists(t => t.Start >= state.End && own.Contains(t.Name)))
                question.Withdraw(c => c.Start == state.Start && c.End == state.End && c.Target is MentionTarget.Column flag && !own.Contains(flag.TableName) && !said.Exists(t => t.Name == flag.TableName) && question.Lexicon.Reach.Column(flag.TableName, flag.ColumnName)?.Type == ColumnType.Boolean);
        }
    }
}
