using System.Globalization;
using NlSql.SemanticModel.Queries;

namespace NlSql.SemanticModel.Reading.Yaml;

/// <summary>
/// Typed access to the keys of a map. Reports what is missing or of another kind, and at the end (<see cref="Done"/>) every key that
/// nobody asked for.
/// </summary>
internal sealed class MapReader(YamlMapping map, ProblemList problems)
{
    private const int MaxText = 4000;

    private readonly List<string> known = [];

    public YamlMapping Map => map;

    public ProblemList Problems => problems;

    public YamlNode? Node(string key)
    {
        known.Add(key);
        return map.Find(key)?.Value is { } value and not YamlScalar { IsNull: true } ? value : null;
    }

    public string? Text(string key) => Node(key) is { } node ? TextOf(node, key) : null;

    public string RequiredText(string key) => Node(key) is { } node ? TextOf(node, key) ?? "" : Missing(key);

    /// <summary>A list of texts; a lone text counts as a list of one.</summary>
    public IReadOnlyList<string> Texts(string key) => Node(key) switch
    {
        null => [],
        YamlSequence list => [.. list.Items.Select(i => TextOf(i, key)).OfType<string>()],
        { } node => TextOf(node, key) is { } only ? [only] : [],
    };

    /// <summary>A list of lists of texts.</summary>
    public IReadOnlyList<IReadOnlyList<string>> TextLists(string key)
    {
        if (Node(key) is not { } node)
            return [];
        if (node is YamlSequence list && list.Items.All(i => i is YamlSequence))
            return [.. list.Items.Cast<YamlSequence>().Select(l => l.Items.Select(i => TextOf(i, key)).OfType<string>().ToList())];
        Wrong(node, key, "a list of lists, such as [[order_id, line_number]]");
        return [];
    }

    public bool Truth(string key)
    {
        if (Node(key) is not { } node)
            return false;
        if (node is YamlScalar { Plain: true, Text: "true" or "false" } scalar)
            return scalar.Text == "true";
        Wrong(node, key, "true or false");
        return false;
    }

    public int? Whole(string key, int min, int max)
    {
        if (Node(key) is not { } node)
            return null;
        if (node is YamlScalar { Plain: true } scalar
            && int.TryParse(scalar.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max)
            return number;
        Wrong(node, key, $"a whole number from {min} to {max}");
        return null;
    }

    public decimal? Number(string key) => Node(key) is { } node ? NumberOf(node, key) : null;

    public decimal? NumberOf(YamlNode node, string key)
    {
        if (node is YamlScalar { Plain: true } scalar
            && decimal.TryParse(scalar.Text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
            return number;
        Wrong(node, key, "a number");
        return null;
    }

    public DateOnly? Day(string key)
    {
        if (Node(key) is not { } node)
            return null;
        if (node is YamlScalar scalar && DateOnly.TryParseExact(scalar.Text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return day;
        Wrong(node, key, "a day such as 2025-12-31");
        return null;
    }

    /// <summary>A word of an enum, in snake_case.</summary>
    public T? Word<T>(string key)
        where T : struct, Enum => Node(key) is { } node ? WordOf<T>(node, key) : null;

    public T? WordOf<T>(YamlNode node, string key)
        where T : struct, Enum
    {
        if (node is not YamlScalar scalar)
        {
            Wrong(node, key, "a word");
            return null;
        }

        if (QueryWords.TryEnum<T>(scalar.Text, out var value))
            return value;
        problems.Add(
            scalar,
            PluginProblemCodes.WrongValue,
            $"'{key}' cannot be {scalar.What}; it is one of {string.Join(", ", QueryWords.NamesOf<T>())}.",
            Nearest.Hint(scalar.Text, QueryWords.NamesOf<T>()));
        return null;
    }

    public T RequiredWord<T>(string key)
        where T : struct, Enum
    {
        if (Node(key) is { } node)
            return WordOf<T>(node, key) ?? default;
        Missing(key);
        return default;
    }

    /// <summary>The map under a key; null when it is absent or no map.</summary>
    public MapReader? Child(string key) => Node(key) is { } node ? AsMap(node, key) : null;

    /// <summary>The maps under a key by name: <c>tables: {sales: {…}}</c>.</summary>
    public IEnumerable<(YamlScalar Name, MapReader Fields)> Named(string key)
    {
        if (Child(key) is not { } children)
            yield break;
        foreach (var entry in children.Map.Entries)
        {
            if (AsMap(entry.Value, entry.Key.Text) is { } fields)
                yield return (entry.Key, fields);
        }
    }

    /// <summary>The maps in the list under a key.</summary>
    public IEnumerable<MapReader> Items(string key)
    {
        if (Node(key) is not { } node)
            yield break;
        if (node is not YamlSequence list)
        {
            Wrong(node, key, "a list");
            yield break;
        }

        foreach (var item in list.Items)
        {
            if (AsMap(item, key) is { } fields)
                yield return fields;
        }
    }

    public string? TextOf(YamlNode node, string key)
    {
        if (node is not YamlScalar { IsNull: false } scalar)
        {
            Wrong(node, key, "a text");
            return null;
        }

        if (scalar.Text.Length <= MaxText)
            return scalar.Text;
        problems.Add(scalar, PluginProblemCodes.WrongValue, $"'{key}' is longer than {MaxText} characters.");
        return null;
    }

    public void Wrong(YamlNode node, string key, string expected) =>
        problems.Add(node, PluginProblemCodes.WrongType, $"'{key}' must be {expected}, not {node.What}.");

    public string Missing(string key)
    {
        problems.Add(map, PluginProblemCodes.MissingKey, $"'{key}' is missing.");
        return "";
    }

    /// <summary>Reports the keys that nobody asked for.</summary>
    public void Done()
    {
        foreach (var entry in map.Entries.Where(e => !known.Contains(e.Key.Text)))
        {
            problems.Add(
                entry.Key,
                PluginProblemCodes.UnknownKey,
                $"There is no key '{entry.Key.Text}' here; the keys are {string.Join(", ", known.Distinct())}.",
                Nearest.Hint(entry.Key.Text, known));
        }
    }

    private MapReader? AsMap(YamlNode node, string key)
    {
        if (node is YamlMapping child)
            return new MapReader(child, problems);
        // "revenue:" with nothing under it is a map without keys.
        if (node is YamlScalar { IsNull: true })
            return new MapReader(new YamlMapping([], node.Line, node.Column), problems);
        Wrong(node, key, "a map");
        return null;
    }
}
