using System.Globalization;

namespace NlSql.Ingestion.Uploads.Sources.Xlsx;

/// <summary>Dates as Excel stores them: days and parts of days since a first day.</summary>
internal static class SerialDate
{
    private const double MillisecondsOfDay = 86_400_000;
    private const double Beyond = 2_958_466;
    private const int LeapDayThatNeverWas = 60;
    private static readonly DateTime Day0 = new(1899, 12, 30);
    private static readonly DateTime Day0Of1904 = new(1904, 1, 1);

    /// <summary>The number as ISO text; null when it stands for no day, or is shown as a number.</summary>
    public static string? TextOf(double serial, NumberKind kind, bool from1904)
    {
        if (kind == NumberKind.Number || !(serial >= 0) || serial >= Beyond)
            return null;
        var milliseconds = Math.Round(serial * MillisecondsOfDay);
        if (kind == NumberKind.Time)
            return serial < 1 ? Day0.AddMilliseconds(milliseconds).ToString("HH:mm:ss.FFF", CultureInfo.InvariantCulture) : null;
        if (DayOf(serial, from1904) is not { } day)
            return null;
        var moment = day.AddMilliseconds(milliseconds);
        return moment.ToString(
            kind == NumberKind.Date && moment.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm:ss.FFF", CultureInfo.InvariantCulture);
    }

    /// <summary>The day that 0 stands for. Counted from 1900, Excel knows a 29 February 1900, so days before it count from one day later.</summary>
    private static DateTime? DayOf(double serial, bool from1904)
    {
        if (from1904)
            return serial < Beyond - 1462 ? Day0Of1904 : null;
        if (serial < 1 || Math.Floor(serial) == LeapDayThatNeverWas)
            return null;
        return serial < LeapDayThatNeverWas ? Day0.AddDays(1) : Day0;
    }
}
