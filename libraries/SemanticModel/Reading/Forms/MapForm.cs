namespace NlSql.SemanticModel.Reading.Forms;

/// <summary>
/// The keys that a map of a plugin's file may have. The reader asks for its keys through this form and the JSON Schemas are made of it, so
/// the two cannot say different things.
/// </summary>
/// <param name="Name">Name of the definition in the JSON Schema: <c>column</c>.</param>
/// <param name="Description">What the map is, in a sentence.</param>
/// <param name="Keys">The keys, in the order in which a person would write them.</param>
internal sealed record MapForm(string Name, string Description, params IReadOnlyList<KeyForm> Keys)
{
    /// <summary>The key of that name.</summary>
    /// <exception cref="InvalidOperationException">A reader asks for a key that is not described.</exception>
    public KeyForm Key(string name) =>
        Keys.FirstOrDefault(k => k.Name == name) ?? throw new InvalidOperationException($"The form '{Name}' does not describe the key '{name}'.");
}

/// <summary>One key: what may stand under it, and what it means.</summary>
/// <param name="Name">The key.</param>
/// <param name="Value">What may stand under it.</param>
/// <param name="Description">What it means, for an author.</param>
internal sealed record KeyForm(string Name, ValueForm Value, string Description)
{
    /// <summary>Whether the map is wrong without it.</summary>
    public bool Required { get; init; }

    /// <summary>What holds without it, as JSON; null when that is nothing.</summary>
    public string? Default { get; init; }

    /// <summary>What one might write, as JSON.</summary>
    public IReadOnlyList<string> Examples { get; init; } = [];
}
