using NlSql.Query.Model;

namespace NlSql.Query.Linking.Recognizers;

/// <summary>"Steve Johnson": a first and a last name side by side are of one person, whoever else is called Steve.</summary>
internal sealed class FullNameRecognizer : Recognizer
{
    public override void Recognize(LinkedQuestion question)
    {
        foreach (var table in question.Lexicon.Model.Tables.Where(t => DisplayColumns.PersonNames(t).Count > 1).Select(t => (t.Name, Names: DisplayColumns.PersonNames(t))))
        {
            foreach (var first in question.Mentions.Where(m => IsName(m, table.Name, table.Names[0])).ToList())
            {
                if (question.Mentions.FirstOrDefault(m => m.Start == first.End && IsName(m, table.Name, table.Names[^1])) is not { } last)
                    continue;
                question.Replace(first, Of(first, table.Name));
                question.Replace(last, Of(last, table.Name));
            }
        }
    }

    private static bool IsName(Mention mention, string table, string column) => mention.Candidates.Any(c => c.Target is MentionTarget.Value value && value.TableName == table && value.ColumnName == column && c.Link is LinkKind.Exact);

    private static Mention Of(Mention mention, string table) => mention with { Candidates = mention.Candidates.Where(c => c.Target is MentionTarget.Value value && value.TableName == table).ToValueList() };
}
