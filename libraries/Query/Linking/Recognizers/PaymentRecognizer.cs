using NlSql.SemanticModel.Definitions;

namespace NlSql.Query.Linking.Recognizers;

/// <summary>"how much did we pay for …", "the most money": the money of all transactions, where nothing else is named that is measured.</summary>
internal sealed class PaymentRecognizer : Recognizer
{
    private const double Strength = 0.8;
    private const double Plain = 0.5;
    private const int Farthest = 7;

    private static readonly string[] Verbs =
        ["pay", "paid", "pays", "spend", "spent", "spends", "earn", "earned", "charge", "charged", "collect", "collected", "take", "taken", "took", "make", "made", "bill", "billed", "invoiced", "owe", "cost"];

    public override void Recognize(LinkedQuestion question)
    {
        for (var i = 0; i < question.Words.Count; i++)
        {
            var word = question.Words[i].Best;
            if ((word == "money" || (Verbs.Contains(word) && IsAskedHowMuch(question, i))) && !question.Mentions.Any(m => m.Start <= i && m.End > i && IsMeasure(question, m)) && question.Lexicon.Ledgers.Money(word) is { } money)
                question.Propose(Mention.Of(i, i + 1, new MentionTarget.Metric(money.Name), Strength, LinkKind.General));
        }
    }

    // "how much did members pay", but not "how much revenue was made".
    private static bool IsAskedHowMuch(LinkedQuestion question, int verb)
    {
        for (var i = Math.Max(0, verb - Farthest); i + 1 < verb; i++)
        {
            if (question.Words[i].Best == "how" && question.Words[i + 1].Best == "much")
                return !question.Mentions.Any(m => m.Start > i && m.End <= verb && IsMeasure(question, m));
        }

        return false;
    }

    private static bool IsMeasure(LinkedQuestion question, Mention mention) => mention.Target is MentionTarget.Metric or MentionTarget.Aggregate or MentionTarget.Count
        || (mention.Target is MentionTarget.Column column && mention.Strength >= Plain && question.Lexicon.Model.FindTable(column.TableName)?.FindColumn(column.ColumnName)?.Kind == ColumnKind.Fact);
}
