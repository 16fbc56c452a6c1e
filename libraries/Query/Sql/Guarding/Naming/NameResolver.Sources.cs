using NlSql.Query.Sql.Tree;

namespace NlSql.Query.Sql.Guarding.Naming;

/// <content>FROM: tables, common tables, sub-selects and joins.</content>
internal sealed partial class NameResolver
{
    private BoundShape Source(TableSource source, BoundScope? outer) => source switch
    {
        NamedTable table => Named(table),
        DerivedTable derived => Derived(derived, outer),
        JoinedTable join => Join(join, outer),
        _ => BoundShape.Empty,
    };

    private BoundShape Named(NamedTable table)
    {
        if (commonTables.FindLast(t => t.Name == table.Name) is { } common)
        {
            reads += common.Query.TableReads;
            return Shape(table.Alias, table.Name, common.Query.Columns, common.Query.MostRows, null, common.Query.Copies);
        }

        if (context.Scope.Find(table.Name) is not { } known)
        {
            context.Refuse(
                GuardIssues.UnknownTable, $"There is no table {table.Name} in this dataset.", table,
                [.. Similarity.Closest(table.Name, context.Scope.Tables.Select(t => t.Name))]);
            return new BoundShape([new BoundSource(table.Alias?.Name ?? table.Name, [], MostRows: 1) { Refused = true }], []);
        }

        reads++;
        tables.Add(known.Name);
        return Shape(table.Alias, table.Name, Columns(known), double.PositiveInfinity, known);
    }

    private static BoundColumn[] Columns(ScopeTable table) =>
        [.. table.Columns.Where(c => c.Visible).Select(c => new BoundColumn(c.Name, 1, [new Origin(table.Name, c.Name)]))];

    private BoundShape Derived(DerivedTable derived, BoundScope? outer)
    {
        BoundQuery query = Query(derived.Query, outer);
        return Shape(derived.Alias, derived.Alias.Name, query.Columns, query.MostRows, null, query.Copies);
    }

    private BoundShape Shape(TableAlias? alias, string name, IReadOnlyList<BoundColumn> columns, double rows, ScopeTable? table, double copies = 1)
    {
        if (alias is not null) columns = Rename(columns, alias.Columns, alias);
        return new BoundShape([new BoundSource(alias?.Name ?? name, columns, rows, table) { Copies = copies }], columns);
    }

    private IReadOnlyList<BoundColumn> Rename(IReadOnlyList<BoundColumn> columns, ValueList<string> names, SqlNode node)
    {
        if (names.Count > columns.Count)
            context.Refuse(GuardIssues.ColumnCount, $"There are {names.Count} names for {columns.Count} columns.", node);
        return names.Count == 0 ? columns : [.. columns.Select((c, i) => i < names.Count ? c with { Name = names[i] } : c)];
    }

    private BoundShape Join(JoinedTable join, BoundScope? outer)
    {
        BoundShape left = Source(join.Left, outer), right = Source(join.Right, outer);
        BoundShape both = left.And(right);
        if (join.Condition is JoinUsing condition) return Using(condition.Columns, condition, left, right);
        if (join.Condition is JoinNatural) return Natural(join, left, right);
        if (join.Condition is JoinOn on) Expression(on.Predicate, new BoundScope(both, outer));
        if (joins.WhyApart([left, right], (join.Condition as JoinOn)?.Predicate, out double copies) is { } apart) RefuseJoin(apart, both, join);
        return both with { Copies = copies };
    }

    private void RefuseJoin(JoinFault fault, BoundShape shape, SqlNode node)
    {
        if (fault == JoinFault.NotConnected)
            context.Refuse(
                GuardIssues.Join,
                $"Tables are joined by an equality between a column of each, unless one side has at most {BoundShape.FewRows} rows by its own text.",
                node, "JOIN … ON a.id = b.id");
        else
            context.Refuse(
                GuardIssues.JoinPath, "Tables are joined along the model's relationships only, by their columns as they are.", node,
                [.. joins.Declared(shape)]);
    }

    private static BoundColumn Merged(BoundColumn column, BoundShape right) => right.Columns.FirstOrDefault(c => c.Name == column.Name) is { } other
        ? new(column.Name, Math.Max(column.Size, other.Size), [.. column.Origins, .. other.Origins])
        : column;

    /// <summary>The named columns once, then the others of both sides.</summary>
    private BoundShape Natural(JoinedTable join, BoundShape left, BoundShape right)
    {
        string[] common = [.. left.Columns.Select(c => c.Name).Where(n => right.Columns.Any(c => c.Name == n)).Distinct(StringComparer.Ordinal)];
        if (common.Length == 0 && !left.Sources.Concat(right.Sources).Any(s => s.Refused)) RefuseJoin(JoinFault.NotConnected, left.And(right), join);
        return Using(common.ToValueList(), join, left, right);
    }

    private BoundShape Using(ValueList<string> names, SqlNode condition, BoundShape left, BoundShape right)
    {
        foreach (string column in names)
        {
            bool known = left.Columns.Count(c => c.Name == column) == 1 && right.Columns.Count(c => c.Name == column) == 1;
            if (!known) context.Refuse(GuardIssues.UnknownColumn, $"{column} is not a column of both sides.", condition);
        }

        if (left.MostRows * right.MostRows is > BoundShape.MostPairs and < double.PositiveInfinity) RefuseJoin(JoinFault.NotConnected, left.And(right), condition);
        if (!joins.Allows(left, right, names)) RefuseJoin(JoinFault.NotDeclared, left.And(right), condition);

        return new BoundShape(
            [.. left.Sources, .. right.Sources],
            [
                .. left.Columns.Where(c => names.Contains(c.Name)).Select(c => Merged(c, right)),
                .. left.Columns.Where(c => !names.Contains(c.Name)),
                .. right.Columns.Where(c => !names.Contains(c.Name)),
            ])
        { Copies = left.Copies * right.Copies };
    }
}
