using NlSql.Query.Linking.Words;
using NlSql.Query.Tokens;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Query.Linking.Recognizers;

/// <summary>
/// "Visa card", "Texas state", "white truffles": a noun for the kind of thing that a value is, which the model has no word for. It says no more than the value. A noun that is counted or listed
/// itself ("how many Leeds warehouses") is asked about, and so is one beside a place or a person.
/// </summary>
internal sealed class ValueNounRecognizer : Recognizer
{
    private const double Plain = 0.8;
    private const double OfUnknown = 0.9;
    private const double Known = 0.6;

    private static readonly HashSet<string> Places = new(StringComparer.Ordinal)
    {
        "city", "town", "county", "country", "region", "area", "district", "province", "state", "place", "location", "site", "venue", "branch", "store", "shop", "office", "depot", "warehouse", "address", "street", "territory", "zone", "customer", "client", "supplier", "employee", "staff", "company", "team",
    };

    private static readonly HashSet<string> Kinds = new(StringComparer.Ordinal)
    {
        "card", "cards", "state", "city", "town", "county", "country", "region", "area", "district", "province", "brand", "make", "model", "type", "kind", "category", "segment", "department", "team", "branch", "store", "shop", "office", "company",
        "series", "line", "level", "plan", "tier", "status", "stage", "channel", "method", "option", "size", "colour", "color", "flag", "group", "class", "code", "account", "island", "site", "division", "label",
    };

    public override void Recognize(LinkedQuestion question)
    {
        foreach (var value in question.Mentions.Where(m => m.Target is MentionTarget.Value or MentionTarget.Column && m.Strength >= Plain && m.End < question.Words.Count && IsKind(question, m)).ToList())
            question.Propose(value with { End = value.End + 1 });
        foreach (var value in question.Mentions.Where(m => m is { Target: MentionTarget.Value, Strength: >= Plain } && m.End < question.Words.Count && IsOfGoods(question, m)).ToList())
            question.Propose(value with { End = value.End + 1, Candidates = value.Candidates.Select(c => c with { Strength = c.Strength * OfUnknown }).ToValueList() });
    }

    // "average price for Burgundy truffles" is about prices; what truffles are, the values tell.
    private static bool IsOfGoods(LinkedQuestion question, Mention mention)
    {
        var noun = question.Words[mention.End];
        return noun is { Unknown: true, IsContent: true, Token: { Kind: TokenKind.Word, StartsSentence: false, Text: [>= 'a' and <= 'z', ..] } } && IsNoun(noun.Token.Folded)
            && mention.Candidates.All(c => c.Target is MentionTarget.Value value && IsKindOfGoods(question, value))
            && mention.Start > 0 && !(question.Folded[mention.Start - 1] is "many" or "which" or "what" or "whose" or "of") && !question.Mentions.Any(m => m.End == mention.Start && m.Target is MentionTarget.Count or MentionTarget.Listing)
            && question.Mentions.Any(m => m.Target is MentionTarget.Table or MentionTarget.Metric or MentionTarget.Column && m.Strength >= Known && (m.End <= mention.Start || m.Start > mention.End));
    }

    private static bool IsNoun(string word) => word.Length > 3 && !RelationVerbs.Contains(word)
        && !(word.EndsWith("ed", StringComparison.Ordinal) || word.EndsWith("ing", StringComparison.Ordinal) || word.EndsWith("ly", StringComparison.Ordinal) || word.EndsWith("er", StringComparison.Ordinal) || word.EndsWith("est", StringComparison.Ordinal));

    // Where and who things are of chooses among things of every kind.
    private static bool IsKindOfGoods(LinkedQuestion question, MentionTarget.Value value) =>
        question.Lexicon.Model.FindTable(value.TableName)?.FindColumn(value.ColumnName) is { Kind: ColumnKind.Dimension, Type: ColumnType.Text, Pii: false } column
        && !column.Label.ToLowerInvariant().Split(' ').Any(w => Places.Contains(w) || w is "status" or "state" or "name" or "by" or "owner");

    // A column of yes and no has a flag, a value every kind.
    private static bool IsKind(LinkedQuestion question, Mention mention)
    {
        var noun = question.Words[mention.End].Token;
        return !noun.StartsSentence && Kinds.Contains(noun.Folded) && (mention.Target is MentionTarget.Column column ? noun.Folded == "flag" && Truths.Is(question.Lexicon, column) : noun.Folded != "flag")
            && !question.Mentions.Any(m => m.Start <= mention.End && m.End > mention.End && m.Target is not MentionTarget.Filler);
    }
}
