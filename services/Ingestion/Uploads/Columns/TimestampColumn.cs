using System.Globalization;
using NlSql.Ingestion.Profiles;

namespace NlSql.Ingestion.Uploads.Columns;

/// <summary>Timestamps without time zone. Where the file writes an offset, the time is converted to the plugin's time zone.</summary>
internal sealed class TimestampColumn(ColumnSetup setup) : CellColumn(setup)
{
    private static readonly long Epoch = new DateTime(2000, 1, 1).Ticks;
    private readonly TimeZoneInfo timeZone = setup.TimeZone;
    private readonly TimeStatistics times = new();
    private DateTime pending;

    public override string? Minimum => Text(times.Minimum);

    public override string? Maximum => Text(times.Maximum);

    public override long Descents => times.Descents;

    protected override string? WriteValue(ReadOnlySpan<byte> text, CopyBuffer output)
    {
        if (!TimeText.TryReadTimestamp(text, out var timestamp, out var offset))
            return CellCodes.NotTimestamp;
        if (offset is { } difference)
        {
            var ticks = timestamp.Ticks - difference.Ticks;
            if (ticks < DateTime.MinValue.Ticks || ticks > DateTime.MaxValue.Ticks)
                return CellCodes.OutOfRange;
            timestamp = TimeZoneInfo.ConvertTimeFromUtc(new DateTime(ticks, DateTimeKind.Utc), timeZone);
        }

        pending = timestamp;
        output.WriteInt32(8);
        output.WriteInt64((timestamp.Ticks - Epoch) / TimeSpan.TicksPerMicrosecond);
        return null;
    }

    protected override void KeepValue(CopyBuffer output)
    {
        times.Add(pending);
        Count(ValueBits.Hash((ulong)pending.Ticks));
    }

    protected override ColumnStatistics AddTo(ColumnStatistics statistics) => statistics with { Months = times.Months() };

    private static string? Text(DateTime? value) => value?.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF", CultureInfo.InvariantCulture);
}
