using NlSql.SemanticModel.Reading;

namespace NlSql.SemanticModel.Validation;

/// <summary>
/// No phrase means two things of one kind: two metrics, two segments, two tables, two columns of one table; unless all but one rank it
/// lower. Between kinds there is an order, so "sales" may be a metric and a table: a metric comes before a segment, a segment before a
/// column, a column before a table.
/// </summary>
internal sealed class SynonymRule : IModelRule
{
    public void Check(ModelCheck check)
    {
        var model = check.Model;
        Check(check, PluginFile.Metrics, model.Metrics.Select(m => new Named(["metrics", m.Name], m.Name, m.Label, m.Synonyms, m.SynonymRanks)));
        Check(check, PluginFile.Metrics, model.Segments.Select(s => new Named(["segments", s.Name], s.Name, s.Label, s.Synonyms, s.SynonymRanks)));
        Check(check, PluginFile.Schema, model.Tables.Select(t => new Named(["tables", t.Name], t.Name, t.Label, t.Synonyms, t.SynonymRanks)));
        foreach (var table in model.Tables)
        {
            Check(
                check,
                PluginFile.Schema,
                table.Columns.Select(c => new Named(["tables", table.Name, "columns", c.Name], c.Name, c.Label, c.Synonyms, c.SynonymRanks)));
        }
    }

    private static void Check(ModelCheck check, string file, IEnumerable<Named> things)
    {
        var meanings = new Dictionary<(string Phrase, int Rank), string>();
        foreach (var thing in things)
        {
            foreach (var (phrase, rank) in thing.Phrases().Where(p => p.Phrase.Length > 0).Distinct())
            {
                if (!meanings.TryAdd((phrase, rank), thing.Name) && meanings[(phrase, rank)] != thing.Name)
                {
                    check.Add(
                        file, [.. thing.Path, "synonyms"], PluginProblemCodes.Clash, $"'{phrase}' means both '{meanings[(phrase, rank)]}' and '{thing.Name}'.",
                        $"Leave it to one of them, or let one stand back: {{text: {phrase}, rank: {rank + 1}}}.");
                }
            }
        }
    }

    private sealed record Named(string[] Path, string Name, string Label, IReadOnlyList<string> Synonyms, IReadOnlyDictionary<string, int> Ranks)
    {
        public IEnumerable<(string Phrase, int Rank)> Phrases() =>
            Synonyms.Select(s => (Validation.Phrases.Normalise(s), Ranks.GetValueOrDefault(s, 1)))
                .Prepend((Validation.Phrases.Normalise(Label), 1))
                .Prepend((Validation.Phrases.Normalise(Name), 1));
    }
}
