using System.Globalization;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Drafting.Profiling;

/// <summary>Finds the type that fits every value of a column, fed value by value. Bounded memory, whatever comes.</summary>
public sealed class ColumnTyper(TypingSettings settings)
{
    // A column of which most values are no numbers after so many is not asked again.
    private const long Trial = 2000;
    // All spellings of the usual words, and as many as somebody may name.
    private const int MostNullWords = 64;
    private const int LongestOfInterest = 64;
    private const int LongestCode = 3;

    private readonly NumberEvidence numbers = new();
    private readonly DateEvidence dates = new();
    private readonly TruthEvidence truths = new();
    private readonly SortedSet<string> nullWords = new(StringComparer.Ordinal);
    private long rows;
    private long nulls;
    private long uuids;
    private long codes;
    private long notAvailable;
    private string? notANumber;
    private string? notADate;
    private bool perhapsNumbers = true;
    private bool perhapsDates = true;

    private long Values => rows - nulls;

    /// <summary>Looks at the value of the next row; whether it is one.</summary>
    public bool Add(ReadOnlySpan<char> text)
    {
        rows++;
        text = text.Trim();
        if (text.IsEmpty || IsNullWord(text))
        {
            nulls++;
            if (!text.IsEmpty && nullWords.Count < MostNullWords)
                nullWords.Add(text.ToString());
            return false;
        }

        if (text.Length > LongestOfInterest)
        {
            truths.AddOther();
            Misfit(text[..LongestOfInterest], ref notANumber);
            Misfit(text[..LongestOfInterest], ref notADate);
            return true;
        }

        truths.Add(text);
        if (perhapsNumbers && !numbers.Add(text))
            Misfit(text, ref notANumber);
        if (perhapsDates && !dates.Add(text))
            Misfit(text, ref notADate);
        if (text.Length == 36 && Guid.TryParseExact(text, "D", out _))
            uuids++;
        if (text.Length is > 1 and <= LongestCode && text.IndexOfAnyExceptInRange('A', 'Z') < 0)
            codes++;
        if (Values == Trial)
            (perhapsNumbers, perhapsDates) = (Numbers.Read * 2 > Values, Dates.Read * 2 > Values);
        return true;
    }

    /// <summary>The type of all values so far.</summary>
    public ColumnTyping Decide()
    {
        var (found, days) = (Numbers, Dates);
        // "NA" among codes of two and three capitals is one of them: Namibia, North America.
        var isCode = settings.NullWords is null && notAvailable > 0 && codes * 10 >= Values * 9 && Values > 0 && !truths.AreWords;
        var (values, empty) = isCode ? (Values + notAvailable, nulls - notAvailable) : (Values, nulls);
        var type = settings.Type ?? (isCode ? ColumnType.Text : TypeOf(found, days));
        var isNumber = type is ColumnType.Integer or ColumnType.Decimal;
        return new ColumnTyping
        {
            Type = type,
            Values = values,
            Nulls = empty,
            NullWords = [.. nullWords.Where(w => !isCode || !IsNotAvailable(w))],
            DateOrder = type is ColumnType.Date or ColumnType.Timestamp ? days.Order : null,
            PlainDates = days.Plain,
            PlainNumbers = found.Plain,
            DecimalSign = isNumber ? found.DecimalSign : null,
            Grouped = isNumber && found.Grouped,
            Currency = isNumber ? found.Currency : null,
            Percent = isNumber && found.Percent,
            LeadingZeros = found.LeadingZeros > 0,
            ZerosAndOnes = truths.ZerosAndOnes,
            BlankIsNo = type == ColumnType.Boolean && truths.AreMarks && empty > 0,
            Doubts = [.. Doubts(type, found, days)],
        };
    }

    internal Numbers Numbers => numbers.Decide(Values, settings.DecimalSign);

    internal Dates Dates => dates.Decide(settings.DateOrder);

    private bool IsNullWord(ReadOnlySpan<char> text)
    {
        if (settings.NullWords is { } words)
        {
            foreach (var word in words)
            {
                if (text.Equals(word, StringComparison.OrdinalIgnoreCase))
                    return true;
            }

            return false;
        }

        if (!NullWords.Contains(text))
            return false;
        notAvailable += IsNotAvailable(text) ? 1 : 0;
        return true;
    }

    private static bool IsNotAvailable(ReadOnlySpan<char> text) => text is "NA";

    private ColumnType TypeOf(Numbers found, Dates days)
    {
        if (Values == 0)
            return ColumnType.Text;
        if (uuids == Values)
            return ColumnType.Uuid;
        if (truths.AreWords || (truths.AreMarks && nulls > 0))
            return ColumnType.Boolean;
        if (days.Read == Values)
            return days.HasTime ? ColumnType.Timestamp : ColumnType.Date;
        if (found.Read < Values || found.LeadingZeros > 0)
            return ColumnType.Text;
        return found.Whole ? ColumnType.Integer : ColumnType.Decimal;
    }

    private IEnumerable<string> Doubts(ColumnType type, Numbers found, Dates days)
    {
        if (type is ColumnType.Date or ColumnType.Timestamp && days.Ambiguous && settings.DateOrder is null)
            yield return $"No value tells whether the day or the month comes first; taken as {(days.Order == DateOrder.DayFirst ? "day first" : "month first")}.";
        if (type is ColumnType.Integer or ColumnType.Decimal && found.Ambiguous && settings.DecimalSign is null)
            yield return $"No value tells whether the comma or the point is the decimal sign; taken as the {(found.DecimalSign == ',' ? "comma" : "point")}.";
        if (settings.Type is not null)
            yield break;
        // A few strangers make a text of the whole column: worth knowing.
        if (type == ColumnType.Text && found.LeadingZeros == 0 && Almost(found.Read))
            yield return $"{Misfits(found.Read)} no numbers, such as '{notANumber}'; so it is a text.";
        if (type == ColumnType.Text && Almost(days.Read))
            yield return $"{Misfits(days.Read)} no dates, such as '{notADate}'; so it is a text.";
    }

    private static void Misfit(ReadOnlySpan<char> text, ref string? first) => first ??= text.ToString();

    private bool Almost(long read) => read < Values && read * 20 >= Values * 19;

    private string Misfits(long read) => string.Create(CultureInfo.InvariantCulture, $"{Values - read:N0} of {Values:N0} values are");
}
