namespace NlSql.Drafting.Models;

/// <summary>Units within names: one word each, and how people write them.</summary>
internal static class UnitWords
{
    private static readonly string[] Written =
    [
        "kW", "MW", "GW", "TW", "Wh", "kWh", "MWh", "GWh", "TWh", "MWe", "MWt", "MWth", "GWe", "kWp", "MWp", "kVA", "MVA", "MVAr", "kV", "mAh", "kJ", "MJ", "GJ", "TJ", "Hz", "kHz", "MHz", "GHz", "dB", "dBA", "dBm", "pH", "kPa", "hPa", "MPa", "kN",
        "kbps", "Mbps", "Gbps", "GB", "MB", "TB", "KB", "BTU", "CO2", "NO2", "SO2", "O3", "EUR", "USD", "GBP", "CHF",
    ];

    // Those that capitals would part, however they are begun: KWh, kWh.
    private static readonly string[] Parted = [.. Written.Where(u => u.Length > 2 && u.Any(char.IsLower) && u.Skip(1).Any(char.IsUpper)), "KWh", "KWp", "KHz", "KPa", "KVa", "MBps", "Mbps", "Gbps"];

    // Units that begin small after a small letter: TotalkWh. Of others the letters could be the word's.
    private static readonly string[] AfterWords = ["kWh", "kWp", "mAh"];

    private static readonly Dictionary<string, string> ByWord = Written.ToDictionary(u => u.ToLowerInvariant());

    private static readonly HashSet<string> OfPower = new(StringComparer.Ordinal) { "kw", "mw", "gw", "tw", "mwe", "mwt", "mwth", "gwe", "kwp", "mwp", "kva", "mva" };

    private static readonly HashSet<string> OfAreas = new(StringComparer.Ordinal) { "acre", "acres", "hectare", "hectares", "ha", "sqm", "sqft", "sqkm", "m2", "km2" };

    /// <summary>The length of the unit that begins at a place of a name and that capitals would part; 0 for none.</summary>
    public static int LengthAt(string name, int place)
    {
        var isAfterWord = place > 0 && char.IsLower(name[place - 1]);
        if (place > 0 && (char.IsUpper(name[place - 1]) || char.IsAsciiDigit(name[place - 1])))
            return 0;
        var longest = 0;
        foreach (var unit in Parted)
        {
            var end = place + unit.Length;
            if (unit.Length > longest && string.CompareOrdinal(name, place, unit, 0, unit.Length) == 0 && (end == name.Length || !char.IsLower(name[end])) && (!isAfterWord || char.IsUpper(unit[0]) || AfterWords.Contains(unit)))
                longest = unit.Length;
        }

        return longest;
    }

    /// <summary>A word as people write it: "mwe" → "MWe". One that is no unit stays as it is.</summary>
    public static string Write(string word) => ByWord.GetValueOrDefault(word, word);

    /// <summary>Whether a word is a unit of what plants and engines can do at a time.</summary>
    public static bool IsOfPower(string word) => OfPower.Contains(word);

    /// <summary>Whether a word is a unit of areas.</summary>
    public static bool IsOfArea(string word) => OfAreas.Contains(word);
}
