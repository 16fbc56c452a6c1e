namespace NlSql.SemanticModel.Reading;

/// <summary>Something wrong in a plugin, and where.</summary>
/// <param name="File">Name of the file within the plugin's folder: <c>metrics.yaml</c>.</param>
/// <param name="Line">Line, from 1.</param>
/// <param name="Column">Column, from 1.</param>
/// <param name="Code">Stable code: <c>plugin.unknown-column</c>. All are listed in <see cref="PluginProblemCodes"/>.</param>
/// <param name="Message">What is wrong, in a sentence.</param>
/// <param name="Hint">What would be right; null when there is nothing to suggest.</param>
public sealed record PluginProblem(string File, int Line, int Column, string Code, string Message, string? Hint = null)
{
    /// <summary>The problem as a compiler would print it: <c>metrics.yaml(12,5): plugin.unknown-column: …</c></summary>
    public override string ToString() => $"{File}({Line},{Column}): {Code}: {Message}{(Hint is null ? "" : $" {Hint}")}";
}
