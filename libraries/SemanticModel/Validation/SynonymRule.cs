using NlSql.SemanticModel.Reading;

namespace NlSql.SemanticModel.Validation;

/// <summary>
/// No phrase means two things of one kind: two metrics, two segments, two tables, two columns of one table. Between kinds there is an
/// order, so "sales" may be a metric and a table: a metric comes before a segment, a segment before a column, a column before a table.
/// </summary>
internal sealed class SynonymRule : IModelRule
{
    public void Check(ModelCheck check)
    {
        var model = check.Model;
        Check(check, PluginFile.Metrics, model.Metrics.Select(m => (new[] { "metrics", m.Name }, m.Name, m.Label, m.Synonyms)));
        Check(check, PluginFile.Metrics, model.Segments.Select(s => (new[] { "segments", s.Name }, s.Name, s.Label, s.Synonyms)));
        Check(check, PluginFile.Schema, model.Tables.Select(t => (new[] { "tables", t.Name }, t.Name, t.Label, t.Synonyms)));
        foreach (var table in model.Tables)
        {
            Check(
                check,
                PluginFile.Schema,
                table.Columns.Select(c => (new[] { "tables", table.Name, "columns", c.Name }, c.Name, c.Label, c.Synonyms)));
        }
    }

    private static void Check(
        ModelCheck check, string file, IEnumerable<(string[] Path, string Name, string Label, IReadOnlyList<string> Synonyms)> things)
    {
        var meanings = new Dictionary<string, string>();
        foreach (var (path, name, label, synonyms) in things)
        {
            foreach (var phrase in synonyms.Prepend(label).Prepend(name).Select(Phrases.Normalise).Where(p => p.Length > 0).Distinct())
            {
                if (!meanings.TryAdd(phrase, name) && meanings[phrase] != name)
                {
                    check.Add(
                        file, [.. path, "synonyms"], PluginProblemCodes.Clash, $"'{phrase}' means both '{meanings[phrase]}' and '{name}'.",
                        "Leave it to one of them.");
                }
            }
        }
    }
}
