using NlSql.Query.Model;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Query.Linking.Recognizers;

/// <summary>"revenue", "net sales": what lines of quantity and price are worth, where no column and no measure is called so.</summary>
internal sealed class WorthRecognizer : Recognizer
{
    private const double Strength = 0.85;
    private const double Known = 0.7;

    private static readonly PhraseIndex<string> Phrases = PhraseIndex<string>.OfLists(
        (ComputedColumns.Revenue, "revenue, revenues, sales, turnover, income, takings, spend, spending, money, sales value, order value, total value, value, total revenue, sales revenue, net revenue, net sales, revenue after discount, revenue after discounts, sales after discount, spend after discount, value after discount, discounted revenue, discounted price, discounted value, value of sales, sales amount, net turnover, amount paid, amount spent, proceeds, earnings, billing, billings"),
        (ComputedColumns.GrossRevenue, "gross revenue, gross sales, gross turnover, revenue before discount, sales before discount, list value, value before discount, sales value before discount, turnover before discount, takings before discount, income before discount"));

    private static readonly PhraseIndex<bool> Undiscounted = PhraseIndex<bool>.OfLists(
        (true, "ignore discounts, ignore the discounts, ignoring discounts, ignoring the discounts, ignore discount, without discounts, without the discounts, without discount, discounts ignored, leaving discounts aside, leaving out discounts, not counting discounts, excluding discounts, excl discounts, no discounts, before discounts, before discount, disregarding discounts"));

    public override void Recognize(LinkedQuestion question)
    {
        if (question.Lexicon.Worths.Count == 0)
            return;
        var gross = IgnoresDiscounts(question);
        Multiplied(question);
        // "how many euros did we make": money, and no price of one.
        for (var i = 2; i < question.Words.Count; i++)
        {
            if (question.Folded[i] is "euros" or "pounds" or "dollars" && question.Folded[i - 1] == "many" && question.Folded[i - 2] == "how" && question.Lexicon.Worths[ComputedColumns.Revenue].ToList() is [var money])
            {
                var at = i;
                question.Withdraw(m => m.Start == at && m.End == at + 1 && m.Target is MentionTarget.Column);
                question.Propose(Mention.Of(i, i + 1, money, Strength, LinkKind.Synonym));
            }
        }

        // "average docket value": of the rows that are worth something.
        foreach (var rows in question.Mentions.Where(m => m.Target is MentionTarget.Table && m.End < question.Words.Count && question.Folded[m.End] is "value" or "values" or "revenue" or "turnover").ToList())
        {
            if (question.Lexicon.Worths[ComputedColumns.Revenue].Where(c => c.TableName == ((MentionTarget.Table)rows.Target).Name).ToList() is [var worth])
                question.Propose(Mention.Of(rows.Start, rows.End + 1, worth, Strength, LinkKind.Synonym));
        }

        foreach (var (start, end, names) in Phrases.In(question.Folded))
        {
            if (question.Mentions.Any(m => m.Start == start && m.End == end && m.Strength >= Known && m.Target is MentionTarget.Column or MentionTarget.Metric or MentionTarget.Value))
                continue;
            // "how many sales dockets" asks for dockets.
            if (question.Mentions.Any(c => c.Target is MentionTarget.Count && c.End == start) && question.Mentions.FirstOrDefault(m => m.Start == end && m.Target is MentionTarget.Table) is { } counted)
            {
                question.Propose(counted with { Start = start });
                continue;
            }

            var candidates = names.Select(n => gross && n == ComputedColumns.Revenue ? ComputedColumns.GrossRevenue : n).SelectMany(n => question.Lexicon.Worths[n]).Select(c => new MentionCandidate(c, Strength, LinkKind.Synonym)).ToValueList();
            if (candidates.Count > 0)
                question.Propose(new(start, end, candidates));
        }
    }

    // "revenue in 2024 (ignore discounts)".
    private static bool IgnoresDiscounts(LinkedQuestion question)
    {
        if (!question.Lexicon.Worths[ComputedColumns.GrossRevenue].Any() || Phrases.In(question.Folded).Any(p => p.Payloads.Contains(ComputedColumns.GrossRevenue)))
            return false;
        var said = Undiscounted.In(question.Folded).ToList();
        foreach (var (start, end, _) in said)
            question.Propose(Mention.Of(start, end, new MentionTarget.Filler()), outweighs: true);
        return said.Count > 0;
    }

    // "bottles times price", "dozens x price": how what is sold is worth something; beside a word for it, it says no more.
    private static void Multiplied(LinkedQuestion question)
    {
        for (var i = 1; i + 1 < question.Words.Count; i++)
        {
            if (!(question.Folded[i] is "times" or "x" or "*" || (question.Folded[i] == "by" && question.Folded[i - 1] == "multiplied")))
                continue;
            var (before, after) = (question.Folded[i] == "by" ? i - 1 : i, question.Folded[i + 1] is "the" or "its" or "their" ? i + 2 : i + 1);
            foreach (var worth in question.Lexicon.Worths.SelectMany(w => w).Distinct())
            {
                if (question.Lexicon.Reach.Column(worth.TableName, worth.ColumnName)?.Computation is not ColumnComputation.Worth { Discount: null } product
                    || Named(question, worth.TableName, [product.Quantity, product.Price]).Where(m => m.End == before).MaxBy(m => m.End - m.Start) is not { } first
                    || Named(question, worth.TableName, [product.Quantity, product.Price]).Where(m => m.Start == after).MaxBy(m => m.End - m.Start) is not { } second)
                    continue;
                var isSaid = Phrases.In(question.Folded).Any(p => p.Start < first.Start || p.Start >= second.End);
                question.Propose(Mention.Of(first.Start, second.End, isSaid ? new MentionTarget.Filler() : worth, Strength, LinkKind.Synonym), outweighs: true);
                return;
            }
        }
    }

    private static IEnumerable<Mention> Named(LinkedQuestion question, string table, string[] columns) =>
        question.Mentions.Where(m => m.Candidates.Any(c => c.Target is MentionTarget.Column column && column.TableName == table && columns.Contains(column.ColumnName)));
}
