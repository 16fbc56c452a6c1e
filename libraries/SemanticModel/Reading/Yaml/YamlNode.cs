namespace NlSql.SemanticModel.Reading.Yaml;

/// <summary>A node of a YAML file with its place, 1-based. Closed: the derived types in this file are all there are.</summary>
internal abstract record YamlNode(int Line, int Column)
{
    /// <summary>What to call the node in a message.</summary>
    public abstract string What { get; }
}

/// <summary>A scalar: its text after unescaping. Plain is one without quotes, so that true and 12 are no texts.</summary>
internal sealed record YamlScalar(string Text, bool Plain, int Line, int Column) : YamlNode(Line, Column)
{
    public bool IsNull => Plain && Text is "" or "~" or "null";

    public override string What => IsNull ? "nothing" : $"'{(Text.Length > 40 ? Text[..40] + "…" : Text)}'";
}

/// <summary>A list.</summary>
internal sealed record YamlSequence(IReadOnlyList<YamlNode> Items, int Line, int Column) : YamlNode(Line, Column)
{
    public override string What => "a list";
}

/// <summary>A map, in the order of the file; of a key that is given twice, the first.</summary>
internal sealed record YamlMapping(IReadOnlyList<YamlEntry> Entries, int Line, int Column) : YamlNode(Line, Column)
{
    public override string What => "a map";

    public YamlEntry? Find(string key) => Entries.FirstOrDefault(e => e.Key.Text == key);
}

/// <summary>A key and its value.</summary>
internal sealed record YamlEntry(YamlScalar Key, YamlNode Value);
