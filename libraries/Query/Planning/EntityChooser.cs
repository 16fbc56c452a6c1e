using NlSql.Query.Model;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Planning;

/// <summary>
/// Which table's rows a query lists or counts when it does not say <c>from</c>: of the tables named, the one whose rows lead to one
/// row of each other.
/// </summary>
internal sealed class EntityChooser(PlanContext context, SemanticQuery query)
{
    /// <summary>The entity; null when an issue was noted.</summary>
    public TableDefinition? Choose()
    {
        var model = context.Model;
        if (query.From is { } from)
            return Named(from);

        var all = Names().OfType<string>().ToList();
        var bare = all.Where(n => !n.Contains('.', StringComparison.Ordinal) && model.Metric(n) is null).ToList();
        var named = all.Select(TableOf).OfType<string>().Distinct().ToList();
        var candidates = named.Count > 0 ? named : [model.Definition.DefaultTable.Name, .. model.Definition.Tables.Select(t => t.Name)];
        bool Fits(string table) =>
            named.All(model.Joins.Reachable(table).Contains)
            && bare.All(n => model.Joins.Reachable(table).Any(t => model.Column(t, n) is not null));

        var chosen = candidates.Find(t => Fits(t) && bare.All(n => model.Column(t, n) is not null))
            ?? candidates.Find(Fits)
            ?? model.Definition.Tables.Select(t => t.Name).FirstOrDefault(Fits);
        return model.Table(chosen ?? candidates[0]);
    }

    private TableDefinition? Named(string from)
    {
        if (context.Model.Table(from) is { } table)
            return table;
        context.Issues.Add("plan.unknown-table", $"There is no table {from}.", NearestNames.Of(from, context.Model.Definition.Tables.Select(t => t.Name)));
        return null;
    }

    // What is about other rows says nothing about these.
    private IEnumerable<string?> Names() => QueryNames.Of(query).Where(n => !n.IsInner).Select(n => n.Kind switch
    {
        QueryNameKind.Column => n.Name,
        QueryNameKind.Segment when context.Model.Segment(n.Name) is { } segment => $"{segment.Table}.*",
        _ => null,
    });

    private string? TableOf(string name)
    {
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        return dot < 0 ? null : context.Model.Table(name[..dot])?.Name;
    }
}
