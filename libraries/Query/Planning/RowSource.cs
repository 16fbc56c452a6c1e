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

    /// <param name="context">The compilation.</param>
    /// <param name="table">The table whose rows are meant.</param>
    /// <param name="timeColumn">The column that its time is measured on; null for none.</param>
    public RowSource(PlanContext context, TableDefinition table, string? timeColumn)
    {
        this.context = context;
        this.timeColumn = timeColumn is null ? null : table.FindColumn(timeColumn);
        Scope = new SelectScope(context, table);
    }

    public SelectScope Scope { get; }

    public TableDefinition Table => Scope.Table;

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

    /// <summary>A condition of the query over these rows; null when an issue was noted.</summary>
    public SqlExpression? Condition(QueryFilter filter) => new FilterPlanner(context.Issues, Operand, Segment).Plan(filter);

    /// <summary>Keeps the rows for which a condition holds.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="bound">Whether its columns are those of this select already; a condition of the model names its table's.</param>
    public void Matching(SqlExpression condition, bool bound = false) => conditions.Add(bound ? condition : Scope.Bind(condition, Table, []));

    private FilterOperand? Operand(string name, bool alwaysHolds)
    {
        if (Scope.Resolve(name) is not { } column)
            return null;
        if (alwaysHolds)
            context.Facts.Filters(column);
        return new FilterOperand(Scope.Column(column), column.Column.Type, column.Column.Values);
    }

    private SqlExpression? Segment(string name)
    {
        if (context.Model.Segment(name) is not { } segment)
        {
            context.Issues.Add("plan.unknown-segment", $"There is no segment {name}.", NearestNames.Of(name, context.Model.Definition.Segments.Select(s => s.Name)));
            return null;
        }

        var paths = context.Model.Joins.ShortestPaths(Table.Name, segment.Table);
        if (paths.Count != 1 || context.Model.Expressions.Filter(segment) is not { } filter)
        {
            context.Issues.Add("plan.segment-unusable", $"The segment {segment.Name} cannot be used on {Table.Name}.");
            return null;
        }

        return Scope.Bind(filter, context.Model.Table(segment.Table)!, paths[0]);
    }

    private IEnumerable<string> TimeColumns() =>
        from table in context.Model.Joins.Reachable(Table.Name)
        from column in context.Model.Table(table)!.Columns
        where column is { Visibility: ColumnVisibility.Public, Type: ColumnType.Date or ColumnType.Timestamp }
        select $"{table}.{column.Name}";
}
