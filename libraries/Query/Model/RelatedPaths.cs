using NlSql.Query.Issues;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Query.Model;

/// <summary>The way from a row to the rows of another table that belong to it: along declared relationships in either direction.</summary>
internal static class RelatedPaths
{
    private const int LongestPath = 4;

    /// <summary>Finds the shortest way; an issue says why there is none, or names the several that there are.</summary>
    /// <param name="model">The model.</param>
    /// <param name="from">The table whose rows others belong to.</param>
    /// <param name="to">The table of these others, by the name that the query uses.</param>
    /// <param name="via">Role or relationship that leads there; null when there is one way only.</param>
    public static (ValueList<JoinStep>? Path, Issue? Issue) Resolve(ModelIndex model, TableDefinition from, string to, string? via)
    {
        var relationships = model.Definition.Relationships;
        if (model.Table(to) is not { } table)
            return (null, Issue("plan.unknown-table", $"There is no table {to}.", NearestNames.Of(to, model.Definition.Tables.Select(t => t.Name))));
        var paths = Shortest(model.Definition, from.Name, table.Name, via);
        return paths.Count switch
        {
            1 => (paths[0], null),
            0 when via is not null => (null, Issue(
                "plan.no-path",
                $"No way from {from.Name} to {table.Name} goes through {via}.",
                Shortest(model.Definition, from.Name, table.Name, null).Select(p => NameOf(p[^1], relationships)))),
            0 => (null, Issue("plan.no-path", $"No relationship leads from {from.Name} to {table.Name}.", [])),
            _ => (null, Issue(
                "plan.ambiguous-path",
                $"There are several ways from {from.Name} to {table.Name}; name the one meant with via.",
                paths.Select(p => NameOf(p.Last(s => !paths.All(other => other.Contains(s))), relationships)))),
        };
    }

    private static List<ValueList<JoinStep>> Shortest(ModelDefinition model, string from, string to, string? via)
    {
        List<ValueList<JoinStep>> frontier = [[]];
        for (var length = 1; length <= LongestPath && frontier.Count > 0; length++)
        {
            var longer = frontier.SelectMany(path => Extend(model, from, path)).ToList();
            var arrived = longer.Where(p => p[^1].ToTable == to).ToList();
            var found = Meant(arrived, via);
            if (found.Count > 0)
                return Closest(found);
            frontier = [.. longer.Where(p => p[^1].ToTable != to && p[^1].ToTable != from)];
        }

        return [];
    }

    // Rows that only share a parent belong to each other less than rows that refer to each other, or that a bridge connects.
    private static List<ValueList<JoinStep>> Closest(List<ValueList<JoinStep>> paths) =>
        paths.FindAll(p => !p.Zip(p.Skip(1), (step, next) => step.LeadsToOne && !next.LeadsToOne).Any(turns => turns)) is { Count: > 0 } direct ? direct : paths;

    // Without via a table belongs to itself by what refers to a row, never by what the row refers to: the reports of a manager.
    private static List<ValueList<JoinStep>> Meant(List<ValueList<JoinStep>> paths, string? via)
    {
        if (via is null)
            return [.. paths.Where(p => p is not [{ IsWithinTable: true, IsForward: true }])];
        var last = paths.Where(p => IsCalled(p[^1], via)).ToList();
        return last.Count > 0 ? last : [.. paths.Where(p => p.Any(s => IsCalled(s, via)))];
    }

    // Within one table the role leads to the row referred to (the manager), the relationship's name to those that refer to it.
    private static bool IsCalled(JoinStep step, string via)
    {
        var isRole = string.Equals(step.Relationship.Role, via, StringComparison.OrdinalIgnoreCase);
        var isName = string.Equals(step.Relationship.Name, via, StringComparison.OrdinalIgnoreCase);
        return step.IsWithinTable ? (step.IsForward ? isRole : isName) : isRole || isName;
    }

    private static IEnumerable<ValueList<JoinStep>> Extend(ModelDefinition model, string from, ValueList<JoinStep> path)
    {
        var at = path.Count == 0 ? from : path[^1].ToTable;
        foreach (var relationship in model.Relationships)
        {
            foreach (var step in new[] { new JoinStep(relationship, forward: true), new JoinStep(relationship, forward: false) })
            {
                if (step.FromTable == at && path.All(p => p.ToTable != step.ToTable && p.Relationship != relationship))
                    yield return path.Append(step).ToValueList();
            }
        }
    }

    private static string NameOf(JoinStep step, IReadOnlyList<RelationshipDefinition> relationships) =>
        step.Relationship.Role is { } role && !(step.IsWithinTable && !step.IsForward) && relationships.Count(r => r.Role == role) == 1
            ? role
            : step.Relationship.Name;

    private static Issue Issue(string code, string message, IEnumerable<string> suggestions) =>
        new(code, message, TextSpan.None) { Suggestions = suggestions.Distinct().ToValueList() };
}
