using System.Collections.Frozen;

namespace NlSql.Query.Linking.Words;

/// <summary>Countries whose short and long names people use for each other.</summary>
internal static class CountryForms
{
    private static readonly string[][] Countries =
    [
        ["usa", "us", "united states", "united states of america", "america"], ["uk", "united kingdom", "great britain", "britain"], ["uae", "united arab emirates"],
        ["south korea", "korea", "republic of korea"], ["czech republic", "czechia"], ["netherlands", "the netherlands", "holland"],
    ];

    private static readonly FrozenDictionary<string, string[]> Forms = Countries
        .SelectMany(c => c.Select(name => (Name: name, Others: c.Where(o => o != name).ToArray())))
        .ToFrozenDictionary(c => c.Name, c => c.Others, StringComparer.Ordinal);

    /// <summary>Other names of the country that a folded value is; empty for other values.</summary>
    public static IReadOnlyList<string> Of(string folded) => Forms.GetValueOrDefault(folded) ?? [];
}
