using NlSql.SemanticModel.Definitions;

namespace NlSql.Query.Linking.Recognizers;

/// <summary>"before tax", "including VAT": which of a net and a gross amount is meant, and no sum of taxes.</summary>
internal sealed class TaxRecognizer : Recognizer
{
    private const double Strength = 0.95;

    private static readonly PhraseIndex<string> Phrases = PhraseIndex<string>.OfLists(
        ("net", "before tax, before taxes, before vat, net of tax, net of vat, excluding tax, excluding vat, excl tax, excl vat, excl . vat, ex vat, ex tax, without tax, without vat, without the vat, exclusive of vat, exclusive of tax, less vat"),
        ("gross", "after tax, after taxes, including tax, including vat, incl tax, incl vat, incl . vat, with vat, with tax, inclusive of vat, inclusive of tax, vat included, tax included"));

    public override void Recognize(LinkedQuestion question)
    {
        foreach (var (start, end, kinds) in Phrases.In(question.Folded).ToList())
        {
            question.Withdraw(m => m.Start >= start && m.End <= end && m.Target is MentionTarget.Column or MentionTarget.Metric);
            var amounts = question.Lexicon.Model.Tables.SelectMany(t => t.Columns.Where(c => c is { Visibility: ColumnVisibility.Public, Kind: ColumnKind.Fact, Type: ColumnType.Integer or ColumnType.Decimal } && c.Name.Split('_').Contains(kinds[0])).Select(c => new MentionTarget.Column(t.Name, c.Name))).ToList();
            // Beside an amount that is named, it says which one: of that, where there is no other.
            var named = question.Mentions.Any(m => m.Target is MentionTarget.Column && amounts.Exists(a => m.Candidates.Any(c => c.Target == a)) && (m.End <= start || m.Start >= end));
            if (named)
                question.Propose(Mention.Of(start, end, new MentionTarget.Filler()), outweighs: true);
            else if (amounts is [var only])
                question.Propose(Mention.Of(start, end, only, Strength, LinkKind.Synonym));
            else
                question.Propose(Mention.Of(start, end, new MentionTarget.Unsupported($"amounts {string.Join(' ', question.Folded.Skip(start).Take(end - start))}")));
        }
    }
}
