using NlSql.SemanticModel.Definitions;

namespace NlSql.SemanticModel.Reading;

/// <summary>What came of reading a plugin.</summary>
/// <param name="Id">Name of its folder.</param>
/// <param name="Version">Lower-case hexadecimal SHA-256 over its files.</param>
/// <param name="Model">The model; null when there are problems.</param>
/// <param name="Draft">What could be read, for checks that come later; null when a file could not be read.</param>
/// <param name="Problems">Every problem found, by file and line.</param>
/// <param name="Sources">Where things are written, for checks that come later.</param>
public sealed record PluginReading(
    string Id, string Version, ModelDefinition? Model, ModelDefinition? Draft, IReadOnlyList<PluginProblem> Problems, SourceMap Sources);
