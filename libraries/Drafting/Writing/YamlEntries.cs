using System.Text.Json;

namespace NlSql.Drafting.Writing;

/// <summary>Entries of a map in one line; what says nothing is left out.</summary>
internal sealed class YamlEntries
{
    private readonly List<(string Key, string Value)> entries = [];

    public IReadOnlyList<(string Key, string Value)> ToList() => entries;

    /// <summary>A value that is YAML already.</summary>
    public YamlEntries Add(string key, string? value)
    {
        if (value is not null)
            entries.Add((key, value));
        return this;
    }

    public YamlEntries Text(string key, string? value) => Add(key, value is null ? null : YamlText.Of(value));

    /// <summary>A text that the reader takes for empty when it is left out.</summary>
    public YamlEntries Words(string key, string value) => Text(key, value.Length == 0 ? null : value);

    public YamlEntries Texts(string key, IReadOnlyCollection<string> values) => Add(key, values.Count == 0 ? null : YamlText.Of(values));

    public YamlEntries Truth(string key, bool value) => Add(key, value ? "true" : null);

    /// <summary>A word of an enum, unless it is the one that holds when nothing is said.</summary>
    public YamlEntries Word<T>(string key, T value, T otherwise)
        where T : struct, Enum => Add(key, value.Equals(otherwise) ? null : WordOf(value));

    /// <summary>The word of an enum as files write it.</summary>
    public static string WordOf<T>(T value)
        where T : struct, Enum => YamlText.Of(JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString()));

    /// <summary>Synonyms, of which some stand back: <c>[turnover, {text: sales, rank: 2}]</c>; null when there are none.</summary>
    public static string? Synonyms(IReadOnlyList<string> synonyms, IReadOnlyDictionary<string, int> ranks) => synonyms.Count == 0
        ? null
        : YamlText.List(synonyms.Select(s => ranks.TryGetValue(s, out var rank) ? YamlText.Of([("text", YamlText.Of(s)), ("rank", $"{rank}")]) : YamlText.Of(s)));

    /// <summary>A label, unless it is the one that the reader makes of the name.</summary>
    public static string? Label(string label, string name) => label == SemanticModel.NameWords.Label(name) ? null : label;
}
