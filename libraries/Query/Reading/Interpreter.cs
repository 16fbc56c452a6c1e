using NlSql.Query.Issues;
using NlSql.Query.Linking;

namespace NlSql.Query.Reading;

/// <summary>A reading → what each span of the question was taken for.</summary>
internal static class Interpreter
{
    private const int MostAlternatives = 3;

    public static ValueList<SpanReading> Explain(LinkedQuestion question, ScoredReading reading)
    {
        var model = question.Lexicon.Model;
        List<SpanReading> spans = [];
        foreach (var item in reading.Finished.Items)
        {
            var meaning = Labels.Of(model, item.Target);
            var alternatives = question.Mentions
                .Where(m => m.Start == item.Mention.Start && m.End == item.Mention.End)
                .SelectMany(m => m.Candidates)
                .Where(c => c.Target != item.Target && c.Target is not (MentionTarget.Filler or MentionTarget.Activity or MentionTarget.And))
                .OrderByDescending(c => c.Strength)
                .Select(c => Labels.Of(model, c.Target))
                .Where(l => l != meaning)
                .Distinct()
                .Take(MostAlternatives)
                .ToValueList();
            spans.Add(new(Span(question, item.Mention), Words(question, item.Mention), Labels.Kind(item.Target), meaning, alternatives));
        }

        foreach (var index in reading.Cover.Unexplained)
        {
            var token = question.Words[index].Token;
            spans.Add(new(token.Span, token.Text, "unknown", "not understood", []));
        }

        return spans.OrderBy(s => s.Span.Start).ToValueList();
    }

    public static TextSpan Span(LinkedQuestion question, Mention mention) =>
        question.Words[mention.Start].Token.Span.To(question.Words[mention.End - 1].Token.Span);

    public static string Words(LinkedQuestion question, Mention mention) =>
        string.Join(' ', Enumerable.Range(mention.Start, mention.End - mention.Start).Select(i => question.Words[i].Token.Text));
}
