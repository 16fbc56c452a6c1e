using NlSql.SemanticModel.Definitions;

namespace NlSql.Query.Linking.Recognizers;

/// <summary>"which kinds of animals", "types of ticket": the column that says of what kind the rows of a table are.</summary>
internal sealed class KindOfRecognizer : Recognizer
{
    private const double Strength = 0.99;

    // How many names a kind has at least.
    private const int Most = 3;

    private static readonly string[] Words = ["kind", "kinds", "type", "types", "sort", "sorts", "category", "categories"];

    // The plainest first.
    private static readonly string[] Kinds = ["type", "typ", "kind", "category", "categ", "cat", "species", "class", "genre", "family", "style", "sort", "group"];

    public override void Recognize(LinkedQuestion question)
    {
        for (var i = 0; i + 2 < question.Words.Count; i++)
        {
            if (!Words.Contains(question.Words[i].Best) || question.Words[i + 1].Best != "of")
                continue;
            if (OfNames(question, i) is { } type)
            {
                question.Withdraw(m => m.Start == i && m.End == i + 1 && m.Target is MentionTarget.Filler or MentionTarget.Column);
                question.Propose(Mention.Of(i, i + 3, type, Strength, LinkKind.General), outweighs: true);
                continue;
            }

            var rows = question.Mentions.Where(m => m.Start == i + 2 && m.Target is MentionTarget.Table && m.End <= i + 4).MaxBy(m => m.Strength);
            if (rows is { Target: MentionTarget.Table table } && Kind(question.Lexicon.Model.FindTable(table.Name)!) is { } kind)
            {
                var column = new MentionTarget.Column(table.Name, kind);
                question.Propose(Mention.Of(i, rows.End, column, Strength, LinkKind.General));
                // The kind of a test is no kind of customer.
                foreach (var other in question.Mentions.Where(m => m.Start == i && m.End == i + 1 && m.Target is MentionTarget.Column).ToList())
                    question.Replace(other, other with { Candidates = [new(column, other.Strength, LinkKind.Synonym)] });
            }
        }
    }

    // "by type of pool" of pools that are rows of no table: each of them has one of few types.
    private static MentionTarget.Column? OfNames(LinkedQuestion question, int at)
    {
        if (question.Mentions.Any(m => m.Start == at + 2 && m.Target is MentionTarget.Table) || question.Mentions.FirstOrDefault(m => m.Start == at + 2 && m.End == at + 3 && m is { Target: MentionTarget.Column, Link: LinkKind.Exact or LinkKind.Stem, Candidates.Count: 1 })?.Target is not MentionTarget.Column named
            || Kind(question.Lexicon.Model.FindTable(named.TableName)!) is not { } kind || kind == named.ColumnName)
            return null;
        int Values(string column) => question.Lexicon.Values.Find(named.TableName, column)?.Values.Count ?? 0;
        return Values(kind) > 0 && Values(named.ColumnName) > Most * Values(kind) ? new(named.TableName, kind) : null;
    }

    private static string? Kind(TableDefinition table) => (
        from word in Kinds
        from column in table.Columns
        where column is { Visibility: ColumnVisibility.Public, Type: ColumnType.Text, Kind: ColumnKind.Dimension } && column.Name.Split('_')[^1] == word
        select column.Name).FirstOrDefault();
}
