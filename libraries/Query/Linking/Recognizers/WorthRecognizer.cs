using NlSql.Query.Model;

namespace NlSql.Query.Linking.Recognizers;

/// <summary>"revenue", "net sales": what lines of quantity and price are worth, where no column and no measure is called so.</summary>
internal sealed class WorthRecognizer : Recognizer
{
    private const double Strength = 0.85;
    private const double Known = 0.7;

    private static readonly PhraseIndex<string> Phrases = PhraseIndex<string>.OfLists(
        (ComputedColumns.Revenue, "revenue, revenues, sales, turnover, income, takings, spend, spending, money, sales value, order value, total value, value, total revenue, sales revenue, net revenue, net sales, revenue after discount, revenue after discounts, sales after discount, spend after discount, value after discount, discounted revenue, discounted price, discounted value, net turnover, amount paid, amount spent"),
        (ComputedColumns.GrossRevenue, "gross revenue, gross sales, gross turnover, revenue before discount, sales before discount, list value, value before discount"));

    public override void Recognize(LinkedQuestion question)
    {
        foreach (var (name, tables) in question.Lexicon.Model.Tables.SelectMany(t => t.Computed.Where(c => c.Name is ComputedColumns.Revenue or ComputedColumns.GrossRevenue).Select(c => (c.Name, Table: t.Name))).ToLookup(c => c.Name, c => c.Table).Select(g => (g.Key, g.ToList())))
        {
            for (var start = 0; start < question.Words.Count; start++)
            {
                var node = 0;
                for (var at = start; at < question.Words.Count && node >= 0; at++)
                {
                    node = Phrases.Step(node, question.Words[at].Token.Folded);
                    if (node <= 0)
                        break;
                    if (Phrases.At(node).Contains(name) && !question.Mentions.Any(m => m.Start == start && m.End == at + 1 && m.Strength >= Known && m.Target is MentionTarget.Column or MentionTarget.Metric or MentionTarget.Value))
                        question.Propose(new(start, at + 1, tables.Select(t => new MentionCandidate(new MentionTarget.Column(t, name), Strength, LinkKind.Synonym)).ToValueList()));
                }
            }
        }
    }
}
