using System.Text;
using NlSql.Drafting.Models;
using NlSql.Drafting.Writing;
using NlSql.Query.Plugins;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Reading;

namespace NlSql.Ingestion.Models;

/// <summary>Reads a model by the rules that hold for a plugin, and by what is stored: no table, column or type that is not there.</summary>
internal static class ModelReading
{
    /// <summary>Reads the files of a model.</summary>
    /// <param name="files">Their texts by name.</param>
    /// <param name="id">The id that the model had; the files may change it.</param>
    /// <param name="basis">What it must fit.</param>
    public static PluginReading Read(IReadOnlyDictionary<string, string> files, string id, ModelBasis basis)
    {
        var bytes = files.ToDictionary(f => f.Key, f => Encoding.UTF8.GetBytes(f.Value));
        var reading = PluginSqlChecker.Read(new PluginSource(id, bytes));
        if (reading.Draft is { Plugin.Id: { Length: > 0 } other } && other != id)
            reading = PluginSqlChecker.Read(new PluginSource(other, bytes));
        if (reading.Draft is not { } model)
            return reading;
        List<PluginProblem> problems = [.. reading.Problems, .. BasisCheck.Check(model, basis, reading.Sources)];
        return reading with
        {
            Model = problems.Count == 0 ? ModelVersion.Stamp(model) : null,
            Problems = [.. problems.Distinct().OrderBy(p => p.File, StringComparer.Ordinal).ThenBy(p => p.Line).ThenBy(p => p.Column)],
        };
    }

    /// <summary>Reads a model by way of its files.</summary>
    public static PluginReading Read(ModelDefinition model, ModelBasis basis) =>
        Read(PluginWriter.Write(new DraftedModel(model, [], []), "uploaded files", null), model.Plugin.Id, basis);
}
