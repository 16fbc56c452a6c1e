using System.Text;

namespace NlSql.Drafting.Writing;

/// <summary>Lines of a YAML file, as a person would lay them out.</summary>
internal sealed class YamlLines
{
    private const int Widest = 120;

    private readonly StringBuilder text = new();

    public void Add(int level, string line) => text.Append(' ', 2 * level).Append(line).Append('\n');

    public void Blank() => text.Append('\n');

    public void Comment(int level, string words) => Add(level, $"# {YamlText.Comment(words)}");

    /// <summary>A key with a value that is YAML already; nothing when the value is null.</summary>
    public void Add(int level, string key, string? value)
    {
        if (value is not null)
            Add(level, $"{key}: {value}");
    }

    /// <summary>A key with a text; nothing when there is none.</summary>
    public void Text(int level, string key, string? value) => Add(level, key, value is null ? null : YamlText.Of(value));

    /// <summary>A key with a text; nothing when it is empty, which is what the reader takes for one that is left out.</summary>
    public void Words(int level, string key, string value) => Text(level, key, value.Length == 0 ? null : value);

    /// <summary>A key with texts; nothing when there are none.</summary>
    public void Texts(int level, string key, IReadOnlyCollection<string> values) => Add(level, key, values.Count == 0 ? null : YamlText.Of(values));

    /// <summary>A key and its map: on one line where it fits, else a line for each entry.</summary>
    public void Add(int level, string key, IReadOnlyList<(string Key, string Value)> entries)
    {
        var line = $"{key}: {YamlText.Of(entries)}";
        if ((2 * level) + line.Length <= Widest)
        {
            Add(level, line);
            return;
        }

        Add(level, $"{key}:");
        foreach (var (name, value) in entries)
            Add(level + 1, name, value);
    }

    /// <summary>A list of maps under a key; nothing when there are none.</summary>
    public void Items(int level, string key, IReadOnlyCollection<IReadOnlyList<(string Key, string Value)>> items)
    {
        if (items.Count > 0)
            Add(level, $"{key}:");
        foreach (var item in items)
            Add(level + 1, $"- {YamlText.Of(item)}");
    }

    public override string ToString() => text.ToString();
}
