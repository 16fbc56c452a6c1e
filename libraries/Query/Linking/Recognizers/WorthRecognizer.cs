using NlSql.Query.Model;

namespace NlSql.Query.Linking.Recognizers;

/// <summary>"revenue", "net sales": what lines of quantity and price are worth, where no column and no measure is called so.</summary>
internal sealed class WorthRecognizer : Recognizer
{
    private const double Strength = 0.85;
    private const double Known = 0.7;

    private static readonly PhraseIndex<string> Phrases = PhraseIndex<string>.OfLists(
        (ComputedColumns.Revenue, "revenue, revenues, sales, turnover, income, takings, spend, spending, money, sales value, order value, total value, value, total revenue, sales revenue, net revenue, net sales, revenue after discount, revenue after discounts, sales after discount, spend after discount, value after discount, discounted revenue, discounted price, discounted value, value of sales, sales amount, net turnover, amount paid, amount spent"),
        (ComputedColumns.GrossRevenue, "gross revenue, gross sales, gross turnover, revenue before discount, sales before discount, list value, value before discount, sales value before discount, turnover before discount, takings before discount, income before discount"));

    public override void Recognize(LinkedQuestion question)
    {
        if (question.Lexicon.Worths.Count == 0)
            return;
        foreach (var (start, end, names) in Phrases.In(question.Folded))
        {
            if (question.Mentions.Any(m => m.Start == start && m.End == end && m.Strength >= Known && m.Target is MentionTarget.Column or MentionTarget.Metric or MentionTarget.Value))
                continue;
            var candidates = names.SelectMany(n => question.Lexicon.Worths[n]).Select(c => new MentionCandidate(c, Strength, LinkKind.Synonym)).ToValueList();
            if (candidates.Count > 0)
                question.Propose(new(start, end, candidates));
        }
    }
}
