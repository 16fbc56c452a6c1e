using NlSql.SemanticModel.Reading.Yaml;

namespace NlSql.SemanticModel.Reading;

/// <summary>Where the parts of a model are written: a path of keys and list positions → line and column.</summary>
public sealed class SourceMap
{
    private readonly IReadOnlyDictionary<string, YamlMapping> roots;

    internal SourceMap(IReadOnlyDictionary<string, YamlMapping> roots) => this.roots = roots;

    /// <summary>The map of a model that was not read from files: everything is at line 1.</summary>
    public static SourceMap Empty { get; } = new(new Dictionary<string, YamlMapping>());

    /// <summary>
    /// The place of a value, or of the deepest part of the path that is written down: the key of a map or list, the value of a scalar.
    /// </summary>
    /// <param name="file">A name of <see cref="PluginFile"/>.</param>
    /// <param name="path">Keys, and list positions as digits from 0: <c>"tables", "sales", "columns", "region"</c>.</param>
    public (int Line, int Column) Find(string file, params IReadOnlyList<string> path)
    {
        if (!roots.TryGetValue(file, out var root))
            return (1, 1);
        YamlNode node = root;
        var place = (1, 1);
        foreach (var step in path)
        {
            switch (node)
            {
                case YamlMapping map when map.Find(step) is { } entry:
                    node = entry.Value;
                    place = node is YamlScalar ? (node.Line, node.Column) : (entry.Key.Line, entry.Key.Column);
                    break;
                case YamlSequence list when int.TryParse(step, out var index) && index >= 0 && index < list.Items.Count:
                    node = list.Items[index];
                    place = (node.Line, node.Column);
                    break;
                default:
                    return place;
            }
        }

        return place;
    }

    /// <summary>A problem at the place of a value.</summary>
    public PluginProblem Problem(string file, IReadOnlyList<string> path, string code, string message, string? hint = null)
    {
        var (line, column) = Find(file, path);
        return new PluginProblem(file, line, column, code, message, hint);
    }
}
