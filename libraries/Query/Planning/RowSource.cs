using NlSql.Query.Model;
using NlSql.Query.Sql.Tree;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;
using static NlSql.Query.Sql.Tree.SqlFactory;

namespace NlSql.Query.Planning;

/// <summary>FROM and WHERE of one select: the rows of a table that the query is about.</summary>
internal sealed class RowSource
{
    private readonly PlanContext context;
    private readonly ColumnDefinition? timeColumn;
    private readonly List<SqlExpression> conditions = [];
    private readonly GroupNumbers groupNumbers;

    /// <param name="context">The compilation.</param>
    /// <param name="table">The table whose rows are meant.</param>
    /// <param name="timeColumn">The column that its time is measured on; null for none.</param>
    /// <param name="entity">
    /// The table that the query is about, when rows of another are meant, each of which leads to one of its rows: bare names are its
    /// columns first, and related rows are those that belong to its row. Null for the same table.
    /// </param>
    /// <param name="toEntity">The way to the entity; null for the shortest.</param>
    /// <param name="aliases">The names taken around it, when it stands inside a select that it refers to.</param>
    public RowSource(
        PlanContext context,
        TableDefinition table,
        string? timeColumn,
        TableDefinition? entity = null,
        ValueList<JoinStep>? toEntity = null,
        NameAllocator? aliases = null)
    {
        this.context = context;
        this.timeColumn = timeColumn is null ? null : table.FindColumn(timeColumn);
        Scope = new SelectScope(context, table, entity, toEntity ?? (entity is null ? [] : WayTo(context, table, entity)), aliases);
        Totals = new RelatedTotals(context, Scope);
        groupNumbers = new GroupNumbers(context, Scope);
    }

    public PlanContext Context => context;

    public SelectScope Scope { get; }

    public TableDefinition Table => Scope.Table;

    /// <summary>Numbers about the rows of other tables that belong to each row.</summary>
    public RelatedTotals Totals { get; }

    /// <summary>The own time column, as the other columns are found; null for none.</summary>
    public ResolvedColumn? Time => timeColumn is null ? null : new ResolvedColumn(Table, timeColumn, []);

    public SqlExpression? Where => conditions.Count == 0 ? null : And([.. conditions]);

    /// <summary>Keeps the rows of the query's time range. Gives the column filtered.</summary>
    /// <param name="time">The range, in days.</param>
    /// <param name="sharedTime">Whether the range's column stands for each table's own time.</param>
    public ResolvedColumn? Within(TimeFilter time, bool sharedTime)
    {
        var column = time.Column is null || sharedTime ? Time : Scope.Resolve(time.Column);
        if (column is null)
        {
            if (time.Column is null || sharedTime)
                context.Issues.Add("plan.no-time-column", $"The table {Table.Name} has no time column, so a time range means nothing for it.", TimeColumns());
            return null;
        }

        if (column.Column.Type is not (ColumnType.Date or ColumnType.Timestamp))
        {
            context.Issues.Add("plan.not-a-time", $"{column.QualifiedName} holds no dates.", TimeColumns());
            return null;
        }

        var days = (TimeRange.Between)time.Range;
        if (TimePredicates.Within(Scope.Column(column), column.Column.Type, days.From, days.To) is { } predicate)
        {
            conditions.Add(predicate);
            context.Facts.Filters(column);
        }

        return column;
    }

    /// <summary>Keeps the rows for which the query's condition holds.</summary>
    public void Matching(QueryFilter filter)
    {
        if (Condition(filter) is { } condition)
            conditions.Add(condition);
    }

    /// <summary>Keeps the rows for which a condition of the model holds.</summary>
    public void Matching(SqlExpression ownCondition) => conditions.Add(Scope.Bind(ownCondition, Table, []));

    /// <summary>Keeps the rows for which a condition holds that is planned already.</summary>
    public void Keep(SqlExpression condition) => conditions.Add(condition);

    /// <summary>A condition of the query in this select; null when an issue was noted.</summary>
    public SqlExpression? Condition(QueryFilter filter) => new FilterPlanner(context, Operand, Segment, Related, groupNumbers.Of, Scope.Aliases).Plan(filter);

    /// <summary>The value of a name in this select; null when an issue was noted.</summary>
    public FilterOperand? Value(string name) => Operand(name, alwaysHolds: false);

    private FilterOperand? Operand(string name, bool alwaysHolds)
    {
        if (Scope.Resolve(name) is not { } column)
            return null;
        if (alwaysHolds)
            context.Facts.Filters(column);
        return new FilterOperand(Scope.Column(column), column.Column.Type, column.Column.Values) { Unit = column.Column.Unit };
    }

    private SqlExpression? Segment(string name)
    {
        if (context.Model.Segment(name) is not { } segment)
        {
            context.Issues.Add("plan.unknown-segment", $"There is no segment {name}.", NearestNames.Of(name, context.Model.Definition.Segments.Select(s => s.Name)));
            return null;
        }

        var paths = context.Model.Joins.ShortestPaths(Scope.Entity.Name, segment.Table).Select(p => Scope.ToEntity.Concat(p).ToValueList()).ToList();
        if (paths.Count == 0 && Scope.ToEntity.Count > 0)
            paths = [.. context.Model.Joins.ShortestPaths(Table.Name, segment.Table)];
        if (paths.Count != 1 || context.Model.Expressions.Filter(segment) is not { } filter)
        {
            context.Issues.Add("plan.segment-unusable", $"The segment {segment.Name} cannot be used on {Scope.Entity.Name}.");
            return null;
        }

        return Scope.Bind(filter, context.Model.Table(segment.Table)!, paths[0]);
    }

    private SqlExpression? Related(QueryFilter filter) => filter switch
    {
        QueryFilter.Related related => new RelatedRows(context, Scope).Plan(related),
        QueryFilter.RelatedNumber number => Totals.Of(number.Metric) is { } value
            ? LiteralComparison.Plan(context.Issues, $"the number about {number.Metric.Of}", value, number.Operator, number.Values)
            : null,
        _ => throw new ArgumentOutOfRangeException(nameof(filter), filter, "A condition that is not about related rows."),
    };

    private static ValueList<JoinStep> WayTo(PlanContext context, TableDefinition table, TableDefinition entity)
    {
        var paths = context.Model.Joins.ShortestPaths(table.Name, entity.Name);
        if (paths.Count == 1)
            return paths[0];
        if (paths.Count == 0)
            context.Issues.Add("plan.no-path", $"One row of {table.Name} does not lead to one row of {entity.Name}.");
        else
            context.Issues.Add("plan.ambiguous-path", $"There are several ways from {table.Name} to {entity.Name}; name the one meant with via.", paths.Select(p => p[^1].Role ?? p[^1].Relationship.Name));
        return [];
    }

    private IEnumerable<string> TimeColumns() =>
        from table in context.Model.Joins.Reachable(Table.Name)
        from column in context.Model.Table(table)!.Columns
        where column is { Visibility: ColumnVisibility.Public, Type: ColumnType.Date or ColumnType.Timestamp }
        select $"{table}.{column.Name}";
}
