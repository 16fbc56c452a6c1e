using System.Globalization;

namespace NlSql.SampleData.Manufacturing;

/// <summary>When is worked, and how the year goes.</summary>
internal static class PlantCalendar
{
    private static readonly int[] DemandByMonth = [92, 104, 118, 120, 112, 102, 96, 84, 94, 96, 94, 88];

    /// <summary>Setting up became quicker after a workshop.</summary>
    public static readonly DateOnly QuickChangeover = new(2025, 5, 5);

    /// <summary>The first day on which the worn mill is worse than the others.</summary>
    public static readonly DateOnly WearBegins = new(2025, 9, 1);

    /// <summary>Days since something began; 0 before.</summary>
    public static int DaysSince(DateOnly start, DateOnly day) => Math.Max(0, day.DayNumber - start.DayNumber);

    /// <summary>Monday 16 to Friday 20 June 2025.</summary>
    public static bool IsBadLotWeek(DateOnly day) => day >= new DateOnly(2025, 6, 16) && day <= new DateOnly(2025, 6, 20);

    /// <summary>The port was closed, and Porto waited for material.</summary>
    public static bool IsPortClosed(DateOnly day) => day.Year == 2025 && day.Month == 2;

    /// <summary>Monday to Friday but for the holidays that all plants share; the depots dispatch on these.</summary>
    public static bool IsWorkday(DateOnly day) => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !IsHoliday(day);

    /// <summary>Whether a machine is staffed in a shift.</summary>
    public static bool IsStaffed(Machine machine, DateOnly day, char shift)
    {
        if (day < machine.CommissionedOn || IsHoliday(day) || IsSummerShutdown(machine.Plant, day) || !machine.Shifts.Contains(shift, StringComparison.Ordinal))
            return false;
        // On Christmas Eve and New Year's Eve the early shift is the last one.
        if (day is { Month: 12, Day: 24 or 31 } && shift != 'E')
            return false;
        return day.DayOfWeek switch
        {
            DayOfWeek.Sunday => false,
            // Overtime in the autumn, when the pumps for spring are made.
            DayOfWeek.Saturday => shift == 'E' && (day.Month is 10 or 11) && (machine.Type is "ASM" or "PRS"),
            _ => true,
        };
    }

    /// <summary>What leaves the depots, percent of an average day.</summary>
    public static int DemandPercent(DateOnly day) => DemandByMonth[day.Month - 1];

    /// <summary>Year and week as on the labels of lots: 2524.</summary>
    public static string LotWeek(DateOnly day)
    {
        var time = day.ToDateTime(TimeOnly.MinValue);
        return string.Create(CultureInfo.InvariantCulture, $"{ISOWeek.GetYear(time) % 100:00}{ISOWeek.GetWeekOfYear(time):00}");
    }

    private static bool IsHoliday(DateOnly day) => (day.Month, day.Day) is (1, 1) or (5, 1) or (12, 25) or (12, 26);

    // Kassel and Brno rest for two weeks, Porto for three.
    private static bool IsSummerShutdown(string plant, DateOnly day)
    {
        var from = day.Year == 2024 ? new DateOnly(2024, 8, 5) : new DateOnly(2025, 8, 4);
        return day >= from && day < from.AddDays(plant == "Porto" ? 21 : 14);
    }
}
