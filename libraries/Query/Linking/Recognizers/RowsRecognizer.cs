using NlSql.Query.Tokens;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Query.Linking.Recognizers;

/// <summary>"rows", "lines", "records" of the only table there is; "headcount" where its rows are people; "number of contracts" where each row has the money of one.</summary>
internal sealed class RowsRecognizer : Recognizer
{
    private const double Strength = 0.5;
    private const double Plainer = 0.1;

    private static readonly string[] Rows = ["row", "rows", "line", "lines", "record", "records", "entry", "entries"];

    private static readonly HashSet<string> People = [.. new[] { "employee", "staff", "worker", "personnel", "person", "people", "member", "student", "pupil", "patient", "volunteer", "colleague", "participant", "attendee" }];

    public override void Recognize(LinkedQuestion question)
    {
        if (question.Lexicon.IsDrafted)
            Counted(question);
        if (!question.Lexicon.IsDrafted || question.Lexicon.Model.Tables is not [TableDefinition only])
            return;
        for (var i = 0; i < question.Words.Count; i++)
        {
            if ((Rows.Contains(question.Words[i].Token.Folded) || (question.Words[i].Token.Folded == "headcount" && HoldsPeople(only))) && !question.Mentions.Any(m => m.Start <= i && m.End > i && m.Target is MentionTarget.Table or MentionTarget.Column or MentionTarget.Metric or MentionTarget.Value))
                question.Propose(Mention.Of(i, i + 1, new MentionTarget.Table(only.Name), Strength, LinkKind.General));
        }
    }

    // "number of signed contracts" of contract_eur: amounts are not counted, but those that have one.
    private static void Counted(LinkedQuestion question)
    {
        foreach (var noun in question.Mentions.Where(m => m is { Target: MentionTarget.Column, Link: LinkKind.Part } && m.End == m.Start + 1 && m.Start > 0).ToList())
        {
            var (token, column) = (question.Words[noun.Start].Token, (MentionTarget.Column)noun.Target);
            // "how many vehicles" of a vehicle category: not how many categories.
            if (token.Folded.EndsWith('s') && token.Stem != token.Folded && column.ColumnName.Split('_') is [_, "cat" or "categ" or "category" or "type" or "typ" or "kind" or "class"]
                && question.Mentions.Any(m => m.Target is MentionTarget.Count && m.End <= noun.Start && m.End >= noun.Start - 1) && !question.Mentions.Any(m => m.Target is MentionTarget.Table && m.Start <= noun.Start && m.End > noun.Start)
                && !question.Folded.Take(noun.End).Any(w => w is "type" or "types" or "kind" or "kinds" or "sorts" or "categories" or "classes" or "different" or "distinct"))
                question.Propose(Mention.Of(noun.Start, noun.End, new MentionTarget.Table(column.TableName), noun.Strength + Plainer, LinkKind.General));
            if (token.Folded.EndsWith('s') && token.Stem != token.Folded && column.ColumnName.Split('_') is [var thing, .., not ("amount" or "number" or "count")] && thing == token.Stem
                && question.Lexicon.Model.FindTable(column.TableName)?.FindColumn(column.ColumnName) is { Kind: ColumnKind.Fact, Unit: "currency" }
                && question.Mentions.Any(m => m.Target is MentionTarget.Count && m.End <= noun.Start && m.End >= noun.Start - 1))
                question.Propose(Mention.Of(noun.Start, noun.End, new MentionTarget.Table(column.TableName), noun.Strength + Plainer, LinkKind.General));
        }
    }

    private static bool HoldsPeople(TableDefinition table) =>
        table.Label.Split(' ').Concat(table.Name.Split('_')).Concat(table.Synonyms).Any(w => People.Contains(EnglishStemmer.Stem(w.ToLowerInvariant())));
}
