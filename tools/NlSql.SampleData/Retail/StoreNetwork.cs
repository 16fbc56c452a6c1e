using System.Globalization;

namespace NlSql.SampleData.Retail;

internal sealed record Store(
    string Id, string Name, string City, string Region, string Format, int FloorArea, DateOnly OpenedOn, int Weight, string[] Towns)
{
    public static readonly string[] Header = ["store_id", "store_name", "city", "region", "format", "floor_area", "opened_on"];

    public string[] ToRow() =>
        [Id, Name, City, Region, Format, FloorArea.ToString(CultureInfo.InvariantCulture), CellText.Day(OpenedOn)];
}

/// <summary>The shops, with the towns that their customers live in. Two open within the two years.</summary>
internal static class StoreNetwork
{
    public static readonly Store[] All =
    [
        new("S01", "Alster Arcade", "Hamburg", "North", "FLG", 2400, new(2009, 3, 14), 150, ["Norderstedt", "Ahrensburg", "Pinneberg"]),
        new("S02", "Weser Gate", "Bremen", "North", "STD", 1150, new(2012, 9, 1), 85, ["Delmenhorst", "Oldenburg", "Verden"]),
        new("S03", "Fjord Corner", "Kiel", "North", "EXP", 320, new(2019, 5, 18), 45, ["Neumünster", "Rendsburg", "Eckernförde"]),
        new("S04", "Spree Hall", "Berlin", "East", "FLG", 2800, new(2008, 10, 11), 170, ["Potsdam", "Bernau", "Falkensee"]),
        new("S05", "Market Passage", "Leipzig", "East", "STD", 1250, new(2013, 4, 20), 90, ["Halle", "Markkleeberg", "Grimma"]),
        new("S06", "Elbe Outlet", "Dresden", "East", "OUT", 1900, new(2016, 6, 4), 75, ["Radebeul", "Pirna", "Meissen"]),
        new("S07", "Isar House", "Munich", "South", "FLG", 2600, new(2010, 11, 6), 165, ["Dachau", "Freising", "Erding"]),
        new("S08", "King Street", "Stuttgart", "South", "STD", 1300, new(2014, 3, 29), 95, ["Esslingen", "Ludwigsburg", "Waiblingen"]),
        new("S09", "Castle Lane", "Nuremberg", "South", "EXP", 350, new(2024, 5, 4), 55, ["Fürth", "Erlangen", "Schwabach"]),
        new("S10", "Cathedral Square", "Cologne", "West", "STD", 1400, new(2011, 8, 27), 110, ["Leverkusen", "Bonn", "Hürth"]),
        new("S11", "Rhine Outlet", "Düsseldorf", "West", "OUT", 2100, new(2017, 9, 16), 80, ["Neuss", "Ratingen", "Krefeld"]),
        new("S12", "Skyline Point", "Frankfurt", "Central", "STD", 1500, new(2025, 3, 8), 100, ["Offenbach", "Hanau", "Bad Homburg"]),
    ];
}
