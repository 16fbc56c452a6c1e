using System.Globalization;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Ingestion.Uploads.Columns;

/// <summary>Timestamps without time zone. Where the file writes an offset, the time is converted to the plugin's time zone.</summary>
internal sealed class TimestampColumn(ColumnDefinition definition, AllowedValues? allowed, TimeZoneInfo timeZone) : CellColumn(definition, allowed)
{
    private static readonly long Epoch = new DateTime(2000, 1, 1).Ticks;
    private DateTime pending;
    private DateTime? previous;
    private DateTime? minimum;
    private DateTime? maximum;
    private long descents;

    public override string? Minimum => Text(minimum);

    public override string? Maximum => Text(maximum);

    public override long Descents => descents;

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
        if (!(pending >= minimum))
            minimum = pending;
        if (!(pending <= maximum))
            maximum = pending;
        if (pending < previous)
            descents++;
        previous = pending;
    }

    private static string? Text(DateTime? value) => value?.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF", CultureInfo.InvariantCulture);
}
