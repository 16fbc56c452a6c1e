using NlSql.Query.Tokens;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Questions.FollowUps.Told;

/// <summary>"which wines cost more than that?", "how many are above that average?": the one number of the previous answer. In the question it is a number as no data have it; in the query, the query that gives it.</summary>
internal static class ToldNumber
{
    private const decimal Sign = 987_654_321.125m;

    private static readonly string[] Comparing = ["than", "above", "below", "over", "under", "exceed", "exceeds", "exceeding", "beyond"];
    private static readonly string[] Numbers = ["average", "number", "amount", "value", "figure", "total", "mean", "level"];

    /// <summary>The question with the number in it, and where its column has to be said first, with that; none where it speaks of no number.</summary>
    public static IEnumerable<ValueList<Token>> Questions(ValueList<Token> tokens, QuestionContext context)
    {
        if (Of(context) is not { } metric)
            yield break;
        var at = Enumerable.Range(1, Math.Max(0, tokens.Count - 1)).FirstOrDefault(i => tokens[i].Folded is "that" or "this" && Comparing.Contains(tokens[i - 1].Folded) && (i + 1 == tokens.Count || tokens[i + 1].Kind == TokenKind.Symbol || Numbers.Contains(tokens[i + 1].Folded)), -1);
        if (at < 0)
            yield break;
        var end = at + 1 < tokens.Count && Numbers.Contains(tokens[at + 1].Folded) ? at + 2 : at + 1;
        var number = tokens[at] with { Kind = TokenKind.Number, Number = Sign, NumberForm = NumberForm.Digits, Text = "987654321.125", Folded = "987654321.125", Stem = "987654321.125", Span = new(tokens[at].Span.Start, tokens[end - 1].Span.End - tokens[at].Span.Start) };
        yield return Numbered([.. tokens.Take(at), number, .. tokens.Skip(end)]);
        // "which hives are above that": in what was averaged.
        if (metric.Column?.Split('.') is [.., var name])
            yield return Numbered([.. tokens.Take(at - 1).Where(t => t.Folded is not ("are" or "is" or "were" or "was")), .. Tokenizer.Tokenize($"with {name.Replace('_', ' ')}").Select(t => t with { Span = tokens[at - 1].Span }), tokens[at - 1], number, .. tokens.Skip(end)]);
    }

    /// <summary>The query in which the number is asked for; null where it does not compare with it.</summary>
    public static SemanticQuery? Asked(SemanticQuery query, QuestionContext context)
    {
        var found = false;
        var asked = Comparisons.Replace(query, compare =>
        {
            if (compare.Values is not [{ Number: Sign }])
                return compare;
            found = true;
            return new QueryFilter.Relation(new QueryExpression.Named(compare.Column), compare.Operator, new ComparedValue.Scalar(context.Previous!));
        });
        return found ? asked : null;
    }

    // One row of one number.
    private static MetricReference? Of(QuestionContext context) =>
        context.Previous is { Metrics: [var metric], Dimensions.Count: 0, Return.Count: 0, Union.Count: 0, Compare: null, ShareOf: null, Running: null } ? metric : null;

    private static ValueList<Token> Numbered(IEnumerable<Token> tokens) => tokens.Select((t, i) => t with { Index = i }).ToValueList();
}
