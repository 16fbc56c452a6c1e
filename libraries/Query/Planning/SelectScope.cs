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
    private readonly List<Join> joins = [];
    private readonly HashSet<ResolvedColumn> columns = [];
    private readonly List<Attachment> attachments = [];
    private readonly string baseAlias;

    /// <param name="context">The compilation.</param>
    /// <param name="table">The table whose rows are listed, counted or aggregated.</param>
    /// <param name="entity">The table that bare names belong to first; null for the same.</param>
    /// <param name="toEntity">The way from a row of the table to its one row of the entity.</param>
    /// <param name="aliases">The names taken around it, when it stands inside a select that it refers to.</param>
    public SelectScope(PlanContext context, TableDefinition table, TableDefinition? entity = null, ValueList<JoinStep>? toEntity = null, NameAllocator? aliases = null)
    {
        this.context = context;
        Aliases = aliases ?? new();
        (Table, Entity, ToEntity) = (table, entity ?? table, toEntity ?? []);
        baseAlias = Aliases.Take(table.Name);
        context.Facts.Reads(this);
    }

    /// <summary>The table whose rows are listed, counted or aggregated.</summary>
    public TableDefinition Table { get; }

    /// <summary>The table that bare names belong to first, and that related rows belong to.</summary>
    public TableDefinition Entity { get; }

    /// <summary>From a row of the table to its row of the entity; empty when they are the same.</summary>
    public ValueList<JoinStep> ToEntity { get; }

    /// <summary>Names of sources, unique over this select and those inside it that refer to it.</summary>
    public NameAllocator Aliases { get; }

    /// <summary>The columns read in this select so far, inside metrics too.</summary>
    public IReadOnlyCollection<ResolvedColumn> ColumnsRead => columns;

    /// <summary>Finds a column by the name that a query uses; an issue is noted when there is none.</summary>
    public ResolvedColumn? Resolve(string name)
    {
        var (column, issue) = ColumnResolver.Resolve(context.Model, Entity, name);
        if (column is not null)
            return ToEntity.Count == 0 ? column : column with { Path = ToEntity.Concat(column.Path).ToValueList() };
        if (ToEntity.Count > 0 && ColumnResolver.Resolve(context.Model, Table, name).Column is { } own)
            return own;
        context.Issues.Add(issue!);
        return null;
    }

    /// <summary>The value of a column, stored or computed, in this select, with the joins that it takes.</summary>
    public SqlExpression Column(ResolvedColumn column) => column.Column.Computation switch
    {
        null => Stored(column),
        ColumnComputation.TimeBetween between => DurationSql.Of(between.Unit, Other(column, between.From), Other(column, between.To)),
        ColumnComputation.After after => After(column, after),
        ColumnComputation.Worth worth => Worth(column, worth),
        ColumnComputation.Present present => present.Holds ? IsNotNull(Other(column, present.Column).Expression) : IsNull(Other(column, present.Column).Expression),
        _ => throw new ArgumentOutOfRangeException(nameof(column), column, "A computation that the planner does not know."),
    };

    private BinaryExpression After(ResolvedColumn column, ColumnComputation.After after)
    {
        var (done, due) = ValueComparison.ByDay(Other(column, after.Done), Other(column, after.Due));
        return Binary(done, after.Holds ? BinaryOperator.Greater : BinaryOperator.LessOrEqual, due);
    }

    private BinaryExpression Worth(ResolvedColumn column, ColumnComputation.Worth worth)
    {
        var full = Binary(Other(column, worth.Quantity).Expression, BinaryOperator.Multiply, Other(column, worth.Price).Expression);
        if (worth.PerPrice > 1)
            full = Divide(full, Literal((decimal)worth.PerPrice));
        if (worth.Discount is null)
            return full;
        var discount = Call("coalesce", Other(column, worth.Discount).Expression, Literal(0));
        return Binary(full, BinaryOperator.Multiply, Binary(Literal(1), BinaryOperator.Subtract, worth.InPercent ? Divide(discount, Literal(100m)) : discount));
    }

    private FilterOperand Other(ResolvedColumn computed, string name)
    {
        var other = computed with { Column = computed.Table.FindColumn(name)! };
        return new(Stored(other), other.Column.Type, []);
    }

    private ColumnReference Stored(ResolvedColumn column)
    {
        context.Facts.Reads(column);
        columns.Add(column);
        return SqlFactory.Column(AliasOf(column.Path), column.Column.Name);
    }

    /// <summary>Columns of the table at the end of a path, hidden ones too: what a relationship joins.</summary>
    public ValueList<ColumnReference> Columns(string table, IEnumerable<string> columns, ValueList<JoinStep> path)
    {
        var definition = context.Model.Table(table)!;
        return columns.Select(c => Stored(new ResolvedColumn(definition, definition.FindColumn(c)!, path))).ToValueList();
    }

    /// <summary>Leaves out rows for which there is nothing at the end of the path.</summary>
    public void Require(ValueList<JoinStep> path) => AliasOf(path, required: true);

    /// <summary>
    /// An expression over the columns of a table that is reached by a path; a column that names its table is found from the select's own.
    /// </summary>
    public SqlExpression Bind(SqlExpression expression, TableDefinition table, ValueList<JoinStep> path) =>
        ExpressionColumns.Replace(expression, c => c.Table is null
            ? Column(new ResolvedColumn(table, table.FindColumn(c.Column)!, path))
            : Resolve($"{c.Table}.{c.Column}") is { } found ? Column(found) : null)
        ?? throw new InvalidOperationException("An expression of the model was prepared that cannot be bound.");

    /// <summary>Joins a select of at most one row for each row of this one. It is asked for its tree when the whole FROM is built.</summary>
    public void Attach(Func<SqlQuery> query, string alias, SqlExpression on) => attachments.Add(new(query, alias, on));

    /// <summary>The whole FROM.</summary>
    public TableSource Source()
    {
        TableSource source = SqlFactory.Table(Table.Name, baseAlias == Table.Name ? null : baseAlias);
        foreach (var join in joins)
        {
            var on = join.Step.FromColumns
                .Zip(join.Step.ToColumns, SqlExpression (from, to) => Equal(SqlFactory.Column(join.ParentAlias, from), SqlFactory.Column(join.Alias, to)))
                .ToArray();
            var target = SqlFactory.Table(join.Step.ToTable, join.Alias == join.Step.ToTable ? null : join.Alias);
            source = SqlFactory.Join(source, join.Kind, target, And(on));
        }

        foreach (var attachment in attachments)
            source = SqlFactory.Join(source, JoinKind.Left, Derived(attachment.Query(), attachment.Alias), attachment.On);
        return source;
    }

    private string AliasOf(ValueList<JoinStep> path, bool required = false)
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
                var kind = !required && (kept || step.KeepsUnmatched) ? JoinKind.Left : JoinKind.Inner;
                join = new Join(prefix, step, kind, alias, Aliases.Take(step.Role ?? step.ToTable));
                joins.Add(join);
            }

            alias = join.Alias;
            kept |= join.Kind == JoinKind.Left;
        }

        return alias;
    }

    private sealed record Join(ValueList<JoinStep> Path, JoinStep Step, JoinKind Kind, string ParentAlias, string Alias);

    private sealed record Attachment(Func<SqlQuery> Query, string Alias, SqlExpression On);
}
