using NlSql.Query.Planning;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Linking.Recognizers;

/// <summary>Ranges of time: single periods, and those made of two ("from … to …", "between … and …", "since …").</summary>
internal sealed class PeriodRecognizer : Recognizer
{
    private static readonly HashSet<string> Announcing = new(StringComparer.Ordinal)
    {
        "in", "during", "for", "of", "on", "over", "within", "since", "after", "before", "until", "till", "from", "between", "by", "through", "throughout", "to", "up",
    };

    private static readonly HashSet<string> Comparing = new(StringComparer.Ordinal) { "compare", "compared", "comparison", "comparing", "versus", "vs", "both", "each", "difference", "than", "between", "respectively", "separately" };

    public override void Recognize(LinkedQuestion question)
    {
        var reader = new PeriodReader(question);
        for (var start = 0; start < question.Words.Count; start++)
        {
            var announced = start > 0 && Announcing.Contains(question.Words[start - 1].Best);
            if ((Bounded(question, reader, start) ?? Months(question, reader, start) ?? Open(question, reader, start, announced) ?? reader.Read(start, announced)) is { } period)
                question.Propose(Mention.Of(start, period.End, new MentionTarget.Period(period.Range, Note(period))));
        }
    }

    private static ReadPeriod? Bounded(LinkedQuestion question, PeriodReader reader, int start)
    {
        var words = question.Words;
        string At(int index) => index < words.Count ? words[index].Best : "";
        switch (At(start))
        {
            case "between":
                return Pair(question, reader, start + 1, "and", "to", "until");
            case "from":
                return Pair(question, reader, start + 1, "to", "until", "till", "through", "up") ?? Since(question, reader, start + 1);
            case "since" or "starting":
                return Since(question, reader, At(start + 1) is "from" or "in" or "on" ? start + 2 : start + 1);
            case "after" or "following" or "later" when (At(start) != "later" || At(start + 1) == "than") && reader.Read(At(start + 1) == "than" ? start + 2 : start + 1, true) is { } later && Days(question, later)?.To is { } last && last < DateOnly.MaxValue:
                return later with { Range = new TimeRange.Between(last.AddDays(1), null) };
            case "before" or "prior" or "earlier" when (At(start) != "earlier" || At(start + 1) == "than") && reader.Read(At(start + 1) is "to" or "than" ? start + 2 : start + 1, true) is { } earlier && Days(question, earlier)?.From is { } first && first > DateOnly.MinValue:
                return earlier with { Range = new TimeRange.Between(null, first.AddDays(-1)) };
            case "until" or "till" or "through":
                return Until(question, reader, start + 1);
            case "up" when At(start + 1) is "to" or "until":
                return Until(question, reader, start + 2);
        }

        return Pair(question, reader, start, "to", "until", "till", "through");
    }

    private static ReadPeriod? Since(LinkedQuestion question, PeriodReader reader, int start)
    {
        if (reader.Read(start, true) is not { } period || Days(question, period)?.From is not { } from)
            return null;
        var end = period.End;
        if (end < question.Words.Count && question.Words[end].Best is "onwards" or "onward" or "on")
            end++;
        else if (question.Words[start - 1].Best == "from")
            return null;
        return period with { End = end, Range = new TimeRange.Between(from, null) };
    }

    // "2010 or later", "March and earlier".
    private static ReadPeriod? Open(LinkedQuestion question, PeriodReader reader, int start, bool announced)
    {
        if (reader.Read(start, announced) is not { } period || period.End + 1 >= question.Words.Count || question.Words[period.End].Best is not ("or" or "and"))
            return null;
        var days = Days(question, period);
        return question.Words[period.End + 1].Best switch
        {
            "later" or "after" or "newer" or "onwards" when days?.From is { } from => period with { End = period.End + 2, Range = new TimeRange.Between(from, null) },
            "earlier" or "before" or "older" when days?.To is { } to => period with { End = period.End + 2, Range = new TimeRange.Between(null, to) },
            _ => null,
        };
    }

    private static ReadPeriod? Until(LinkedQuestion question, PeriodReader reader, int start) =>
        reader.Read(start, true) is { } period && Days(question, period)?.To is { } to
            ? period with { Range = new TimeRange.Between(null, to) }
            : null;

    private static ReadPeriod? Pair(LinkedQuestion question, PeriodReader reader, int start, params ReadOnlySpan<string> joints)
    {
        if (reader.Read(start, true) is not { } first || first.End >= question.Words.Count || !joints.Contains(question.Words[first.End].Best))
            return null;
        var second = first.End + 1;
        if (question.Words[first.End].Best == "up" || (second < question.Words.Count && question.Words[second].Best is "to" or "the"))
            second++;
        if (reader.Read(second, true) is not { } last || Days(question, first) is not { From: { } from } || Days(question, last) is not { To: { } to })
            return null;
        // "from January to March 2025": the year belongs to both. "from June to March": the first is in the year before.
        if (first.YearAssumed && !last.YearAssumed)
            from = Shift(from, to.Year - from.Year);
        if (from > to)
            from = Shift(from, to.Year - from.Year - 1);
        else if (first.YearAssumed && last.YearAssumed && to.Year - from.Year == 1 && Shift(from, 1) <= to)
            from = Shift(from, 1);
        return from > to ? null : new(last.End, new TimeRange.Between(from, to)) { YearAssumed = first.YearAssumed && last.YearAssumed };
    }

    // "June, July and August 2024": months that follow one another, of the year that is said last. Who compares them means each.
    private static ReadPeriod? Months(LinkedQuestion question, PeriodReader reader, int start)
    {
        if (question.Folded.Any(Comparing.Contains) || Month(reader, start) is not { } first)
            return null;
        List<ReadPeriod> months = [first];
        while (Following(question, months[^1].End) is { } at && Month(reader, at) is { } next)
            months.Add(next);
        if (months.Count == 1)
            return null;
        var days = months.ConvertAll(m => m.Days!);
        for (var i = months.Count - 2; i >= 0; i--)
        {
            if (months[i].YearAssumed)
                days[i] = MonthBefore(days[i], days[i + 1]);
        }

        return Enumerable.Range(1, days.Count - 1).All(i => days[i - 1].To!.Value.AddDays(1) == days[i].From)
            ? new(months[^1].End, new TimeRange.Between(days[0].From, days[^1].To)) { YearAssumed = months[^1].YearAssumed } : null;
    }

    private static ReadPeriod? Month(PeriodReader reader, int start) =>
        reader.Read(start, true) is { Days: { From: { Day: 1 } from, To: { } to } } month && to == from.AddMonths(1).AddDays(-1) ? month : null;

    // The same month in the year of the one behind it, or in the year before.
    private static TimeRange.Between MonthBefore(TimeRange.Between month, TimeRange.Between next)
    {
        var from = Shift(month.From!.Value, next.From!.Value.Year - month.From.Value.Year);
        if (from > next.From)
            from = Shift(from, -1);
        return new(from, from.AddMonths(1).AddDays(-1));
    }

    private static int? Following(LinkedQuestion question, int end)
    {
        var at = end;
        while (at < question.Words.Count && question.Words[at].Token.Folded is "," or "and" or "or" or "&")
            at++;
        return at > end && at < question.Words.Count ? at : null;
    }

    private static DateOnly Shift(DateOnly day, int years) => day.AddYears(years);

    private static TimeRange.Between? Days(LinkedQuestion question, ReadPeriod period) => RelativeDays.Of(period.Range, question.Anchor, question.Lexicon.Model.Plugin.Calendar);

    private static string? Note(ReadPeriod period) =>
        period is { YearAssumed: true, Days: { } days }
            ? $"No year was said: read as {Words(days)}, the most recent one."
            : null;

    private static string Words(TimeRange.Between days) => days switch
    {
        { From: { } from, To: { } to } => $"{DayWords.Of(from)} to {DayWords.Of(to)}",
        _ => DayWords.Range(days.From, days.To),
    };
}
