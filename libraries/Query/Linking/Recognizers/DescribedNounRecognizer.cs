using NlSql.Query.Linking.Words;
using NlSql.Query.Tokens;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Query.Linking.Recognizers;

/// <summary>
/// "damage claim", "crew size", "by apple variety": a noun that nothing knows, beside the only number, kind or fact that it can describe. It says no more than the
/// column does; told as a part of its name, so that it costs some certainty. Before things it would choose some of them ("local jobs"), and
/// before sums of money their source ("online revenue"): there it is asked about.
/// </summary>
internal sealed class DescribedNounRecognizer : Recognizer
{
    private const double Plain = 0.55;
    private const double Share = 0.85;
    private const double Near = 0.1;
    private const int MostWords = 2;

    // What says which of several numbers is meant, rather than what it is about.
    private static readonly HashSet<string> Choosing = new(StringComparer.Ordinal)
    {
        "net", "gross", "local", "foreign", "private", "public", "internal", "external", "previous", "next", "future", "past", "expected", "remaining", "additional", "extra", "missing", "initial", "opening", "closing", "annual", "quarterly",
        "more", "less", "fewer", "higher", "lower", "online", "offline", "domestic", "international", "national", "regional", "cumulative", "relative", "adjusted", "marginal", "personal", "individual", "medium", "regular", "special", "digital", "direct", "indirect", "fixed", "variable", "operating", "marketing",
    };

    // Measures that are anybody's: what stands before them says whose.
    private static readonly HashSet<string> OfAnything = [.. new[] { "revenue", "sales", "turnover", "income", "profit", "cost", "expense", "spend", "spending", "amount", "quantity", "value", "total", "number", "count", "price", "rate", "margin", "unit", "earnings", "money", "payment", "fee" }.Select(EnglishStemmer.Stem)];

    // What a number is, said behind it.
    private static readonly string[] Heads = ["price", "prices", "charge", "charges", "fee", "fees", "bill", "bills", "size", "sizes", "score", "scores", "figure", "figures", "rating", "ratings", "level", "levels", "percentage", "percentages", "mark", "marks", "value", "values", "amount", "amounts", "reading", "readings", "length", "lengths"];

    // What came in of it, in all.
    private static readonly string[] Incomes = ["income", "takings", "revenue", "money", "proceeds", "earnings"];

    public override void Recognize(LinkedQuestion question)
    {
        foreach (var noun in question.Mentions.Where(m => m.Target is MentionTarget.Column && m.Strength >= Plain && (IsOnlyNumber(question, m) || IsKind(question, m))).ToList())
        {
            var start = noun.Start;
            while (start > 0 && noun.Start - start < MostWords && (Describes(question, start - 1) || IsGerund(question, start - 1, noun)) && !question.Words[start].Token.StartsSentence)
                start--;
            if (start < noun.Start && !OfAnything.Contains(question.Words[noun.End - 1].Token.Stem))
                Propose(question, noun, start, noun.End);
            if (noun.End < question.Words.Count && Heads.Contains(question.Words[noun.End].Token.Folded) && !question.Mentions.Any(m => m.Start <= noun.End && m.End > noun.End && m.Target is not MentionTarget.Filler && m.Link is not (LinkKind.General or LinkKind.Part or LinkKind.Fuzzy) && !IsSumOf(question, m, noun)))
                Propose(question, noun, noun.Start, noun.End + 1);
            if (noun.End < question.Words.Count && Incomes.Contains(question.Words[noun.End].Token.Folded) && question.Lexicon.Model.Metrics.FirstOrDefault(m => m is { Type: MetricType.Simple, Aggregate: AggregateFunction.Sum, Filter: null } && noun.Target is MentionTarget.Column summed && m.Table == summed.TableName && m.Expression == summed.ColumnName) is { } sum)
                question.Propose(Mention.Of(noun.Start, noun.End + 1, new MentionTarget.Metric(sum.Name), noun.Strength, LinkKind.Synonym));
        }
    }

    // "fee income": the sum of the fees.
    private static bool IsSumOf(LinkedQuestion question, Mention sum, Mention noun) =>
        sum.Target is MentionTarget.Metric metric && noun.Target is MentionTarget.Column column && question.Lexicon.Model.FindMetric(metric.Name) is { } definition && definition.Table == column.TableName && definition.Expression == column.ColumnName;

    private static void Propose(LinkedQuestion question, Mention noun, int start, int end) =>
        question.Propose(noun with { Start = start, End = end, Candidates = noun.Candidates.Select(c => c with { Strength = c.Strength * Share, Link = LinkKind.Part }).ToValueList() });

    private static bool IsOnlyNumber(LinkedQuestion question, Mention noun)
    {
        var plainest = noun.Candidates.Where(c => c.Strength >= noun.Strength - Near).ToList();
        return plainest is [{ Target: MentionTarget.Column column }] && question.Lexicon.Model.FindTable(column.TableName)?.FindColumn(column.ColumnName) is { Kind: ColumnKind.Fact, Type: ColumnType.Integer or ColumnType.Decimal };
    }

    // "by apple variety", "a swimming pool": what groups or is either there or not chooses nothing among others.
    private static bool IsKind(LinkedQuestion question, Mention noun)
    {
        if (noun.Candidates.Where(c => c.Strength >= noun.Strength - Near).ToList() is not [{ Target: MentionTarget.Column column }] || question.Lexicon.Reach.Column(column.TableName, column.ColumnName) is not { } definition)
            return false;
        return Truths.Is(question.Lexicon, column) || (definition is { Kind: ColumnKind.Dimension, Type: ColumnType.Text } && question.Mentions.Any(m => m.Target is MentionTarget.Grouping && m.End == noun.Start - 1));
    }

    // A plain noun or adjective: no name, no participle ("discounted price"), no denial.
    private static bool Describes(LinkedQuestion question, int at)
    {
        var (token, word) = (question.Words[at].Token, question.Words[at].Token.Folded);
        return IsUnknown(question, at) && (char.IsLower(token.Text[0]) || token.StartsSentence) && word.Length > 2 && !Choosing.Contains(word) && !RelationVerbs.Contains(word)
            && !(word.EndsWith("ed", StringComparison.Ordinal) || word.EndsWith("ing", StringComparison.Ordinal) || word.EndsWith("er", StringComparison.Ordinal) || word.EndsWith("est", StringComparison.Ordinal) || word.EndsWith("ly", StringComparison.Ordinal))
            && !(word.StartsWith("un", StringComparison.Ordinal) || word.StartsWith("non", StringComparison.Ordinal));
    }

    // "a swimming pool", where it is there or not.
    private static bool IsGerund(LinkedQuestion question, int at, Mention noun) => noun.Target is MentionTarget.Column flag && Truths.Is(question.Lexicon, flag) && IsUnknown(question, at) && question.Words[at].Token.Folded.EndsWith("ing", StringComparison.Ordinal);

    private static bool IsUnknown(LinkedQuestion question, int at) =>
        question.Words[at] is { Token: { Kind: TokenKind.Word, Number: null }, IsContent: true } && !question.Mentions.Any(m => m.Start <= at && m.End > at && m.Target is not MentionTarget.Filler);
}
