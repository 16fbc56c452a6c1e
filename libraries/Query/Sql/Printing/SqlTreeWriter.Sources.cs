using NlSql.Query.Sql.Tree;

namespace NlSql.Query.Sql.Printing;

/// <content>FROM, and the one place where a table of the database is named.</content>
internal sealed partial class SqlTreeWriter
{
    private void SourcePart(SqlNode node)
    {
        switch (node)
        {
            case NamedTable t when values.Executable:
                throw new InvalidOperationException($"The table {t.Name} is not scoped.");
            case NamedTable t: Reference(t.Name, t.Alias); break;
            case CommonTableReference t: Reference(t.Name, t.Alias); break;
            case ScopedTable t when values.Executable: Scoped(t); break;
            case ScopedTable t: Reference(t.LogicalName, t.Alias.Name == t.LogicalName && t.Alias.Columns.Count == 0 ? null : t.Alias); break;
            case DerivedTable t:
                Block(t.Query);
                text.Append(' ');
                Node(t.Alias);
                break;
            case JoinedTable j: Join(j); break;
            case JoinOn j:
                text.Append("ON ");
                Expression(j.Predicate);
                break;
            case JoinUsing j:
                text.Append("USING");
                Columns(j.Columns);
                break;
            case TableAlias a:
                text.Append("AS ").Append(Name(a.Name));
                Columns(a.Columns);
                break;
            default: throw Unknown(node);
        }
    }

    private void Reference(string name, TableAlias? alias)
    {
        text.Append(Name(name));
        if (alias is null) return;
        text.Append(' ');
        Node(alias);
    }

    private void Join(JoinedTable join)
    {
        Node(join.Left);
        Line();
        if (join.Condition is JoinNatural) text.Append("NATURAL ");
        text.Append(join.Kind switch
        {
            JoinKind.Inner => "JOIN ",
            JoinKind.Left => "LEFT JOIN ",
            JoinKind.Right => "RIGHT JOIN ",
            JoinKind.Full => "FULL JOIN ",
            _ => "CROSS JOIN ",
        });
        if (join.Right is JoinedTable) Block(join.Right);
        else Node(join.Right);
        if (join.Condition is null or JoinNatural) return;
        text.Append(' ');
        Node(join.Condition);
    }

    /// <summary>
    /// The scope's predicates stand inside the reference, so that no condition outside can widen it; OFFSET 0 keeps Postgres from
    /// evaluating outer expressions before they hold.
    /// </summary>
    private void Scoped(ScopedTable table)
    {
        var parameters = (ParameterValues)values;
        text.Append("(SELECT ");
        Nodes(table.Columns);
        text.Append(" FROM ").Append(Name(table.Schema)).Append('.').Append(Name(table.PhysicalName));
        text.Append(" WHERE ").Append(Name("dataset_id")).Append(" = ").Append(parameters.Typed(scope!.DatasetId, SqlParameterType.Uuid));
        text.Append(" AND ").Append(Name("part_id")).Append(" = ANY (").Append(parameters.Typed(table.Parts, SqlParameterType.UuidArray)).Append(')');
        if (table.Filter is not null)
        {
            text.Append(" AND (");
            Node(table.Filter);
            text.Append(')');
        }

        if (table.Barrier) text.Append(" OFFSET 0");
        text.Append(") ");
        Node(table.Alias);
    }
}
