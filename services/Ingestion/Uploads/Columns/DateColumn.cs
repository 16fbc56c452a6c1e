using System.Globalization;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Ingestion.Uploads.Columns;

/// <summary>Dates. A timestamp at midnight counts as its date.</summary>
internal sealed class DateColumn(ColumnDefinition definition, AllowedValues? allowed) : CellColumn(definition, allowed)
{
    private static readonly int Epoch = new DateOnly(2000, 1, 1).DayNumber;
    private DateOnly pending;
    private DateOnly? previous;
    private DateOnly? minimum;
    private DateOnly? maximum;
    private long descents;

    public override string? Minimum => minimum?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public override string? Maximum => maximum?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public override long Descents => descents;

    protected override string? WriteValue(ReadOnlySpan<byte> text, CopyBuffer output)
    {
        if (!TimeText.TryReadTimestamp(text, out var timestamp, out var offset) || timestamp.TimeOfDay != TimeSpan.Zero || offset is not null)
            return CellCodes.NotDate;
        pending = DateOnly.FromDateTime(timestamp);
        output.WriteInt32(4);
        output.WriteInt32(pending.DayNumber - Epoch);
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
}
