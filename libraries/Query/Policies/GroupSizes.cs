using NlSql.Query.Model;
using NlSql.Query.Planning;
using NlSql.Query.Sql.Tree;
using NlSql.SemanticModel.Definitions;
using static NlSql.Query.Sql.Tree.SqlFactory;

namespace NlSql.Query.Policies;

/// <summary>
/// <c>min_group_size</c>: whoever plans groups asks for the condition that they are large enough. A select that reads a protected column
/// and never asked is refused at the end, so a new kind of select is refused until it does.
/// </summary>
internal sealed class GroupSizes(PlanContext context, GroupSize rule)
{
    private readonly Dictionary<SelectScope, HashSet<CountedTable>> held = [];

    private ProtectedColumns Protected => context.Model.Protected;

    private bool HoldsAlways => rule.Columns.Count == 0;

    /// <summary>
    /// The condition on groups of a select, whose other columns have all been asked for: enough rows, and enough for each aggregate that
    /// counts only some of them. Null when any group may be shown.
    /// </summary>
    /// <param name="scope">The select.</param>
    /// <param name="leaves">Its aggregates.</param>
    /// <param name="filters">Conditions of aggregates that count some rows only.</param>
    public SqlExpression? Condition(SelectScope scope, IEnumerable<MetricFormula.Leaf> leaves, IEnumerable<SqlExpression> filters)
    {
        var counted = HoldsAlways ? [] : Counted(scope);
        held[scope] = [.. counted];
        if (!HoldsAlways && counted.Count == 0)
            return null;
        foreach (var leaf in leaves)
            RefuseSingleValue(scope, leaf);

        var counts = HoldsAlways ? [CountAll()] : counted.Select(c => Count(c, scope)).ToList();
        var parts = filters.ToList();
        return And(
        [
            .. counts.Concat(parts.SelectMany(p => counts.Select(c => c with { Filter = p })))
                .Select(SqlExpression (count) => Binary(count, BinaryOperator.GreaterOrEqual, Literal(rule.Size))),
        ]);
    }

    /// <summary>Refuses what shows or tells of single rows of a protected table. Gives the rule as it was applied.</summary>
    public IEnumerable<PolicyApplication> Judge()
    {
        if (HoldsAlways)
            yield break;
        foreach (var table in context.AllFacts.SelectMany(f => f.Scopes).SelectMany(s => Unheld(s)).Select(t => t.Table.Name).Distinct())
        {
            context.Issues.Add(
                "policy.min-group-size",
                $"Of {table}, only numbers about at least {rule.Size} different rows are shown: no single rows, and not whether there is one.");
        }

        foreach (var table in held.Values.SelectMany(t => t).Select(t => t.Table.Name).Distinct().Order(StringComparer.Ordinal))
            yield return new("min_group_size", $"Groups of fewer than {rule.Size} different rows of {table} are left out.");
    }

    private IEnumerable<CountedTable> Unheld(SelectScope scope) =>
        Counted(scope).Where(t => !(held.TryGetValue(scope, out var known) && known.Contains(t)));

    // The tables whose rows a group must have enough of: those of the protected columns that the select reads.
    private List<CountedTable> Counted(SelectScope scope)
    {
        var tables = new HashSet<CountedTable>();
        foreach (var column in scope.ColumnsRead.SelectMany(OnTheWay))
        {
            if (Protected.Contains(column.Table.Name, column.Column.Name))
                tables.Add(new(column.Table, column.Path));
            foreach (var step in Protected.References(context.Model.Joins, column.Table.Name, column.Column.Name))
                tables.Add(new(context.Model.Table(step.ToTable)!, column.Path.Append(step).ToValueList()));
        }

        return [.. tables.OrderBy(t => t.Path.Count).ThenBy(t => t.Table.Name, StringComparer.Ordinal).ThenBy(t => t.PathName, StringComparer.Ordinal)];
    }

    // The column, and the keys that lead to it.
    private IEnumerable<ResolvedColumn> OnTheWay(ResolvedColumn column)
    {
        yield return column;
        for (var i = 0; i < column.Path.Count; i++)
        {
            var step = column.Path[i];
            foreach (var key in step.FromColumns)
                yield return Found(step.FromTable, key, column.Path.Take(i));
            foreach (var key in step.ToColumns)
                yield return Found(step.ToTable, key, column.Path.Take(i + 1));
        }
    }

    private ResolvedColumn Found(string table, string column, IEnumerable<JoinStep> path) =>
        new(context.Model.Table(table)!, context.Model.Column(table, column)!, path.ToValueList());

    // The smallest value of a group is the value of one row.
    private void RefuseSingleValue(SelectScope scope, MetricFormula.Leaf leaf)
    {
        if (HoldsAlways || leaf.Argument is null
            || leaf.Function is not (AggregateFunction.Min or AggregateFunction.Max or AggregateFunction.Median or AggregateFunction.Percentile))
            return;
        foreach (var name in ExpressionColumns.Of(leaf.Argument) ?? [])
        {
            var column = name.Table is null
                ? new ResolvedColumn(scope.Table, scope.Table.FindColumn(name.Column)!, [])
                : ColumnResolver.Resolve(context.Model, scope.Table, $"{name.Table}.{name.Column}").Column;
            if (column is not null && Protected.Contains(column.Table.Name, column.Column.Name))
            {
                context.Issues.Add(
                    "policy.min-group-size",
                    $"{column.PolicyName} is protected: its smallest, largest or middle value would be that of a single row. Ask for the average.");
            }
        }
    }

    // How many rows of a table a group has. A joined row may stand in a group many times, an own row once.
    private FunctionCall Count(CountedTable table, SelectScope scope) => table.Path.Count == 0 ? CountAll() : CountDistinct(Key(table.Path, scope));

    // The key where the table is joined, else the foreign key: counting adds no join. The keys of a composite one are strung together:
    // should two look the same then, they count as one, never as more.
    private SqlExpression Key(ValueList<JoinStep> path, SelectScope scope)
    {
        var step = path[^1];
        var isJoined = scope.ColumnsRead.Any(c => c.Path.Take(path.Count).SequenceEqual(path));
        var columns = isJoined
            ? step.ToColumns.Select(c => scope.Column(Found(step.ToTable, c, path))).ToList()
            : step.FromColumns.Select(c => scope.Column(Found(step.FromTable, c, path.Take(path.Count - 1)))).ToList();
        return columns.Count == 1
            ? columns[0]
            : columns.Select(SqlExpression (c) => Cast(c, "text")).Aggregate((all, next) => Join(Join(all, Literal("|")), next));
    }

    private static BinaryExpression Join(SqlExpression left, SqlExpression right) => Binary(left, BinaryOperator.Concatenate, right);

    /// <summary>A table of which a group needs different rows, and the way to it from the rows that are grouped.</summary>
    private sealed record CountedTable(TableDefinition Table, ValueList<JoinStep> Path)
    {
        public string PathName => string.Join('/', Path.Select(s => s.Relationship.Name));
    }
}
