using NlSql.Query.Linking;
using NlSql.Query.Model;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Query.Drivers;

/// <summary>The columns by which a change can be explained: people can look at their groups, and they give nobody away.</summary>
public static class DriverDimensions
{
    private const int FewestGroups = 2;
    private const int MostGroups = 50;

    /// <summary>
    /// The columns as <c>table.column</c>: of the measured table first, then of those that its rows lead to; in the order of the model, which
    /// says what matters.
    /// </summary>
    /// <param name="model">The semantic model.</param>
    /// <param name="joins">Its ways.</param>
    /// <param name="table">The measured table.</param>
    /// <param name="values">What is known of the values.</param>
    public static IEnumerable<string> Of(ModelDefinition model, JoinGraph joins, string table, ValueCatalog values) =>
        joins.Reachable(table)
            .Select(t => model.FindTable(t)!)
            .SelectMany(t => t.Columns.Where(c => IsTelling(values, t, c)).Select(c => $"{t.Name}.{c.Name}"));

    private static bool IsTelling(ValueCatalog values, TableDefinition table, ColumnDefinition column)
    {
        if (column is not { Visibility: ColumnVisibility.Public, Kind: ColumnKind.Dimension, Pii: false, Type: ColumnType.Text })
            return false;
        var known = values.Find(table.Name, column.Name);
        var count = known is null ? column.Values.Count : known.Values.Count;
        return known is not { Complete: false } && count is >= FewestGroups and <= MostGroups;
    }
}
