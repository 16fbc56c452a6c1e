using NlSql.Query.Tokens;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Query.Linking.Recognizers;

/// <summary>"rows", "lines", "records" of the only table there is; "headcount" where its rows are people; "number of contracts" where each row has the money of one.</summary>
internal sealed class RowsRecognizer : Recognizer
{
    private const double Strength = 0.5;
    private const double Plainer = 0.1;

    private static readonly string[] Rows = ["row", "rows", "line", "lines", "record", "records", "entry", "entries"];

    // Of several tables, those whose rows are what happened or was measured.
    private static readonly string[] Happenings = ["record", "records", "entry", "entries", "reading", "readings", "measurement", "measurements", "observation", "observations", "report", "reports", "case", "cases"];

    private static readonly HashSet<string> People = [.. new[] { "employee", "staff", "worker", "personnel", "person", "people", "member", "student", "pupil", "patient", "volunteer", "colleague", "participant", "attendee" }];

    public override void Recognize(LinkedQuestion question)
    {
        if (!question.Lexicon.IsDrafted)
            return;
        Counted(question);
        var tables = question.Lexicon.Model.Tables;
        if ((tables.Count == 1 ? tables[0] : tables.Where(t => t.TimeColumn is not null && question.Lexicon.Ledgers.Contains(t.Name)).Take(2).ToList() is [var ledger] ? ledger : null) is not { } only)
            return;
        for (var i = 0; i < question.Words.Count; i++)
        {
            if (((tables.Count == 1 ? Rows : Happenings).Contains(question.Words[i].Token.Folded) || (question.Words[i].Token.Folded == "headcount" && HoldsPeople(only))) && !question.Mentions.Any(m => m.Start <= i && m.End > i && m.Target is MentionTarget.Table or MentionTarget.Column or MentionTarget.Metric or MentionTarget.Value))
                question.Propose(Mention.Of(i, i + 1, new MentionTarget.Table(only.Name), Strength, LinkKind.General));
        }
    }

    // "number of signed contracts" of contract_eur, "how many vehicles" of a vehicle category: neither amounts nor categories are counted, but the rows that have them.
    private static void Counted(LinkedQuestion question)
    {
        foreach (var noun in question.Mentions.Where(m => m is { Target: MentionTarget.Column, Link: LinkKind.Part } && m.End == m.Start + 1).ToList())
        {
            var (token, column) = (question.Words[noun.Start].Token, (MentionTarget.Column)noun.Target);
            if (token.Folded.EndsWith('s') && token.Stem != token.Folded && question.Mentions.Any(m => m.Target is MentionTarget.Count && m.End <= noun.Start && m.End >= noun.Start - 1) && (IsMoneyOf(question, token, column) || IsKindOf(question, noun, column)))
                question.Propose(Mention.Of(noun.Start, noun.End, new MentionTarget.Table(column.TableName), noun.Strength + Plainer, LinkKind.General));
        }
    }

    private static bool IsMoneyOf(LinkedQuestion question, Token noun, MentionTarget.Column column) => column.ColumnName.Split('_') is [var thing, .., not ("amount" or "number" or "count")] && thing == noun.Stem
        && question.Lexicon.Model.FindTable(column.TableName)?.FindColumn(column.ColumnName) is { Kind: ColumnKind.Fact, Unit: "currency" };

    // Unless kinds are asked for, or a table is called so.
    private static bool IsKindOf(LinkedQuestion question, Mention noun, MentionTarget.Column column) => column.ColumnName.Split('_') is [_, "cat" or "categ" or "category" or "type" or "typ" or "kind" or "class"]
        && !question.NamesTable(noun) && !question.Folded.Take(noun.End).Any(w => w is "type" or "types" or "kind" or "kinds" or "sorts" or "categories" or "classes" or "different" or "distinct");

    private static bool HoldsPeople(TableDefinition table) =>
        table.Label.Split(' ').Concat(table.Name.Split('_')).Concat(table.Synonyms).Any(w => People.Contains(EnglishStemmer.Stem(w.ToLowerInvariant())));
}
