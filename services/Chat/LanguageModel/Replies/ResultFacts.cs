using System.Globalization;
using NlSql.Query;
using NlSql.Query.Narration;
using NlSql.Query.Planning;

namespace NlSql.Chat.LanguageModel.Replies;

/// <summary>The numbers and days of a result, and what follows from them: sums, averages, differences, percentages.</summary>
internal sealed class ResultFacts
{
    private const decimal Hundred = 100;
    private readonly List<decimal> numbers = [];
    private readonly List<decimal> percentages = [];
    private readonly List<(DateOnly First, DateOnly Last)> days = [];
    private readonly List<string> labels;

    public ResultFacts(ResultTable rows, CompiledQuery query)
    {
        numbers.Add(rows.Rows.Count);
        if (query.LimitAsked)
            numbers.Add(query.RowLimit);
        foreach (var range in new[] { query.Time, query.ComparedWith }.OfType<ResolvedTimeRange>())
            AddRange(range);
        for (var column = 0; column < rows.Columns.Count; column++)
            AddColumn([.. rows.Rows.Select(r => r[column])]);
        labels = [.. rows.Columns.Select(c => c.Label), .. rows.Rows.SelectMany(r => r).OfType<string>()];
    }

    /// <summary>The text without names of columns and values that contain digits: they are said, not counted.</summary>
    public string WithoutLabels(string text) => labels
        .Where(l => l.Any(char.IsDigit) && !decimal.TryParse(l, CultureInfo.InvariantCulture, out _)).OrderByDescending(l => l.Length)
        .Aggregate(text, (rest, label) => rest.Replace(label, " ", StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether a number follows, as exactly as it is written.</summary>
    public bool HasNumber(decimal number, string written, bool isPercent)
    {
        var half = HalfOfLastDigit(number, written);
        var known = isPercent ? percentages : numbers;
        return known.Any(k => Math.Abs(Math.Abs(k) - Math.Abs(number)) <= half) || (!isPercent && days.Any(d => d.First.Year == number || d.Last.Year == number));
    }

    /// <summary>Whether a day, month or other stretch of days is one of the result.</summary>
    public bool HasDay(DateOnly first, DateOnly last) =>
        days.Any(d => d == (first, last) || (first == last ? d.First == first || d.Last == first : d.First >= first && d.First <= last));

    /// <summary>Whether the result has to do with a month, whatever its year.</summary>
    public bool HasMonth(int month) => days.Any(d => d.First.Month == month || d.Last.Month == month);

    private void AddRange(ResolvedTimeRange range)
    {
        if (range is { From: { } from, To: { } to })
        {
            days.Add((from, to));
            numbers.Add(to.DayNumber - from.DayNumber + 1);
        }
    }

    private void AddColumn(IReadOnlyList<object?> values)
    {
        foreach (var day in values.Select(DayOf).OfType<DateOnly>())
            days.Add((day, day));
        var own = values.Select(ValueText.AsNumber).OfType<decimal>().ToList();
        if (own.Count == 0)
            return;
        var sum = own.Sum();
        numbers.AddRange([.. own, sum, sum / own.Count]);
        // A fraction is told in percent.
        percentages.AddRange(own.Select(v => v * Hundred));
        percentages.AddRange(own);
        if (sum != 0)
            percentages.AddRange(own.Select(v => v / sum * Hundred));
        foreach (var (one, other) in own.SelectMany((v, i) => own.Skip(i + 1).Select(w => (v, w))))
        {
            numbers.Add(one - other);
            if (one != 0)
                percentages.AddRange([(other - one) / one * Hundred, other / one * Hundred]);
            if (other != 0)
                percentages.AddRange([(one - other) / other * Hundred, one / other * Hundred]);
        }
    }

    private static DateOnly? DayOf(object? value) => value switch
    {
        DateOnly day => day,
        DateTime moment => DateOnly.FromDateTime(moment),
        _ => null,
    };

    // "1.2k" stands for anything from 1,150 to 1,250.
    private static decimal HalfOfLastDigit(decimal number, string written)
    {
        var digits = new string([.. written.Where(c => char.IsAsciiDigit(c) || c == '.')]);
        if (!decimal.TryParse(digits, CultureInfo.InvariantCulture, out var mantissa) || mantissa == 0)
            return 0.5m;
        var decimals = digits.Contains('.', StringComparison.Ordinal) ? digits.Length - digits.IndexOf('.', StringComparison.Ordinal) - 1 : 0;
        var last = decimals == 0 ? 1m : (decimal)Math.Pow(10, -decimals);
        return Math.Abs(number / mantissa) * last / 2;
    }
}
