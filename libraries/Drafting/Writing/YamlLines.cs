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

    /// <summary>A key with a value; nothing when the value is null.</summary>
    public void Add(int level, string key, string? value)
    {
        if (value is not null)
            Add(level, $"{key}: {value}");
    }

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

    public override string ToString() => text.ToString();
}
