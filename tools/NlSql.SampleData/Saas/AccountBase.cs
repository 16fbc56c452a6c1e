using System.Globalization;

namespace NlSql.SampleData.Saas;

/// <summary>The firms that began a trial, in the order in which they did. Names are invented, addresses lead nowhere.</summary>
internal static class AccountBase
{
    private static readonly string[] Roots =
        ("Alder Amber Anchor Arbor Aster Basalt Beacon Birch Brook Cedar Cobalt Copper Coral Crane Delta Dune Ember Falcon Fern Fjord Flint "
        + "Garnet Glacier Granite Harbor Hazel Heron Indigo Iris Ivory Jasper Juniper Kestrel Lark Laurel Linden Lotus Lumen Lynx Maple Meadow "
        + "Mistral Nimbus Oakley Ochre Onyx Opal Orchid Osprey Otter Pebble Pinewood Quartz Raven Reed Sable Sierra Slate Sparrow Tamarack "
        + "Thistle Umber Willow Zephyr").Split(' ');

    private static readonly string[] FirstNames =
        ("Ada Bruno Celia Dario Edda Fabio Gesa Henrik Ilse Jorge Kira Leo Mina Nils Olivia Pablo Rita Sven Tara Ugo Viola Wim Yves Zita "
        + "Agnes Boris Chiara Dirk Elif Finn Gwen Hugo").Split(' ');

    private static readonly string[] LastNames =
        ("Adler Berger Costa Dubois Eriksson Ferrari Gomez Haas Ibsen Jansson Kuhn Lefevre Marti Nilsson Oliveira Pereira Rossi Schmitt "
        + "Tanaka Urban Varga Weiss Young Zimmer Bianchi Cohen Dahl Evans Fontaine Green Holm Irwin").Split(' ');

    public static Account[] Create(Chance chance)
    {
        var names = Market.Industries.ToDictionary(
            i => i.Name, i => new Queue<string>(chance.Shuffled(Roots.SelectMany(root => i.Trades.Select(trade => $"{root} {trade}")))));
        var accounts = new List<Account>();
        for (var day = SaasData.FirstDay; day <= SaasData.LastDay; day = day.AddDays(1))
        {
            var perMille = Market.SignupsPerMille(day);
            for (var left = (perMille / 1000) + (chance.Happens(perMille % 1000) ? 1 : 0); left > 0; left--)
                accounts.Add(SignUp(chance, accounts.Count + 1, day, names));
        }

        return [.. accounts];
    }

    private static Account SignUp(Chance chance, int number, DateOnly day, Dictionary<string, Queue<string>> names)
    {
        var industry = Market.Industries[chance.Weighted([.. Market.Industries.Select(i => i.Weight)])];
        var company = names[industry.Name].Dequeue();
        var size = Market.SizeBands[chance.Weighted(Market.SizeWeights(day))];
        var (first, last) = (FirstNames[chance.Below(FirstNames.Length)], LastNames[chance.Below(LastNames.Length)]);
        return new Account(
            string.Create(CultureInfo.InvariantCulture, $"A{number:00000}"),
            company,
            industry.Name,
            Market.Countries[chance.Weighted(Market.CountryWeights(day))],
            size,
            Market.Channels[chance.Weighted(Market.ChannelWeights(day))].Name,
            day,
            Market.CreditRatings[chance.Weighted(industry.Name == Market.Hospitality ? [12, 30, 36, 22] : [34, 40, 20, 6])],
            $"{first} {last}",
            $"{first}.{last}@{company.Replace(' ', '-')}.example".ToLowerInvariant());
    }
}
