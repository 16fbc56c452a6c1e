using System.Globalization;
using NlSql.Ingestion.Profiles;

namespace NlSql.Ingestion.Uploads.Columns;

/// <summary>
/// Exact decimal numbers: the digits of the file become the digits of a Postgres numeric, without a binary or 28-digit number in
/// between. A sign, digits and one point; no exponent, no grouping.
/// </summary>
internal sealed class DecimalColumn(ColumnSetup setup) : CellColumn(setup)
{
    private const int MostDigits = 1000;
    private const int MostDigitsOfDecimal = 28;
    private readonly NumberStatistics numbers = new();
    private decimal pendingExact;
    private double pending;
    private bool pendingKnown;
    private bool rangeUnknown;
    private decimal? minimum;
    private decimal? maximum;
    private double low = double.PositiveInfinity;
    private double high = double.NegativeInfinity;

    public override string? Minimum => rangeUnknown ? null : minimum?.ToString(CultureInfo.InvariantCulture);

    public override string? Maximum => rangeUnknown ? null : maximum?.ToString(CultureInfo.InvariantCulture);

    protected override string? WriteValue(ReadOnlySpan<byte> text, CopyBuffer output)
    {
        if (!NumericText.TryRead(text, out var number))
            return CellCodes.NotDecimal;
        if (number.Digits > MostDigits)
            return CellCodes.OutOfRange;
        if (Allowed is not null && !Allowed.TryFind(text, out _))
            return CellCodes.NotAllowed;
        number.Write(output);
        Remember(number, text);
        return null;
    }

    protected override void KeepValue(CopyBuffer output)
    {
        numbers.Add(pending);
        Count(ValueBits.Hash((ulong)BitConverter.DoubleToInt64Bits(pending)));
        if (pending > low && pending < high)
            return;
        rangeUnknown |= !pendingKnown;
        (low, high) = (Math.Min(low, pending), Math.Max(high, pending));
        if (!(pendingExact >= minimum))
            minimum = pendingExact;
        if (!(pendingExact <= maximum))
            maximum = pendingExact;
    }

    protected override ColumnStatistics AddTo(ColumnStatistics statistics) => statistics with { Numbers = numbers.Summary() };

    // Only what may be a new extreme is made exact.
    private void Remember(NumericText number, ReadOnlySpan<byte> text)
    {
        pendingKnown = true;
        if (number.TryMantissa(out var mantissa))
        {
            pending = number.ToDouble(mantissa);
            if (pending <= low || pending >= high)
                pendingExact = number.ToDecimal(mantissa);
            return;
        }

        pendingExact = 0;
        pendingKnown = number.Digits <= MostDigitsOfDecimal && decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out pendingExact);
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out pending) || !double.IsFinite(pending))
            pending = number.IsNegative ? double.MinValue : double.MaxValue;
    }
}
