using System.Collections.Concurrent;
using System.Collections.Frozen;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Query.Model;

/// <summary>The paths along which a row of one table leads to at most one row of another.</summary>
public sealed class JoinGraph
{
    private const int LongestPath = 5;

    private readonly Dictionary<string, List<JoinStep>> stepsFrom = new(StringComparer.Ordinal);

    // Reading a question asks for the same few ways hundreds of times. Ways with a role are not kept: roles come from queries, and are without number.
    private readonly ConcurrentDictionary<(string From, string To), IReadOnlyList<ValueList<JoinStep>>> known = [];
    private readonly ConcurrentDictionary<string, (IReadOnlyList<string> Nearest, FrozenSet<string> All)> reachable = new(StringComparer.Ordinal);

    internal JoinGraph(ModelDefinition model)
    {
        foreach (var relationship in model.Relationships)
        {
            if (relationship.Cardinality is Cardinality.ManyToOne or Cardinality.OneToOne)
                Add(new JoinStep(relationship, forward: true));
            if (relationship.Cardinality is Cardinality.OneToMany or Cardinality.OneToOne)
                Add(new JoinStep(relationship, forward: false));
        }
    }

    /// <summary>The steps from a table to at most one row of others.</summary>
    public IReadOnlyList<JoinStep> StepsFrom(string table) => stepsFrom.GetValueOrDefault(table) ?? [];

    /// <summary>
    /// The shortest paths from one table to another; several when more than one is equally short. The empty path leads to the table
    /// itself. With a role, the last step must have it.
    /// </summary>
    public IReadOnlyList<ValueList<JoinStep>> ShortestPaths(string from, string to, string? role = null) =>
        role is null ? known.GetOrAdd((from, to), static (way, graph) => graph.Search(way.From, way.To, null), this) : Search(from, to, role);

    /// <summary>Steps to one row of another table, 0 for the table itself; null when a row leads to several or none.</summary>
    public int? Steps(string from, string to) => ShortestPaths(from, to) is [var path, ..] ? path.Count : null;

    /// <summary>Whether every step on the way refers to a row, so that the row is there wherever the reference is not empty.</summary>
    public bool RefersTo(string from, string to) => ShortestPaths(from, to) is [var path, ..] && path.All(s => s.IsForward);

    private List<ValueList<JoinStep>> Search(string from, string to, string? role)
    {
        if (from == to && role is null)
            return [[]];
        List<ValueList<JoinStep>> frontier = [[]];
        for (var length = 1; length <= LongestPath && frontier.Count > 0; length++)
        {
            frontier = [.. frontier.SelectMany(path => Extend(from, path, role))];
            var found = frontier.Where(p => p[^1].ToTable == to && (role is null || p[^1].Role == role)).ToList();
            if (found.Count > 0)
                return found;
        }

        return [];
    }

    /// <summary>Every table that a row of this one leads to at most one row of, nearest first, itself included.</summary>
    public IReadOnlyList<string> Reachable(string from) => Reached(from).Nearest;

    /// <summary>Whether a row of a table leads to at most one row of another, or is one of it.</summary>
    public bool Reaches(string from, string to) => Reached(from).All.Contains(to);

    private (IReadOnlyList<string> Nearest, FrozenSet<string> All) Reached(string from) => reachable.GetOrAdd(from, static (table, graph) => graph.Follow(table), this);

    private (IReadOnlyList<string> Nearest, FrozenSet<string> All) Follow(string from)
    {
        List<string> reached = [from];
        for (var i = 0; i < reached.Count; i++)
            reached.AddRange(StepsFrom(reached[i]).Select(s => s.ToTable).Distinct().Where(t => !reached.Contains(t)).ToList());
        return (reached, reached.ToFrozenSet(StringComparer.Ordinal));
    }

    // No table twice, but for a role that a table plays to itself: the manager of an employee.
    private IEnumerable<ValueList<JoinStep>> Extend(string from, ValueList<JoinStep> path, string? role) =>
        StepsFrom(path.Count == 0 ? from : path[^1].ToTable)
            .Where(step => step.IsWithinTable
                ? role is not null && step.Role == role
                : step.ToTable != from && path.All(p => p.ToTable != step.ToTable))
            .Select(step => ValueList.ToValueList(path.Append(step)));

    private void Add(JoinStep step)
    {
        if (!stepsFrom.TryGetValue(step.FromTable, out var steps))
            stepsFrom.Add(step.FromTable, steps = []);
        steps.Add(step);
    }
}
