using NlSql.Query.Tokens;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Linking.Recognizers;

/// <summary>"before 8:00 or from 18:00 on", "between 22:00 and 05:59", "after 6 pm": the hours of the day, where something has a time of day.</summary>
internal sealed class TimeOfDayRecognizer : Recognizer
{
    private const int Day = 24;
    private const int LastMinute = 59;

    private static readonly string[] Explaining = [",", "that", "is", "i", "e", "ie", "meaning"];
    private static readonly PhraseIndex<bool> Names = PhraseIndex<bool>.OfLists((true, "at night, during the night, in the night, overnight, in the morning, in the evening, in the afternoon, outside office hours, outside business hours, outside working hours, out of hours, during office hours, during business hours, during working hours"));

    public override void Recognize(LinkedQuestion question)
    {
        if (question.Lexicon.Times.Any(t => question.Lexicon.Model.FindTable(t.TableName)?.FindColumn(t.ColumnName)?.Type == ColumnType.Timestamp))
            Hours(question);
        // "between 8 and 10 am": no number of anything else.
        for (var i = 1; i < question.Words.Count; i++)
        {
            if (Word(question, i) is "am" or "pm" && question.Words[i - 1].Token.Number is not null && !question.Mentions.Any(m => m.Start < i && m.End > i && m.Target is MentionTarget.Recurring))
                question.Propose(Mention.Of(i - 1, i + 1, new MentionTarget.Unsupported("times of day")));
        }
    }

    private static void Hours(LinkedQuestion question)
    {
        for (var i = 0; i < question.Words.Count; i++)
        {
            if (Range(question, i) is not var (end, hours))
                continue;
            while (Word(question, end) == "or" && Range(question, end + 1) is var (further, others))
                (end, hours) = (further, hours.Union(others));
            question.Propose(Mention.Of(Name(question, i), end, new MentionTarget.Recurring(DatePart.Hour, [.. hours.Order().Select(h => QueryLiteral.Of((decimal)h))])));
            i = end - 1;
        }
    }

    private static string Word(LinkedQuestion question, int at) => at >= 0 && at < question.Words.Count ? question.Words[at].Token.Folded : "";

    private static (int End, IEnumerable<int> Hours)? Range(LinkedQuestion question, int at)
    {
        var second = Word(question, at) switch { "between" => "and", "from" => "to", _ => "" };
        if (Clock(question, at + 1) is not { } first)
            return null;
        if (second.Length > 0 && (Word(question, first.End) == second || (second == "to" && Word(question, first.End) is "until" or "till")))
            return Clock(question, first.End + 1) is { } last && first.Minute == 0 && last.Minute is 0 or LastMinute ? (last.End, Between(first.Hour, last.Minute == 0 ? last.Hour : last.Hour + 1)) : null;
        // Other minutes are no hours.
        if (first.Minute != 0)
            return null;
        return Word(question, at) switch
        {
            "before" => (first.End, Between(0, first.Hour)),
            "after" or "since" => (first.End, Between(first.Hour, Day)),
            "from" when Word(question, first.End) is "on" or "onwards" or "onward" => (first.End + 1, Between(first.Hour, Day)),
            _ => null,
        };
    }

    // From 22 to 6 is over midnight.
    private static IEnumerable<int> Between(int first, int end) => Enumerable.Range(0, Day).Where(h => first < end ? h >= first && h < end : h >= first || h < end);

    // "22:00", "6 pm", "6pm": a number alone may be anything.
    private static (int End, int Hour, int Minute)? Clock(LinkedQuestion question, int at)
    {
        if (at >= question.Words.Count)
            return null;
        var token = question.Words[at].Token;
        if (token.Folded.Length is 3 or 4 && token.Folded[^2..] is "am" or "pm" && int.TryParse(token.Folded[..^2], out var written))
            return OfHalf(at + 1, written, token.Folded[^2..], 0);
        if (token is not { Kind: TokenKind.Number, Text.Length: <= 2 } || !int.TryParse(token.Text, out var hour))
            return null;
        // The colon begins what follows it anew.
        var minute = at + 1 < question.Words.Count && question.Words[at + 1].Token is { Kind: TokenKind.Number, StartsSentence: true, Text.Length: 2 } next && next.Span.Start == token.Span.End + 1 && int.TryParse(next.Text, out var minutes) ? minutes : (int?)null;
        var end = minute is null ? at + 1 : at + 2;
        return Word(question, end) is "am" or "pm" ? OfHalf(end + 1, hour, Word(question, end), minute ?? 0) : minute is { } said && hour < Day ? (end, hour, said) : null;
    }

    private static (int, int, int)? OfHalf(int end, int hour, string half, int minute) => hour is >= 1 and <= 12 ? (end, (hour % 12) + (half == "pm" ? 12 : 0), minute) : null;

    // "at night, between 22:00 and 05:59": the hours say what it is.
    private static int Name(LinkedQuestion question, int start)
    {
        var at = start;
        while (at > 0 && Explaining.Contains(Word(question, at - 1)))
            at--;
        return Names.In(question.Folded).Where(n => n.End == at).Select(n => n.Start).DefaultIfEmpty(start).Min();
    }
}
