using NlSql.Query.Tokens;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Query.Linking.Recognizers;

/// <summary>"rows", "lines", "records" of the only table there is; "headcount" where its rows are people.</summary>
internal sealed class RowsRecognizer : Recognizer
{
    private const double Strength = 0.5;

    private static readonly string[] Rows = ["row", "rows", "line", "lines", "record", "records", "entry", "entries"];

    private static readonly HashSet<string> People = [.. new[] { "employee", "staff", "worker", "personnel", "person", "people", "member", "student", "pupil", "patient", "volunteer", "colleague", "participant", "attendee" }];

    public override void Recognize(LinkedQuestion question)
    {
        if (!question.Lexicon.IsDrafted || question.Lexicon.Model.Tables is not [TableDefinition only])
            return;
        for (var i = 0; i < question.Words.Count; i++)
        {
            if ((Rows.Contains(question.Words[i].Token.Folded) || (question.Words[i].Token.Folded == "headcount" && HoldsPeople(only))) && !question.Mentions.Any(m => m.Start <= i && m.End > i && m.Target is MentionTarget.Table or MentionTarget.Column or MentionTarget.Metric or MentionTarget.Value))
                question.Propose(Mention.Of(i, i + 1, new MentionTarget.Table(only.Name), Strength, LinkKind.General));
        }
    }

    private static bool HoldsPeople(TableDefinition table) =>
        table.Label.Split(' ').Concat(table.Name.Split('_')).Concat(table.Synonyms).Any(w => People.Contains(EnglishStemmer.Stem(w.ToLowerInvariant())));
}
