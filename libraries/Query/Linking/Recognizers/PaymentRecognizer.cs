using NlSql.Query.Tokens;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Query.Linking.Recognizers;

/// <summary>"how much did we pay for …", "the most money": the money of all transactions, where nothing else is named that is measured.</summary>
internal sealed class PaymentRecognizer : Recognizer
{
    private const double Strength = 0.8;
    private const double Plain = 0.5;
    private const int Farthest = 7;

    private static readonly string[] Verbs =
        ["pay", "paid", "pays", "spend", "spent", "spends", "earn", "earned", "charge", "charged", "collect", "collected", "take", "taken", "took", "make", "made", "bill", "billed", "invoiced", "owe", "cost", "give", "gave", "given", "giving", "donate", "donated", "raise", "raised", "contribute", "contributed", "gross", "grossed"];

    private static readonly string[] Billing = ["bill", "billed", "invoice", "invoiced", "pay", "paid", "spend", "spent", "charge", "charged", "collect", "collected", "earn", "earned"];

    public override void Recognize(LinkedQuestion question)
    {
        for (var i = 0; i < question.Words.Count; i++)
        {
            var word = question.Words[i].Best;
            if ((word == "money" || (Verbs.Contains(word) && (IsAskedHowMuch(question, i) || IsAdded(question, i) || IsCompared(question, i))) || IsBilled(question, i)) && !question.Mentions.Any(m => m.Start <= i && m.End > i && IsMeasure(question, m)) && question.Lexicon.Ledgers.Money(word) is { } money)
                question.Propose(Mention.Of(i, i + 1, new MentionTarget.Metric(money.Name), Strength, LinkKind.General));
        }

        OfState(question);
    }

    // "how much is still unpaid", "the unpaid amount by client": the money of the rows of a state.
    private static void OfState(LinkedQuestion question)
    {
        if (question.Mentions.Any(m => IsMeasure(question, m) && !(m.Target is MentionTarget.Count && question.Words[m.Start].Best == "amount")))
            return;
        for (var i = 0; i < question.Words.Count; i++)
        {
            var amount = question.Words[i].Best == "amount" && question.Mentions.Any(m => m.End == i && IsState(question, m));
            var asked = question.Words[i].Best == "how" && i + 2 < question.Words.Count && question.Words[i + 1].Best == "much" && question.Words[i + 2].Best is "is" or "was" or "are" or "were" && IsNext(question, i + 3);
            if (!(amount || asked) || question.Lexicon.Ledgers.Money(question.Words[i].Best) is not { } money)
                continue;
            question.Propose(Mention.Of(i, amount ? i + 1 : i + 2, new MentionTarget.Metric(money.Name), Strength, LinkKind.General));
            // "how much was declined": of those that were, whatever else the word may mean.
            foreach (var state in question.Mentions.Where(m => asked && m.Start > i && m.Start <= i + Farthest && m.Target is MentionTarget.Value && m.Strength < Strength && m.Link is LinkKind.Exact or LinkKind.Stem).ToList())
                question.Propose(state.As(Strength));
        }
    }

    // "is still unpaid by client": the state, and no thing that is so.
    private static bool IsNext(LinkedQuestion question, int at)
    {
        while (at < question.Words.Count && question.Words[at].Best is "still" or "currently" or "now" or "already" or "yet")
            at++;
        return question.Mentions.Any(m => m.Start == at && IsState(question, m) && (m.End == question.Words.Count || question.Words[m.End].Best is "by" or "per" or "in" or "for" or "at" or "?" or "," or "each" or "last" or "this"));
    }

    private static bool IsState(LinkedQuestion question, Mention mention) => mention.Target is MentionTarget.Value || (mention.Target is MentionTarget.Column column && Truths.Is(question.Lexicon, column));

    // "what did we bill per vet": no thing is asked for, but how much.
    private static bool IsBilled(LinkedQuestion question, int verb)
    {
        var words = question.Words;
        if (!Billing.Contains(words[verb].Best) || verb < 3 || words[verb - 3].Best != "what" || words[verb - 2].Best is not ("did" or "do" or "have") || words[verb - 1].Best is not ("we" or "i" or "they" or "you"))
            return false;
        return verb + 1 == words.Count || words[verb + 1].Best is "per" or "by" or "in" or "on" or "last" or "this" or "during" or "each" or "between" or "since"
            || (words[verb + 1].Best == "for" && verb + 2 < words.Count && words[verb + 2].Best is not ("in" or "during" or "last" or "this"));
    }

    // "by total given", "combined giving above 8000", but not "total paid orders".
    private static bool IsAdded(LinkedQuestion question, int verb) => verb > 0 && question.Words[verb - 1].Best is "total" or "combined" or "overall"
        && (verb + 1 == question.Words.Count || question.Words[verb + 1].Token.Kind == TokenKind.Symbol || !question.Words[verb + 1].IsContent);

    // "did the gala raise more than the raffle".
    private static bool IsCompared(LinkedQuestion question, int verb) => question.Words[0].Best is "did" or "does" or "do" && verb + 2 < question.Words.Count && question.Words[verb + 1].Best is "more" or "less" && question.Words[verb + 2].Best == "than";

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
