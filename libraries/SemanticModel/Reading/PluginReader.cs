using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Reading.Files;
using NlSql.SemanticModel.Reading.Forms;
using NlSql.SemanticModel.Reading.Yaml;
using NlSql.SemanticModel.Validation;

namespace NlSql.SemanticModel.Reading;

/// <summary>
/// Reads and checks a plugin: everything that needs no data and no SQL. Every problem is reported, not only the first; bounded in
/// time and memory whatever the files hold.
/// </summary>
public static class PluginReader
{
    /// <summary>Reads a plugin. Never throws for what the files hold.</summary>
    public static PluginReading Read(PluginSource source)
    {
        var problems = new List<PluginProblem>();
        var roots = new Dictionary<string, YamlMapping>();
        foreach (var name in PluginSource.FileNames)
        {
            if (ReadFile(source, name, problems) is { } root)
                roots[name] = root;
        }

        foreach (var stranger in source.Files.Keys.Except(PluginSource.FileNames))
        {
            problems.Add(new PluginProblem(
                stranger, 1, 1, PluginProblemCodes.FileUnknown, $"A plugin has no file '{stranger}'.", Nearest.Hint(stranger, PluginSource.FileNames)));
        }

        var sources = new SourceMap(roots);
        var model = Build(source, roots, problems);
        // With a file unreadable, every reference into it would be reported as unknown: noise.
        var complete = roots.Count == PluginSource.FileNames.Count;
        if (complete)
            problems.AddRange(ModelValidator.Validate(model, sources));
        return new PluginReading(source.Id, source.Version, problems.Count == 0 ? model : null, complete ? model : null, Sorted(problems), sources);
    }

    private static YamlMapping? ReadFile(PluginSource source, string name, List<PluginProblem> problems)
    {
        if (!source.Files.TryGetValue(name, out var bytes))
        {
            problems.Add(new PluginProblem(name, 1, 1, PluginProblemCodes.FileMissing, $"The file {name} is missing.", "An empty file will do if there is nothing to say."));
            return null;
        }

        var list = new ProblemList(name);
        var root = YamlFileReader.Read(bytes, list);
        problems.AddRange(list.Problems);
        return root;
    }

    private static ModelDefinition Build(PluginSource source, Dictionary<string, YamlMapping> roots, List<PluginProblem> problems)
    {
        var (plugin, tables, relationships) = Read(PluginFile.Schema, SchemaForms.File, SchemaFile.Read);
        var (metrics, segments, glossary) = Read(PluginFile.Metrics, MetricsForms.File, MetricsFile.Read);
        var packs = Read(PluginFile.Questions, QuestionsForms.File, file => QuestionsFile.Read(file, tables));
        var policy = Read(PluginFile.Policy, PolicyForms.File, PolicyFile.Read);
        var insights = Read(PluginFile.Insights, InsightsForms.File, InsightsFile.Read);
        if (plugin.Id.Length > 0 && plugin.Id != source.Id)
        {
            var (line, column) = new SourceMap(roots).Find(PluginFile.Schema, "plugin", "id");
            problems.Add(new PluginProblem(
                PluginFile.Schema, line, column, PluginProblemCodes.WrongId, $"The id '{plugin.Id}' is not the folder's name '{source.Id}'."));
        }

        return new ModelDefinition
        {
            Plugin = plugin,
            Version = source.Version,
            Tables = tables,
            Relationships = relationships,
            Metrics = metrics,
            Segments = segments,
            Glossary = glossary,
            QuestionPacks = packs,
            Policy = policy,
            Insights = insights,
        };

        T Read<T>(string file, MapForm form, Func<MapReader, T> read)
        {
            var list = new ProblemList(file);
            if (!roots.TryGetValue(file, out var root))
                return read(new MapReader(new YamlMapping([], 1, 1), list, form));
            var result = read(new MapReader(root, list, form));
            problems.AddRange(list.Problems);
            return result;
        }
    }

    private static List<PluginProblem> Sorted(IEnumerable<PluginProblem> problems) =>
        [.. problems.Distinct().OrderBy(p => p.File, StringComparer.Ordinal).ThenBy(p => p.Line).ThenBy(p => p.Column).ThenBy(p => p.Code, StringComparer.Ordinal)];
}
