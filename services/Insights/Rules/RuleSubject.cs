using NlSql.Contracts.Datasets;
using NlSql.Query;
using NlSql.Query.Model;
using NlSql.Query.Sql.Rewriting;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Insights.Rules;

/// <summary>What rules are evaluated on: one version of a dataset under one version of its model, seen from one day.</summary>
internal sealed record RuleSubject(ModelDefinition Model, DatasetCatalog Catalog, QueryContext Context)
{
    /// <summary>
    /// Prepares a dataset version. Findings are shown to everybody of the tenant, so rules see what every role may see, whoever runs
    /// them.
    /// </summary>
    public static RuleSubject Of(ModelDefinition model, DatasetCatalog catalog, DateOnly today) => new(model, catalog, new QueryContext
    {
        Model = new ModelIndex(model),
        // A table without rows is no empty table: nobody uploaded it, and a rule on it has nothing to say.
        Scope = new DatasetScope(catalog.DatasetId, [.. catalog.Tables.Where(t => t.Parts.Count > 0).Select(t => new DatasetTable(t.Name, t.PhysicalName, [.. t.Parts]))]),
        Anchor = TimeAnchorDay.Of(model.Policy, NewestDay(model, catalog), today),
        ForAnyRole = true,
    });

    /// <summary>The newest day of the default table's time column; else the newest of any table's time column.</summary>
    private static DateOnly? NewestDay(ModelDefinition model, DatasetCatalog catalog)
    {
        var newest = (from table in model.Tables
                      where table.TimeColumn is not null
                      let maximum = catalog.Tables.FirstOrDefault(t => t.Name == table.Name)?.Columns.FirstOrDefault(c => c.Name == table.TimeColumn)?.Maximum
                      where maximum is { Length: >= 10 }
                      select (table.Default, Day: DateOnly.ParseExact(maximum[..10], "yyyy-MM-dd"))).ToList();
        return newest.Count == 0 ? null : newest.OrderByDescending(n => n.Default).ThenByDescending(n => n.Day).First().Day;
    }
}
