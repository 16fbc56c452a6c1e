using System.Globalization;
using NlSql.Ingestion.Profiles;

namespace NlSql.Ingestion.Uploads.Columns;

/// <summary>Dates. A timestamp at midnight counts as its date.</summary>
internal sealed class DateColumn(ColumnSetup setup) : CellColumn(setup)
{
    private static readonly int Epoch = new DateOnly(2000, 1, 1).DayNumber;
    private readonly TimeStatistics times = new();
    private DateTime pending;

    public override string? Minimum => times.Minimum?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public override string? Maximum => times.Maximum?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public override long Descents => times.Descents;

    protected override string? WriteValue(ReadOnlySpan<byte> text, CopyBuffer output)
    {
        if (!TimeText.TryReadTimestamp(text, out pending, out var offset) || pending.TimeOfDay != TimeSpan.Zero || offset is not null)
            return CellCodes.NotDate;
        output.WriteInt32(4);
        output.WriteInt32(DateOnly.FromDateTime(pending).DayNumber - Epoch);
        return null;
    }

    protected override void KeepValue(CopyBuffer output)
    {
        times.Add(pending);
        Count(ValueBits.Hash((ulong)pending.Ticks));
    }

    protected override ColumnStatistics AddTo(ColumnStatistics statistics) => statistics with { Months = times.Months() };
}
