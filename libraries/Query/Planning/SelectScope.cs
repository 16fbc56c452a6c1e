using NlSql.Query.Model;
using NlSql.Query.Sql.Tree;
using NlSql.SemanticModel.Definitions;
using static NlSql.Query.Sql.Tree.SqlFactory;

namespace NlSql.Query.Planning;

/// <summary>
/// FROM: one table and the rows that each of its rows leads to. Joins are added as columns ask for them, shared between columns, and
/// lead to at most one row each, so nothing multiplies.
/// </summary>
internal sealed class SelectScope
{
    private readonly PlanContext context;
    private readonly NameAllocator aliases = new();
    private readonly List<Join> joins = [];
    private readonly HashSet<ResolvedColumn> columns = [];
    private readonly string baseAlias;

    public SelectScope(PlanContext context, TableDefinition table)
    {
        this.context = context;
        Table = table;
        baseAlias = aliases.Take(table.Name);
        context.Facts.Reads(this);
    }

    /// <summary>The table whose rows are listed, counted or aggregated.</summary>
    public TableDefinition Table { get; }

    /// <summary>The columns read in this select so far, inside metrics too.</summary>
    public IReadOnlyCollection<ResolvedColumn> Columns => columns;

    /// <summary>Finds a column by the name that a query uses; an issue is noted when there is none.</summary>
    public ResolvedColumn? Resolve(string name)
    {
        var (column, issue) = ColumnResolver.Resolve(context.Model, Table, name);
        if (issue is not null)
            context.Issues.Add(issue);
        return column;
    }

    /// <summary>The column in this select, with the joins that it takes.</summary>
    public ColumnReference Column(ResolvedColumn column)
    {
        context.Facts.Reads(column);
        columns.Add(column);
        return SqlFactory.Column(AliasOf(column.Path), column.Column.Name);
    }

    /// <summary>
    /// An expression over the columns of a table that is reached by a path; a column that names its table is found from the select's own.
    /// </summary>
    public SqlExpression Bind(SqlExpression expression, TableDefinition table, ValueList<JoinStep> path) =>
        ExpressionColumns.Replace(expression, c => c.Table is null
            ? Column(new ResolvedColumn(table, table.FindColumn(c.Column)!, path))
            : Resolve($"{c.Table}.{c.Column}") is { } found ? Column(found) : null)
        ?? throw new InvalidOperationException("An expression of the model was prepared that cannot be bound.");

    /// <summary>The whole FROM.</summary>
    public TableSource Source()
    {
        TableSource source = SqlFactory.Table(Table.Name);
        foreach (var join in joins)
        {
            var on = join.Step.FromColumns
                .Zip(join.Step.ToColumns, SqlExpression (from, to) => Equal(SqlFactory.Column(join.ParentAlias, from), SqlFactory.Column(join.Alias, to)))
                .ToArray();
            var target = SqlFactory.Table(join.Step.ToTable, join.Alias == join.Step.ToTable ? null : join.Alias);
            source = SqlFactory.Join(source, join.Kind, target, And(on));
        }

        return source;
    }

    private string AliasOf(ValueList<JoinStep> path)
    {
        var alias = baseAlias;
        var kept = false;
        for (var length = 1; length <= path.Count; length++)
        {
            var prefix = path.Take(length).ToValueList();
            var join = joins.Find(j => j.Path.Equals(prefix));
            if (join is null)
            {
                var step = path[length - 1];
                // Behind a kept row without a partner there is nothing to join: an inner join would drop the row after all.
                var kind = kept || step.KeepsUnmatched ? JoinKind.Left : JoinKind.Inner;
                join = new Join(prefix, step, kind, alias, aliases.Take(step.Role ?? step.ToTable));
                joins.Add(join);
            }

            alias = join.Alias;
            kept |= join.Kind == JoinKind.Left;
        }

        return alias;
    }

    private sealed record Join(ValueList<JoinStep> Path, JoinStep Step, JoinKind Kind, string ParentAlias, string Alias);
}
