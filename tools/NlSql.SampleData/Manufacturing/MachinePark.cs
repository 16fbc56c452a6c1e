namespace NlSql.SampleData.Manufacturing;

// Shifts: those that it is staffed in. Speed: what it makes of its ideal output while it runs, in thousandths. Failures: breakdowns in a
// thousand shifts.
internal sealed record Machine(
    string Id, string Name, string Type, string Maker, string Line, string Plant, DateOnly CommissionedOn, string Shifts, int Speed, int Failures)
{
    public static readonly string[] Header = ["machine_id", "machine_name", "machine_type", "maker", "line", "plant", "commissioned_on"];

    public string[] ToRow() => [Id, Name, Type, Maker, Line, Plant, ManufacturingData.Day(CommissionedOn)];
}

/// <summary>The machines by line. They go by the names that their crews painted on them.</summary>
internal static class MachinePark
{
    /// <summary>The line that starts within the two years.</summary>
    public const string NewLine = "Machining West";

    /// <summary>The mill whose spindle wears out in the autumn of 2025.</summary>
    public const string WornMachine = "M05";

    /// <summary>The moulders that got the bad lot.</summary>
    public const string BadLotLine = "Moulding East";

    public static readonly Machine[] All =
    [
        new("M01", "Aurora", "IMM", "Brandl", "Moulding North", "Kassel", new(2014, 5, 12), "ELN", 897, 171),
        new("M02", "Boreas", "IMM", "Brandl", "Moulding North", "Kassel", new(2016, 9, 5), "ELN", 902, 156),
        new("M03", "Cirrus", "IMM", "Toriyama", "Moulding North", "Kassel", new(2021, 2, 15), "ELN", 920, 108),
        new("M04", "Falcon", "CNC", "Helvar", "Machining North", "Kassel", new(2012, 11, 19), "ELN", 877, 250),
        new("M05", "Griffin", "CNC", "Helvar", "Machining North", "Kassel", new(2013, 3, 4), "ELN", 884, 232),
        new("M06", "Heron", "CNC", "Toriyama", "Machining North", "Kassel", new(2020, 6, 22), "ELN", 910, 136),
        new("M07", "Ember", "IMM", "Brandl", "Moulding East", "Brno", new(2015, 4, 13), "ELN", 887, 187),
        new("M08", "Zephyr", "IMM", "Toriyama", "Moulding East", "Brno", new(2019, 8, 26), "ELN", 912, 127),
        new("M09", "Atlas", "PRS", "Kovacek", "Stamping East", "Brno", new(2009, 10, 5), "EL", 862, 270),
        new("M10", "Colossus", "PRS", "Kovacek", "Stamping East", "Brno", new(2011, 1, 17), "EL", 870, 241),
        new("M11", "Titan", "PRS", "Toriyama", "Stamping East", "Brno", new(2022, 4, 4), "EL", 916, 118),
        new("M12", "Birch", "ASM", "Lumetti", "Assembly East", "Brno", new(2017, 6, 12), "EL", 890, 99),
        new("M13", "Cedar", "ASM", "Lumetti", "Assembly East", "Brno", new(2018, 10, 1), "EL", 898, 90),
        new("M14", "Alder", "ASM", "Lumetti", "Assembly West", "Porto", new(2019, 3, 18), "EL", 893, 96),
        new("M15", "Maple", "ASM", "Lumetti", "Assembly West", "Porto", new(2023, 5, 8), "EL", 905, 79),
        new("M16", "Ibis", "CNC", "Toriyama", NewLine, "Porto", new(2025, 3, 10), "EL", 908, 171),
        new("M17", "Jackdaw", "CNC", "Toriyama", NewLine, "Porto", new(2025, 3, 24), "EL", 904, 175),
    ];
}
