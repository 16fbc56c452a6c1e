using NlSql.Contracts.Datasets;
using NlSql.Query;
using NlSql.Query.Linking;
using NlSql.Query.Model;
using NlSql.Query.Sql.Rewriting;
using NlSql.SemanticModel;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Insights.Rules;

/// <summary>What rules are evaluated on: one version of a dataset under one version of its model, seen from one day.</summary>
/// <param name="Model">The semantic model.</param>
/// <param name="Catalog">What the version holds.</param>
/// <param name="Values">What is known of its values.</param>
/// <param name="Context">What compiling a rule's queries depends on.</param>
internal sealed record RuleSubject(ModelDefinition Model, DatasetCatalog Catalog, ValueCatalog Values, QueryContext Context)
{
    /// <summary>How the model's codes are said.</summary>
    public CodedWords Words { get; } = new(Model);

    /// <summary>
    /// Prepares a dataset version. Findings are shown to everybody of the tenant, so rules see what every role may see, whoever runs
    /// them.
    /// </summary>
    public static RuleSubject Of(ModelDefinition model, DatasetCatalog catalog, DateOnly today)
    {
        var days = DaysOf(model, catalog).ToValueList();
        var newest = days.OrderByDescending(d => d.Table == model.DefaultTable.Name).ThenByDescending(d => d.Last).Select(d => (DateOnly?)d.Last).FirstOrDefault();
        var values = from table in catalog.Tables
                     from column in table.Columns
                     select new ColumnValues(table.Name, column.Name, column.DistinctValues, column.ValuesComplete, column.Minimum, column.Maximum, column.HasGaps);
        return new(model, catalog, new ValueCatalog([.. values]), new QueryContext
        {
            Model = new ModelIndex(model),
            // A table without rows is no empty table: nobody uploaded it, and a rule on it has nothing to say.
            Scope = new DatasetScope(catalog.DatasetId, [.. catalog.Tables.Where(t => t.Parts.Count > 0).Select(t => new DatasetTable(t.Name, t.PhysicalName, [.. t.Parts]))]),
            Anchor = TimeAnchorDay.Of(model.Policy, newest, today),
            DataDays = days,
            ForAnyRole = true,
        });
    }

    /// <summary>The first day of a time column, <c>table.column</c>; null when it is not known.</summary>
    public DateOnly? FirstDayOf(string column) =>
        column.Split('.') is [var table, var name] && Values.Find(table, name)?.Minimum is { Length: >= 10 } minimum ? Day(minimum) : null;

    /// <summary>First and last day of each table's time column.</summary>
    private static IEnumerable<TableDays> DaysOf(ModelDefinition model, DatasetCatalog catalog)
    {
        foreach (var table in model.Tables)
        {
            var column = catalog.Tables.FirstOrDefault(t => t.Name == table.Name)?.Columns.FirstOrDefault(c => c.Name == table.TimeColumn);
            if (column is { Minimum.Length: >= 10, Maximum.Length: >= 10 })
                yield return new(table.Name, Day(column.Minimum), Day(column.Maximum));
        }
    }

    private static DateOnly Day(string text) => DateOnly.ParseExact(text.AsSpan(0, 10), "yyyy-MM-dd");
}
