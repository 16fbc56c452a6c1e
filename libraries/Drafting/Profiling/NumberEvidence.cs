using System.Buffers;

namespace NlSql.Drafting.Profiling;

/// <summary>What the values of a column say about it being numbers, with either decimal sign.</summary>
internal sealed class NumberEvidence
{
    private static readonly SearchValues<char> PlainCharacters = SearchValues.Create("0123456789.");

    private readonly Reading point = new('.');
    private readonly Reading comma = new(',');
    private long percents;
    private long currencies;
    private char sign;
    private long leadingZeros;
    private bool plain = true;

    /// <summary>Looks at a value; whether it can be a number.</summary>
    public bool Add(ReadOnlySpan<char> text)
    {
        var digits = NumberText.Strip(text, out var currency, out var percent);
        var read = point.Add(digits) | comma.Add(digits);
        if (!read)
            return false;
        if (currency != '\0')
            (currencies, sign) = (currencies + 1, currency);
        percents += percent ? 1 : 0;
        if (digits.Length > 1 && digits[0] == '0' && char.IsAsciiDigit(digits[1]))
            leadingZeros++;
        plain &= (text is ['-' or '+', ..] ? text[1..] : text).IndexOfAnyExcept(PlainCharacters) < 0;
        return true;
    }

    /// <summary>The numbers of the column.</summary>
    /// <param name="values">How many values there are.</param>
    /// <param name="told">The decimal sign, when it is known.</param>
    public Numbers Decide(long values, char? told = null)
    {
        var chosen = told == ',' || (told is null && comma.Read > point.Read) ? comma : point;
        // "1,234" may be a thousand or a bit more than one: all values have such a sign at the same place, or none tells.
        var ambiguous = point.Read == values && comma.Read == values && point.Signs != comma.Signs;
        return new Numbers(
            chosen.Read, chosen.Integers == chosen.Read && chosen.Read > 0, chosen.Minimum, chosen.Maximum, chosen.DecimalSign, chosen.Groups > 0,
            ambiguous, currencies > 0 && currencies * 2 >= chosen.Read ? sign : null,
            percents > 0 && percents * 2 >= chosen.Read, leadingZeros, plain && chosen == point && point.Groups == 0);
    }

    private sealed class Reading(char decimalSign)
    {
        public char DecimalSign => decimalSign;

        public long Read { get; private set; }

        public long Integers { get; private set; }

        public long Signs { get; private set; }

        public long Groups { get; private set; }

        public decimal? Minimum { get; private set; }

        public decimal? Maximum { get; private set; }

        public bool Add(ReadOnlySpan<char> text)
        {
            if (!NumberText.TryRead(text, decimalSign, out var number))
                return false;
            Read++;
            Integers += number.IsWhole && Math.Abs(number.Value) <= long.MaxValue ? 1 : 0;
            Signs += number.Fraction > 0 ? 1 : 0;
            Groups += number.Grouped ? 1 : 0;
            Minimum = Minimum is { } low && low < number.Value ? low : number.Value;
            Maximum = Maximum is { } high && high > number.Value ? high : number.Value;
            return true;
        }
    }
}

/// <summary>The numbers of a column.</summary>
/// <param name="Read">How many values are numbers.</param>
/// <param name="Whole">Whether all of them are whole.</param>
/// <param name="Minimum">The smallest.</param>
/// <param name="Maximum">The largest.</param>
/// <param name="DecimalSign">Point or comma.</param>
/// <param name="Grouped">Whether some have thousands separators.</param>
/// <param name="Ambiguous">Whether the signs could be read the other way round just as well.</param>
/// <param name="Currency">The sign of currency; null for none.</param>
/// <param name="Percent">Whether most carry a percent sign.</param>
/// <param name="LeadingZeros">How many begin with a zero that means nothing: they are codes.</param>
/// <param name="Plain">Whether all are a sign, digits and a point, and nothing else.</param>
internal sealed record Numbers(
    long Read, bool Whole, decimal? Minimum, decimal? Maximum, char DecimalSign, bool Grouped, bool Ambiguous, char? Currency, bool Percent, long LeadingZeros,
    bool Plain);
