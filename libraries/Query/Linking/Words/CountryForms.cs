using System.Collections.Frozen;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Query.Linking.Words;

/// <summary>Countries whose short and long names people use for each other, and what comes from them.</summary>
internal static class CountryForms
{
    private static readonly string[][] Countries =
    [
        ["usa", "us", "united states", "united states of america", "america"], ["uk", "united kingdom", "great britain", "britain"], ["uae", "united arab emirates"],
        ["south korea", "korea", "republic of korea"], ["czech republic", "czechia"], ["netherlands", "the netherlands", "holland"],
    ];

    // A country, then the adjective.
    private static readonly string[] Adjectives =
    [
        "germany german", "france french", "spain spanish", "italy italian", "portugal portuguese", "austria austrian", "switzerland swiss", "belgium belgian", "netherlands dutch", "poland polish", "sweden swedish", "norway norwegian",
        "denmark danish", "finland finnish", "ireland irish", "greece greek", "hungary hungarian", "romania romanian", "bulgaria bulgarian", "czechia czech", "ukraine ukrainian", "turkey turkish", "russia russian", "usa american", "uk british", "canada canadian", "mexico mexican",
        "brazil brazilian", "argentina argentinian", "chile chilean", "colombia colombian", "peru peruvian", "china chinese", "japan japanese", "india indian", "korea korean", "indonesia indonesian", "vietnam vietnamese", "thailand thai", "malaysia malaysian", "australia australian",
        "egypt egyptian", "nigeria nigerian", "kenya kenyan", "israel israeli", "scotland scottish", "england english", "wales welsh",
    ];

    private static readonly FrozenDictionary<string, string[]> Forms = Build();

    private static FrozenDictionary<string, string[]> Build()
    {
        var forms = Countries.SelectMany(c => c.Select(name => (Name: name, Others: c.Where(o => o != name).ToList()))).ToDictionary(c => c.Name, c => c.Others, StringComparer.Ordinal);
        foreach (var (country, adjective) in Adjectives.Select(a => a.Split(' ')).Select(a => (a[0], a[1])))
        {
            foreach (var name in Countries.FirstOrDefault(c => c.Contains(country)) ?? [country])
            {
                if (!forms.TryGetValue(name, out var others))
                    forms.Add(name, others = []);
                others.Add(adjective);
            }
        }

        return forms.ToFrozenDictionary(f => f.Key, f => f.Value.ToArray(), StringComparer.Ordinal);
    }

    private static readonly FrozenDictionary<string, string[]> OfAdjectives = Adjectives.Select(a => a.Split(' ')).ToFrozenDictionary(a => a[1], a => Countries.FirstOrDefault(c => c.Contains(a[0])) ?? [a[0]], StringComparer.Ordinal);

    /// <summary>The country of a folded adjective where a column tells whence people are: "from Italy" of a nationality Italian; empty for other columns and values.</summary>
    public static IReadOnlyList<string> Of(ColumnDefinition column, string folded) =>
        column.Name.Split('_').Any(w => w is "nationality" or "nation" or "citizenship" or "origin") ? OfAdjectives.GetValueOrDefault(folded) ?? [] : [];

    /// <summary>Other names of the country that a folded value is; empty for other values.</summary>
    public static IReadOnlyList<string> Of(string folded) => Forms.GetValueOrDefault(folded) ?? [];
}
