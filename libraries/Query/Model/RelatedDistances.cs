using NlSql.SemanticModel.Definitions;

namespace NlSql.Query.Model;

/// <summary>How many relationships lie between two tables, followed in either direction. Computed once per model.</summary>
internal sealed class RelatedDistances
{
    private const int Longest = 4;

    private readonly Dictionary<(string, string), int> steps = [];

    public RelatedDistances(ModelDefinition model)
    {
        var neighbours = model.Relationships.SelectMany(r => new[] { (r.FromTable, r.ToTable), (r.ToTable, r.FromTable) }).ToLookup(p => p.Item1, p => p.Item2);
        foreach (var table in model.Tables)
        {
            List<string> frontier = [table.Name];
            steps[(table.Name, table.Name)] = 0;
            for (var length = 1; length <= Longest && frontier.Count > 0; length++)
                frontier = [.. frontier.SelectMany(t => neighbours[t]).Distinct().Where(t => steps.TryAdd((table.Name, t), length))];
        }
    }

    /// <summary>The number of steps; null when nothing connects the tables.</summary>
    public int? Steps(string from, string to) => steps.TryGetValue((from, to), out var count) ? count : null;
}
