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
            return Shape(table.Alias, table.Name, common.Query.Columns, common.Query.Few, null);
        }

        if (context.Scope.Find(table.Name) is not { } known)
        {
            context.Refuse(
                GuardIssues.UnknownTable, $"There is no table {table.Name} in this dataset.", table,
                [.. Similarity.Closest(table.Name, context.Scope.Tables.Select(t => t.Name))]);
            return new BoundShape([new BoundSource(table.Alias?.Name ?? table.Name, [], Few: true) { Refused = true }], []);
        }

        reads++;
        tables.Add(known.Name);
        return Shape(table.Alias, table.Name, [.. known.Columns.Where(c => c.Visible).Select(c => new BoundColumn(c.Name, 1) { Origin = new(known.Name, c.Name) })], few: false, known);
    }

    private BoundShape Derived(DerivedTable derived, BoundScope? outer)
    {
        BoundQuery query = Query(derived.Query, outer);
        return Shape(derived.Alias, derived.Alias.Name, query.Columns, query.Few, null);
    }

    private BoundShape Shape(TableAlias? alias, string name, IReadOnlyList<BoundColumn> columns, bool few, ScopeTable? table)
    {
        if (alias is not null) columns = Rename(columns, alias.Columns, alias);
        return new BoundShape([new BoundSource(alias?.Name ?? name, columns, few, table)], columns);
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
        switch (join.Condition)
        {
            case JoinUsing condition:
                return Using(condition, left, right);
            case JoinOn condition:
                Expression(condition.Predicate, new BoundScope(both, outer));
                break;
        }

        if (!left.Few && !right.Few && (join.Condition is not JoinOn on || !JoinPaths.Connects(on.Predicate, left, right)))
            context.Refuse(
                GuardIssues.Join, "A join needs an equality between a column of each side, unless one side has a single row.", join,
                "JOIN … ON a.id = b.id");
        return both;
    }

    /// <summary>The named columns once, then the others of both sides.</summary>
    private BoundShape Using(JoinUsing condition, BoundShape left, BoundShape right)
    {
        foreach (string column in condition.Columns)
        {
            bool known = left.Columns.Count(c => c.Name == column) == 1 && right.Columns.Count(c => c.Name == column) == 1;
            if (!known) context.Refuse(GuardIssues.UnknownColumn, $"{column} is not a column of both sides.", condition);
        }

        return new BoundShape(
            [.. left.Sources, .. right.Sources],
            [
                .. left.Columns.Where(c => condition.Columns.Contains(c.Name)),
                .. left.Columns.Where(c => !condition.Columns.Contains(c.Name)),
                .. right.Columns.Where(c => !condition.Columns.Contains(c.Name)),
            ]);
    }
}
