using System.Globalization;

namespace NlSql.SampleData.Manufacturing;

/// <summary>Every stop of every machine, with its reason.</summary>
internal sealed class StopLog(Chance chance, Employee[] employees)
{
    public static readonly string[] Header =
        ["stop_id", "run_id", "machine_id", "started_at", "minutes", "reason", "planned", "technician_id"];

    // A machine that stands for all but the last half hour has at least started up.
    private const int LeastRunMinutes = 30;

    private readonly List<string[]> rows = [];

    public IReadOnlyList<string[]> Rows => rows;

    /// <summary>Draws the stops of a shift.</summary>
    /// <returns>Minutes that were planned to stand, and minutes lost.</returns>
    public (int Planned, int Lost) Draw(string runId, Machine machine, DateOnly day, char shift, bool newOrder)
    {
        var planned = PlannedStops(machine, day, shift).ToList();
        var plannedMinutes = planned.Sum(s => s.Minutes);
        var left = ShopFloor.ShiftMinutes - plannedMinutes - LeastRunMinutes;
        var lost = new List<(string Reason, int Minutes)>();
        foreach (var (reason, minutes) in LostStops(machine, day, newOrder))
        {
            var taken = Math.Min(minutes, left);
            if (taken <= 0)
                break;
            lost.Add((reason, taken));
            left -= taken;
        }

        var all = planned.Select(s => (s.Reason, s.Minutes, Planned: true)).Concat(lost.Select(s => (s.Reason, s.Minutes, Planned: false))).ToList();
        Write(runId, machine, day, shift, all);
        return (plannedMinutes, lost.Sum(s => s.Minutes));
    }

    // Maintenance every other week on a weekday of the machine's own; a clean-up on Friday.
    private IEnumerable<(string Reason, int Minutes)> PlannedStops(Machine machine, DateOnly day, char shift)
    {
        if (shift == 'E' && (day.DayNumber + MachineNumber(machine)) % 14 == 4 && day.DayOfWeek != DayOfWeek.Saturday)
            yield return ("PMT", chance.Between(12, 24) * 5);
        if (shift == 'L' && day.DayOfWeek == DayOfWeek.Friday)
            yield return ("CLN", chance.Between(4, 7) * 5);
    }

    private IEnumerable<(string Reason, int Minutes)> LostStops(Machine machine, DateOnly day, bool newOrder)
    {
        if (newOrder)
            yield return ("SET", SetupMinutes(machine, day));
        var worn = machine.Id == MachinePark.WornMachine ? PlantCalendar.DaysSince(PlantCalendar.WearBegins, day) : 0;
        var young = machine.Line == MachinePark.NewLine ? Math.Max(0, 100 - PlantCalendar.DaysSince(machine.CommissionedOn, day)) : 0;
        var failures = machine.Failures + (worn * 6) + (young * 2);
        for (var i = 0; i < 2; i++)
        {
            if (chance.Happens(failures / 2))
                yield return (((string[])["MEC", "ELE", "TOL"])[chance.Weighted(worn > 0 ? [80, 8, 12] : [44, 26, 30])], RepairMinutes() + (worn / 3));
        }

        if (machine.Plant == "Porto" && PlantCalendar.IsPortClosed(day) ? chance.Happens(420) : chance.Happens(34))
            yield return ("MAT", chance.Between(3, PlantCalendar.IsPortClosed(day) ? 46 : 22) * 5);
        if (machine.Line == MachinePark.BadLotLine && PlantCalendar.IsBadLotWeek(day) ? chance.Happens(650) : chance.Happens(18))
            yield return ("QLT", chance.Between(3, 16) * 5);
        if (chance.Happens(day.DayOfWeek is DayOfWeek.Monday or DayOfWeek.Friday ? 34 : 16))
            yield return ("STF", chance.Between(4, 20) * 5);
        for (var jams = chance.Weighted([46, 34, 15, 5]); jams > 0; jams--)
            yield return ("JAM", chance.Between(6, 24));
    }

    private int SetupMinutes(Machine machine, DateOnly day)
    {
        var minutes = machine.Type switch
        {
            "IMM" => chance.Between(80, 140),
            "CNC" => chance.Between(95, 170),
            "PRS" => chance.Between(60, 120),
            _ => chance.Between(30, 65),
        };
        return day < PlantCalendar.QuickChangeover ? minutes : minutes * 64 / 100;
    }

    // Most are soon mended, a few take half a shift.
    private int RepairMinutes() => chance.Weighted([50, 30, 15, 5]) switch
    {
        0 => chance.Between(15, 45),
        1 => chance.Between(46, 85),
        2 => chance.Between(86, 160),
        _ => chance.Between(161, 300),
    };

    private void Write(string runId, Machine machine, DateOnly day, char shift, List<(string Reason, int Minutes, bool Planned)> stops)
    {
        var free = ShopFloor.ShiftMinutes - stops.Sum(s => s.Minutes);
        var at = day.ToDateTime(ShopFloor.StartOf(shift));
        // A changeover opens the shift, the rest comes as it comes.
        var order = stops.Where(s => s.Reason == "SET").Concat(chance.Shuffled(stops.Where(s => s.Reason != "SET"))).ToList();
        for (var i = 0; i < order.Count; i++)
        {
            var (reason, minutes, planned) = order[i];
            var gap = reason == "SET" ? 0 : chance.Below((free / (order.Count - i)) + 1);
            free -= gap;
            at = at.AddMinutes(gap);
            rows.Add(
            [
                $"D{rows.Count + 1:00000}", runId, machine.Id, at.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture), ManufacturingData.Number(minutes),
                reason, planned ? "true" : "false", reason is "MEC" or "ELE" or "TOL" or "PMT" ? Technician(machine.Plant, day) : "",
            ]);
            at = at.AddMinutes(minutes);
        }
    }

    private string Technician(string plant, DateOnly day)
    {
        var here = employees.Where(e => e.Job == Workforce.Technician && e.Site == plant && e.HiredOn <= day).ToArray();
        return here[chance.Below(here.Length)].Id;
    }

    private static int MachineNumber(Machine machine) => Array.IndexOf(MachinePark.All, machine);
}
