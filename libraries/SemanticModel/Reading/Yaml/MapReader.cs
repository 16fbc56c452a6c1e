using System.Globalization;
using NlSql.SemanticModel.Queries;
using NlSql.SemanticModel.Reading.Forms;

namespace NlSql.SemanticModel.Reading.Yaml;

/// <summary>
/// Typed access to the keys of a map, which its form describes. Reports what is missing or of another kind, and at the end
/// (<see cref="Done"/>) every key that the form does not know. A reader that asks for a key otherwise than the form says, or leaves one
/// out, is a bug and throws: reader and JSON Schema never drift apart.
/// </summary>
internal sealed class MapReader(YamlMapping map, ProblemList problems, MapForm form)
{
    private const int MaxText = 4000;

    private readonly HashSet<string> asked = [];

    public YamlMapping Map => map;

    public ProblemList Problems => problems;

    /// <summary>The same map by another form, of which this one has told the kind.</summary>
    public MapReader As(MapForm other)
    {
        var reader = new MapReader(map, problems, other);
        reader.asked.UnionWith(asked);
        return reader;
    }

    /// <summary>What stands under a key; null, reported where the key is required, when there is nothing.</summary>
    public YamlNode? Node(string key)
    {
        var described = form.Key(key);
        var first = asked.Add(key);
        if (map.Find(key)?.Value is { } value and not YamlScalar { IsNull: true })
            return value;
        if (described.Required && first)
            problems.Add(map, PluginProblemCodes.MissingKey, $"'{key}' is missing.");
        return null;
    }

    public string? Text(string key) => Node(key) is { } node ? TextOf(node, key) : null;

    public string RequiredText(string key) => Node(key) is { } node ? TextOf(node, key) ?? "" : Expected(form.Key(key).Required, key, "");

    /// <summary>A list of texts; a lone text counts as a list of one.</summary>
    public IReadOnlyList<string> Texts(string key) => Node(key) is { } node ? TextsOf(node, key) : [];

    public IReadOnlyList<string> TextsOf(YamlNode node, string key) => node switch
    {
        YamlScalar { IsNull: true } => [],
        YamlSequence list => [.. list.Items.Select(i => TextOf(i, key)).OfType<string>()],
        _ => TextOf(node, key) is { } only ? [only] : [],
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

    public int? Whole(string key)
    {
        var (min, max) = Range(form.Key(key).Value) ?? throw Misread(key);
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
        where T : struct, Enum => Node(key) is { } node ? WordOf<T>(node, key) : Expected(Words(form.Key(key).Value) == typeof(T), key, (T?)null);

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
        where T : struct, Enum => Word<T>(key) ?? Expected(form.Key(key).Required, key, default(T));

    /// <summary>The map under a key; null when it is absent or no map.</summary>
    public MapReader? Child(string key) =>
        Node(key) is { } node && AsMap(node, key) is { } child ? new MapReader(child, problems, Child(form.Key(key).Value) ?? throw Misread(key)) : null;

    /// <summary>The maps under a key by name: <c>tables: {sales: {…}}</c>.</summary>
    public IEnumerable<(YamlScalar Name, MapReader Fields)> Named(string key)
    {
        var fields = form.Key(key).Value is ValueForm.Named named && Child(named.Value) is { } child ? child : throw Misread(key);
        if (Node(key) is not { } node || AsMap(node, key) is not { } children)
            yield break;
        foreach (var entry in children.Entries)
        {
            if (AsMap(entry.Value, entry.Key.Text) is { } values)
                yield return (entry.Key, new MapReader(values, problems, fields));
        }
    }

    /// <summary>The values under a key by names that the author chooses: <c>slots: {who: customers.name}</c>.</summary>
    public IReadOnlyList<(string Name, YamlNode Value)> Entries(string key)
    {
        if (Node(key) is not { } node || AsMap(node, key) is not { } entries)
            return [];
        return [.. entries.Entries.Select(e => (e.Key.Text, e.Value))];
    }

    /// <summary>The maps in the list under a key.</summary>
    public IEnumerable<MapReader> Items(string key)
    {
        var fields = form.Key(key).Value is ValueForm.List list && Child(list.Item) is { } child ? child : throw Misread(key);
        if (Node(key) is not { } node)
            yield break;
        if (node is not YamlSequence items)
        {
            Wrong(node, key, "a list");
            yield break;
        }

        foreach (var item in items.Items)
        {
            if (AsMap(item, key) is { } values)
                yield return new MapReader(values, problems, fields);
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

    /// <summary>Reports the keys that the form does not know.</summary>
    public void Done()
    {
        if (form.Keys.FirstOrDefault(k => !asked.Contains(k.Name)) is { } forgotten)
            throw new InvalidOperationException($"The form '{form.Name}' describes the key '{forgotten.Name}', which nobody reads.");
        var known = form.Keys.Select(k => k.Name).ToList();
        foreach (var entry in map.Entries.Where(e => !known.Contains(e.Key.Text)))
        {
            problems.Add(
                entry.Key,
                PluginProblemCodes.UnknownKey,
                $"There is no key '{entry.Key.Text}' here; the keys are {string.Join(", ", known)}.",
                Nearest.Hint(entry.Key.Text, known));
        }
    }

    // The form of the maps within a value; of variants the first, whose common keys tell which.
    private static MapForm? Child(ValueForm value) => value switch
    {
        ValueForm.Map map => map.Form,
        ValueForm.Variants variants => variants.Forms[0].Form,
        ValueForm.OneOf several => several.Forms.Select(Child).FirstOrDefault(f => f is not null),
        _ => null,
    };

    private static (int Min, int Max)? Range(ValueForm value) => value switch
    {
        ValueForm.Whole range => (range.Min, range.Max),
        ValueForm.OneOf several => several.Forms.Select(Range).FirstOrDefault(r => r is not null),
        _ => null,
    };

    private static Type? Words(ValueForm value) => value is ValueForm.Word word ? word.Enum : null;

    private T Expected<T>(bool holds, string key, T value) => holds ? value : throw Misread(key);

    private InvalidOperationException Misread(string key) => new($"The key '{key}' is read otherwise than the form '{form.Name}' describes it.");

    private YamlMapping? AsMap(YamlNode node, string key)
    {
        if (node is YamlMapping child)
            return child;
        // "revenue:" with nothing under it is a map without keys.
        if (node is YamlScalar { IsNull: true })
            return new YamlMapping([], node.Line, node.Column);
        Wrong(node, key, "a map");
        return null;
    }
}
