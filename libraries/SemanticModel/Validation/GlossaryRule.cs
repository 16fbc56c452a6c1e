using NlSql.SemanticModel.Reading;
using NlSql.SemanticModel.Reading.Yaml;

namespace NlSql.SemanticModel.Validation;

/// <summary>Glossary: each term once, and what it maps to exists.</summary>
internal sealed class GlossaryRule : IModelRule
{
    public void Check(ModelCheck check)
    {
        var model = check.Model;
        var names = model.Metrics.Select(m => m.Name)
            .Concat(model.Segments.Select(s => s.Name))
            .Concat(model.Tables.Select(t => t.Name))
            .Concat(model.Tables.SelectMany(t => t.Columns.Select(c => $"{t.Name}.{c.Name}")))
            .ToHashSet();
        var terms = new HashSet<string>();
        for (var i = 0; i < model.Glossary.Count; i++)
        {
            var entry = model.Glossary[i];
            if (entry.Term.Length > 0 && !terms.Add(Phrases.Normalise(entry.Term)))
                check.Add(PluginFile.Metrics, ["glossary", $"{i}", "term"], PluginProblemCodes.Clash, $"The term '{entry.Term}' is explained twice.");
            foreach (var synonym in entry.Synonyms.DistinctBy(Phrases.Normalise).Where(s => !terms.Add(Phrases.Normalise(s))))
                check.Add(PluginFile.Metrics, ["glossary", $"{i}", "synonyms"], PluginProblemCodes.Clash, $"'{synonym}' is already explained.");
            if (entry.MapsTo is { } target && !names.Contains(target))
            {
                check.Add(
                    PluginFile.Metrics, ["glossary", $"{i}", "maps_to"], PluginProblemCodes.UnknownName,
                    $"'{target}' is no metric, segment, table or table.column.", Nearest.Hint(target, names));
            }
        }
    }
}
