using NlSql.Query.Sql.Tree;

namespace NlSql.Query.Sql.Guarding.Naming;

/// <summary>
/// Finds what every name means, by Postgres' rules, and refuses those that mean nothing in the scope: tables, common tables (seen by
/// later ones and their own query only), sources, columns. While it knows what stands for what, it also has joins and sizes checked.
/// </summary>
internal sealed partial class NameResolver(GuardContext context)
{
    /// <summary>Reads of tables once common tables are put in where they are used: a chain of them doubles with every link.</summary>
    private const int MostTableReads = 64;

    private readonly List<BoundCommonTable> commonTables = [];
    private readonly SortedSet<string> tables = new(StringComparer.Ordinal);
    private readonly Dictionary<SqlQuery, double> sizes = new(ReferenceEqualityComparer.Instance);
    private readonly JoinPaths joins = new(context.Scope);
    private int reads;

    /// <summary>The output columns of the statement.</summary>
    public IReadOnlyList<BoundColumn> Resolve(out IReadOnlyCollection<string> used)
    {
        BoundQuery statement = Query(context.Query, null);
        if (statement.TableReads > MostTableReads)
            context.Refuse(GuardIssues.TooManyTables, $"Tables are read more than {MostTableReads} times through common tables.", context.Query);
        used = tables;
        return statement.Columns;
    }

    private BoundQuery Query(SqlQuery query, BoundScope? outer)
    {
        int before = reads;
        int inSight = commonTables.Count;
        foreach (CommonTable table in query.With)
        {
            if (commonTables.Skip(inSight).Any(t => t.Name == table.Name))
                context.Refuse(GuardIssues.DuplicateName, $"There are two common tables {table.Name}.", table);
            int read = reads;
            BoundQuery bound = Query(table.Query, outer);
            reads = read;
            commonTables.Add(new BoundCommonTable(table.Name, bound with { Columns = Rename(bound.Columns, table.Columns, table) }));
        }

        (IReadOnlyList<BoundColumn> columns, double rows, double copies, BoundScope? inside) = Body(query.Body, outer);
        foreach (OrderItem item in query.OrderBy)
            OrderItem(item, columns, inside, query.Body is Select);
        commonTables.RemoveRange(inSight, commonTables.Count - inSight);
        if (query.Limit is { Count: IntegerLiteral { Value: var limit }, WithTies: false }) rows = Math.Min(rows, limit);
        return new BoundQuery(columns, rows, reads - before, copies);
    }

    private BoundBody Body(QueryBody body, BoundScope? outer)
    {
        switch (body)
        {
            case Select select:
                return Select(select, outer);
            case NestedQuery nested:
                BoundQuery query = Query(nested.Query, outer);
                return new(query.Columns, query.MostRows, query.Copies, outer);
            case ValuesBody values:
                return new(Values(values, new BoundScope(BoundShape.Empty, outer)), values.Rows.Count, 1, outer);
            case SetOperation operation:
                var left = Body(operation.Left, outer);
                var right = Body(operation.Right, outer);
                if (left.Columns.Count != right.Columns.Count)
                    context.Refuse(GuardIssues.ColumnCount, "Both sides of a set operation need the same number of columns.", operation);
                BoundColumn[] columns = [.. left.Columns.Select((c, i) => i < right.Columns.Count ? Either(c, right.Columns[i]) : c)];
                return new(columns, left.MostRows + right.MostRows, left.Copies + right.Copies - 1, outer);
            default:
                throw new InvalidOperationException($"{body.GetType().Name} cannot be resolved.");
        }
    }

    /// <summary>A column that has the values of both: a column of the scope only where both are the same one.</summary>
    private static BoundColumn Either(BoundColumn left, BoundColumn right) =>
        new(left.Name, Math.Max(left.Size, right.Size), left.Origins.Where(right.Origins.Contains).ToValueList())
        {
            Measured = left.Measured == right.Measured ? left.Measured : null,
        };

    private BoundColumn[] Values(ValuesBody values, BoundScope scope)
    {
        double[] sizes = new double[values.Rows.Max(r => r.Items.Count)];
        foreach ((int index, SqlExpression item) in values.Rows.SelectMany(r => r.Items.Index()))
            sizes[index] = Math.Max(sizes[index], Expression(item, scope));
        return [.. sizes.Select((size, i) => new BoundColumn($"column{i + 1}", size))];
    }

    private BoundBody Select(Select select, BoundScope? outer)
    {
        var shape = BoundShape.Empty;
        var parts = new List<BoundShape>();
        foreach (TableSource source in select.From)
        {
            parts.Add(Source(source, outer));
            shape = shape.And(parts[^1]);
        }

        RefuseDuplicates(shape, select);
        var scope = new BoundScope(shape, outer);
        var columns = new List<BoundColumn>();
        foreach (SelectItem item in select.Items)
            columns.AddRange(Outputs(item, scope));
        if (select.Where is not null) Expression(select.Where, scope);
        if (joins.WhyApart(parts, select.Where, out double copies) is { } apart) RefuseJoin(apart, shape, select.From[^1]);
        foreach (SqlExpression expression in select.Distinct?.On ?? [])
            OutputOrExpression(expression, columns, scope, inputFirst: false);
        foreach (SqlExpression expression in select.GroupBy.SelectMany(Grouped))
            OutputOrExpression(expression, columns, scope, inputFirst: true);
        if (select.Having is not null) Expression(select.Having, scope);
        foreach (WindowDefinition window in select.Windows)
            Names(window.Specification, scope);
        return new(columns, HasOneRow(select) ? 1 : shape.MostRows, HasOneRow(select) || select.GroupBy.Count > 0 ? 1 : copies, scope);
    }

    /// <summary>Whether it is an aggregate without groups, or has no FROM.</summary>
    private static bool HasOneRow(Select select) =>
        select.From.Count == 0
        || (select.GroupBy.Count == 0 && select.Items.Any(i => i is ExpressionItem e && HasAggregate(e.Expression)));

    private static bool HasAggregate(SqlNode node) => node switch
    {
        SqlQuery => false,
        FunctionCall { Over: null } f when AllowedFunctions.Find(f.Name)?.Kind is FunctionKind.Aggregate or FunctionKind.Collecting or FunctionKind.OrderedSet => true,
        _ => SqlChildren.Of(node).Any(HasAggregate),
    };

    private void RefuseDuplicates(BoundShape shape, SqlNode node)
    {
        foreach (string name in shape.Sources.GroupBy(s => s.Name, StringComparer.Ordinal).Where(g => g.Count() > 1).Select(g => g.Key))
            context.Refuse(GuardIssues.DuplicateName, $"Two sources are called {name}; give one an alias.", node);
    }

    private IEnumerable<BoundColumn> Outputs(SelectItem item, BoundScope scope)
    {
        if (item is ExpressionItem expression)
        {
            double size = Expression(expression.Expression, scope);
            ValueList<Origin> origins = expression.Expression is ColumnReference c && scope.Find(c) is { } column ? column.Origins : [];
            return
            [
                new BoundColumn(expression.Alias ?? OutputName.Of(expression.Expression), size, origins)
                {
                    Measured = origins.Count == 0 ? SourceOf(expression.Expression, scope) : null,
                },
            ];
        }

        string? table = ((StarItem)item).Table;
        if (table is null)
        {
            if (scope.Shape.Sources.Count == 0) context.Refuse(GuardIssues.UnknownTable, "There is no FROM for the star.", item);
            return scope.Shape.Columns;
        }

        if (scope.Shape.Sources.FirstOrDefault(s => s.Name == table) is { } source) return source.Columns;
        context.Refuse(GuardIssues.UnknownTable, $"There is no source {table} here.", item);
        return [];
    }

    private static IEnumerable<SqlExpression> Grouped(GroupingElement element) => element switch
    {
        GroupingExpression e => [e.Expression],
        GroupingSet s => s.Expressions,
        Rollup r => r.Sets.SelectMany(s => s.Expressions),
        Cube c => c.Sets.SelectMany(s => s.Expressions),
        GroupingSets s => s.Elements.SelectMany(Grouped),
        _ => [],
    };

    private void OrderItem(OrderItem item, IReadOnlyList<BoundColumn> outputs, BoundScope? inside, bool expressions)
    {
        if (expressions)
        {
            OutputOrExpression(item.Expression, outputs, inside, inputFirst: false);
            return;
        }

        bool known = item.Expression switch
        {
            OutputOrdinal o => o.Position <= outputs.Count,
            ColumnReference { Table: null } c => outputs.Any(o => o.Name == c.Column),
            _ => false,
        };
        if (!known)
            context.Refuse(GuardIssues.Clause, "A set operation can only be ordered by the names or positions of its columns.", item);
    }

    /// <summary>Where a bare name may be an output column: GROUP BY looks at the input first, ORDER BY at the outputs.</summary>
    private void OutputOrExpression(SqlExpression expression, IReadOnlyList<BoundColumn> outputs, BoundScope? scope, bool inputFirst)
    {
        if (expression is OutputOrdinal ordinal)
        {
            if (ordinal.Position > outputs.Count) context.Refuse(GuardIssues.Clause, $"There is no output column {ordinal.Position}.", expression);
            return;
        }

        bool output = expression is ColumnReference { Table: null } c
            && outputs.Any(o => o.Name == c.Column)
            && !(inputFirst && scope!.Shape.Has(c));
        if (!output) Expression(expression, scope);
    }

    /// <summary>Looks up every name inside; gives the size of the values.</summary>
    private double Expression(SqlExpression expression, BoundScope? scope)
    {
        Names(expression, scope);
        double size = ValueSize.Of(expression, column => scope?.Find(column)?.Size ?? 1, query => sizes.GetValueOrDefault(query));
        if (size > ValueSize.Most)
            context.Refuse(GuardIssues.Growth, "The values of this expression could grow beyond reason.", expression);
        return size;
    }

    /// <summary>Columns are looked up, sub-selects resolved with these sources around them.</summary>
    private void Names(SqlNode node, BoundScope? scope)
    {
        switch (node)
        {
            case ColumnReference reference:
                Column(reference, scope);
                break;
            case SqlQuery query:
                double size = Query(query, scope).Columns.Select(c => c.Size).DefaultIfEmpty(0).Max();
                sizes[query] = Math.Max(size, sizes.GetValueOrDefault(query));
                break;
            default:
                foreach (SqlNode child in SqlChildren.Of(node))
                    Names(child, scope);
                break;
        }
    }
}
