using System.Globalization;
using NlSql.Query.Linking.Words;
using NlSql.Query.Tokens;

namespace NlSql.Query.Linking.Recognizers;

/// <summary>"twice the average", "half of the overall mean", "1.5 times the median", "2x the average": how many times an aggregate.</summary>
internal sealed class MultipleRecognizer : Recognizer
{
    private static readonly Dictionary<string, decimal> Words = new(StringComparer.Ordinal) { ["half"] = 0.5m, ["twice"] = 2, ["double"] = 2, ["thrice"] = 3, ["triple"] = 3 };

    private static readonly string[] Between = ["of", "the", "an", "our", "their", "its", "that", "this"];

    private static readonly string[] Averages = ["average", "avg", "mean", "median"];

    public override void Recognize(LinkedQuestion question)
    {
        for (var i = 0; i < question.Words.Count; i++)
        {
            if (Said(question, i) is not var (times, end))
                continue;
            while (end < question.Words.Count && Between.Contains(question.Words[end].Best))
                end++;
            // "twice the overall average", "the company average": of all rows.
            var aggregate = end;
            while (aggregate < question.Words.Count && OverallWords.Contains(question.Words[aggregate].Best))
                aggregate++;
            if (aggregate < question.Words.Count && Averages.Contains(question.Words[aggregate].Best))
                question.Propose(Mention.Of(i, end, new MentionTarget.Multiple(times)));
        }
    }

    // How many times, and where the words for it end.
    private static (decimal Times, int End)? Said(LinkedQuestion question, int at)
    {
        var token = question.Words[at].Token;
        if (Words.TryGetValue(token.Folded, out var said))
            return (said, at + 1);
        if (token.Folded is [.. var digits, 'x'] && decimal.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var times) && times > 0)
            return (times, at + 1);
        if (token is not { Number: { } number, NumberForm: NumberForm.Digits or NumberForm.Word } || number <= 0 || at + 1 == question.Words.Count)
            return null;
        return question.Words[at + 1].Token.Folded is "times" or "x" or "×" ? (number, at + 2) : null;
    }
}
