using NlSql.Query.Model;
using NlSql.Query.Narration;
using NlSql.Query.Sql.Tree;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;
using static NlSql.Query.Sql.Tree.SqlFactory;

namespace NlSql.Query.Planning;

/// <summary>A dimension in one select.</summary>
/// <param name="Reference">The dimension as the query says it.</param>
/// <param name="Resolved">Its column; null for a computed value.</param>
/// <param name="Expression">Its value: the column, or its time bucket.</param>
internal sealed record PlannedDimension(DimensionReference Reference, ResolvedColumn? Resolved, SqlExpression Expression)
{
    private OutputColumn? computed;

    /// <summary>A dimension that is computed from the columns of a row.</summary>
    public static PlannedDimension OfComputed(PlanContext context, DimensionReference reference, FilterOperand value) =>
        new(reference, null, value.Expression) { computed = ComputedColumn.Of(context, reference.As ?? "value", value) with { Role = OutputRole.Dimension } };

    /// <summary>Whether the query means this dimension by the name.</summary>
    public bool IsCalled(string name) => name.Length > 0 &&
        (name == Reference.As || name == Reference.Column || name == WantedName || name == Resolved?.QualifiedName || name == Resolved?.Column.Name);

    /// <summary>The output's name before it is made unique.</summary>
    public string WantedName => computed?.Name ?? Reference.As ?? (Reference.Grain is { } grain and not TimeGrain.Day ? QueryWords.Of(grain) : Resolved!.Column.Name);

    /// <summary>The dimension as an output.</summary>
    public OutputColumn Output(string name, string? currency) => computed is not null ? computed with { Name = name } : OfColumn(name, Resolved!, currency);

    private OutputColumn OfColumn(string name, ResolvedColumn resolved, string? currency) => new()
    {
        Name = name,
        Label = Label(resolved.Column),
        Type = Reference.Grain is { } grain ? TimeBuckets.TypeOf(grain) : Reference.Bins is not null ? ColumnType.Decimal : resolved.Column.Type,
        Role = OutputRole.Dimension,
        Unit = Reference.Grain is null ? resolved.Column.Unit : null,
        Currency = resolved.Column.Unit == "currency" ? currency : null,
        Format = Reference.Grain is not null || Reference.Bins is not null ? null : resolved.Column.Format ?? (IsNumbering(resolved.Column) ? ValueText.Ungrouped : null),
        Grain = Reference.Grain,
        Column = resolved.QualifiedName,
    };

    // Years and keys are written as one: 2018, not 2,018.
    private static bool IsNumbering(ColumnDefinition column) => column is { Type: ColumnType.Integer, Kind: ColumnKind.Id or ColumnKind.Dimension, Unit: null };

    private string Label(ColumnDefinition column) => Reference.Grain switch
    {
        null when Reference.Bins is not null => $"{column.Label}, from",
        null or TimeGrain.Day => column.Label,
        TimeGrain.FiscalQuarter => "Fiscal quarter",
        TimeGrain.FiscalYear => "Fiscal year",
        { } grain => grain.ToString(),
    };
}

/// <summary>Dimensions of a query in one select.</summary>
internal static class DimensionPlanner
{
    /// <summary>Plans a dimension; null when an issue was noted.</summary>
    /// <param name="context">The compilation.</param>
    /// <param name="source">The rows grouped.</param>
    /// <param name="reference">The dimension.</param>
    /// <param name="ownTime">Whether the rows' own time stands for the column named.</param>
    /// <param name="shift">How much later its periods are shown than they were; null for not at all.</param>
    public static PlannedDimension? Plan(PlanContext context, RowSource source, DimensionReference reference, bool ownTime, SqlInterval? shift = null)
    {
        if (reference.Expression is { } expression)
        {
            var value = new ExpressionPlanner(context, source.Value).Plan(expression);
            return value is null ? null : PlannedDimension.OfComputed(context, reference, expression is QueryExpression.PartOfDate { Part: DatePart.DayOfWeek or DatePart.Month } part ? value with { Unit = QueryWords.Of(part.Part) } : value);
        }

        var resolved = ownTime && source.Time is { } time ? time : source.Scope.Resolve(reference.Column);
        if (resolved is null)
            return null;
        var column = source.Scope.Column(resolved);
        if (reference.Bins is { } bins)
            return Binned(context, reference, resolved, column, bins);
        if (reference.Grain is not { } grain)
            return new(reference, resolved, column);
        if (resolved.Column.Type is not (ColumnType.Date or ColumnType.Timestamp) || (grain == TimeGrain.Hour && resolved.Column.Type == ColumnType.Date))
        {
            context.Issues.Add("plan.wrong-grain", $"{reference.Column} cannot be grouped by {QueryWords.Of(grain)}.");
            return null;
        }

        var bucket = TimeBuckets.Bucket(column, resolved.Column.Type, grain, context.Calendar);
        return new(reference, resolved, shift is { } later ? TimeBuckets.Later(bucket, grain, later) : bucket);
    }

    // A range of numbers is named by its lower end; below the first edge there is none.
    private static PlannedDimension? Binned(PlanContext context, DimensionReference reference, ResolvedColumn resolved, SqlExpression column, NumberBins bins)
    {
        if (resolved.Column.Type is not (ColumnType.Integer or ColumnType.Decimal))
        {
            context.Issues.Add("plan.wrong-bins", $"{reference.Column} holds no numbers, so it has no ranges of numbers.");
            return null;
        }

        if (bins.Width is { } width)
        {
            var position = Call("floor", Binary(Cast(column, "numeric"), BinaryOperator.Divide, Literal(width)));
            return new(reference, resolved, Binary(position, BinaryOperator.Multiply, Literal(width)));
        }

        var arms = bins.Edges.Reverse().Select(edge => new CaseArm(Binary(column, BinaryOperator.GreaterOrEqual, Literal(edge)), Literal(edge)));
        return new(reference, resolved, new CaseExpression(null, arms.ToValueList()));
    }
}
