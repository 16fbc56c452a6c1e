using NlSql.Query.Linking.Words;
using NlSql.Query.Tokens;

namespace NlSql.Query.Linking.Recognizers;

/// <summary>"top 5", "bottom three", "5 best", "first 10", "the 3 largest"; "second best".</summary>
internal sealed class LimitRecognizer : Recognizer
{
    private const double Strength = 0.9;
    private const int MostRows = 10_000;

    private static readonly HashSet<string> Largest = new(SuperlativeWords.Largest.Where(w => !w.Contains(' ')), StringComparer.Ordinal) { "top" };
    private static readonly HashSet<string> Smallest = new(SuperlativeWords.Smallest.Where(w => !w.Contains(' ')), StringComparer.Ordinal) { "bottom" };

    private static readonly string[] Coming = ["comes", "come", "came", "ranks", "rank", "ranked", "is", "was", "are", "were", "finished", "placed"];

    public override void Recognize(LinkedQuestion question)
    {
        var words = question.Words;
        Standing(question);
        for (var i = 0; i + 1 < words.Count; i++)
        {
            if (OrdinalWords.Place(words[i].Token.Folded) is > 1 and { } place && (Direction(words, i + 1) is not null || question.Mentions.Any(m => m.Start == i + 1 && m.Target is MentionTarget.Gradable { Compares: false } or MentionTarget.Frequent)))
                question.Propose(Mention.Of(i, i + 1, new MentionTarget.Place(place), Strength));
        }

        for (var i = 0; i + 1 < words.Count; i++)
        {
            if (Direction(words, i) is { } direction && !(i > 0 && words[i - 1].Best == "at") && Count(words[i + 1]) is { } after)
                question.Propose(Mention.Of(i, i + 2, new MentionTarget.Limit(after, direction), Strength));
            else if (words[i].Best is "first" or "any" && Count(words[i + 1]) is { } plain)
                question.Propose(Mention.Of(i, i + 2, new MentionTarget.Limit(plain, null), Strength));
            // "the three best paid employees": the adjective says by what.
            else if (Count(words[i]) is { } some && question.Mentions.Any(m => m.Start == i + 1 && m.End > i + 2 && m.Target is MentionTarget.Gradable { Compares: false }))
                question.Propose(Mention.Of(i, i + 1, new MentionTarget.Limit(some, null), Strength));
            else if (Count(words[i]) is { } before && Direction(words, i + 1) is { } following)
                question.Propose(Mention.Of(i, i + 2, new MentionTarget.Limit(before, following), Strength));
        }
    }

    // "which department comes second in sales", "who is number two by revenue": the second largest.
    private static void Standing(LinkedQuestion question)
    {
        var words = question.Words;
        for (var i = 1; i < words.Count; i++)
        {
            var ends = i + 1 == words.Count || words[i + 1].Best is "in" or "by" or "for" or "with" or "on";
            if (!ends)
                continue;
            if (Coming.Contains(words[i - 1].Best) && OrdinalWords.Place(words[i].Token.Folded) is > 1 and { } place)
                question.Propose(Mention.Of(i - 1, i + 1, new MentionTarget.Place(place), Strength));
            else if (words[i - 1].Best is "number" or "no" && Count(words[i]) is > 1 and <= 99 and { } number)
                question.Propose(Mention.Of(i - 1, i + 1, new MentionTarget.Place(number), Strength));
        }
    }

    // "the five worst delays" are the longest.
    private static bool? Direction(IReadOnlyList<QuestionWord> words, int at) => words[at].Best is var word && Largest.Contains(word) ? !AdverseWords.Turn(words, at)
        : Smallest.Contains(word) ? AdverseWords.Turn(words, at) : null;

    private static int? Count(QuestionWord word) =>
        word.Token is { Number: { } number, NumberForm: NumberForm.Digits or NumberForm.Word } && number == decimal.Truncate(number) && number is >= 1 and <= MostRows
            ? (int)number
            : null;
}
