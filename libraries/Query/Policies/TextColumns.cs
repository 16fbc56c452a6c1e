using NlSql.Query.Sql.Guarding;
using NlSql.Query.Sql.Tree;

namespace NlSql.Query.Policies;

/// <summary>The columns that text SQL may be reading: of its tables, those that it names anywhere, or all where it says <c>*</c>.</summary>
internal static class TextColumns
{
    public static IReadOnlyCollection<string> Of(GuardedStatement statement)
    {
        var names = Nodes(statement.Query).SelectMany(Names).ToHashSet(StringComparer.Ordinal);
        var columns =
            from table in statement.Tables
            from column in statement.Scope.Find(table)!.Columns
            where column.Visible && (names.Contains("*") || names.Contains(column.Name))
            select $"{table}.{column.Name}";
        return columns.ToHashSet(StringComparer.Ordinal);
    }

    private static IEnumerable<string> Names(SqlNode node) => node switch
    {
        ColumnReference column => [column.Column],
        JoinUsing join => join.Columns,
        StarItem or JoinNatural => ["*"],
        // New names for the columns of a table: what is called by them cannot be told by name.
        TableAlias { Columns.Count: > 0 } => ["*"],
        _ => [],
    };

    private static IEnumerable<SqlNode> Nodes(SqlNode node) => SqlChildren.Of(node).SelectMany(Nodes).Prepend(node);
}
