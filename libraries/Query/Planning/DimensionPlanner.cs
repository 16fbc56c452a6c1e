using NlSql.Query.Model;
using NlSql.Query.Sql.Tree;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Planning;

/// <summary>A dimension in one select.</summary>
/// <param name="Reference">The dimension as the query says it.</param>
/// <param name="Resolved">Its column.</param>
/// <param name="Expression">Its value: the column, or its time bucket.</param>
internal sealed record PlannedDimension(DimensionReference Reference, ResolvedColumn Resolved, SqlExpression Expression)
{
    /// <summary>Whether the query means this dimension by the name.</summary>
    public bool IsCalled(string name) =>
        name == Reference.As || name == Reference.Column || name == WantedName || name == Resolved.QualifiedName || name == Resolved.Column.Name;

    /// <summary>The output's name before it is made unique.</summary>
    public string WantedName => Reference.As ?? (Reference.Grain is { } grain and not TimeGrain.Day ? QueryWords.Of(grain) : Resolved.Column.Name);

    /// <summary>The dimension as an output.</summary>
    public OutputColumn Output(string name, string? currency) => new()
    {
        Name = name,
        Label = Label,
        Type = Reference.Grain is { } grain ? TimeBuckets.TypeOf(grain) : Resolved.Column.Type,
        Role = OutputRole.Dimension,
        Unit = Reference.Grain is null ? Resolved.Column.Unit : null,
        Currency = Resolved.Column.Unit == "currency" ? currency : null,
        Format = Reference.Grain is null ? Resolved.Column.Format : null,
        Grain = Reference.Grain,
        Column = Resolved.QualifiedName,
    };

    private string Label => Reference.Grain switch
    {
        null or TimeGrain.Day => Resolved.Column.Label,
        TimeGrain.FiscalQuarter => "Fiscal quarter",
        TimeGrain.FiscalYear => "Fiscal year",
        { } grain => grain.ToString(),
    };
}

/// <summary>Dimensions of a query in one select.</summary>
internal static class DimensionPlanner
{
    /// <summary>Plans a dimension; null when an issue was noted.</summary>
    public static PlannedDimension? Plan(PlanContext context, RowSource source, DimensionReference reference, bool ownTime)
    {
        var resolved = ownTime && source.Time is { } time ? time : source.Scope.Resolve(reference.Column);
        if (resolved is null)
            return null;
        if (reference.Grain is not { } grain)
            return new(reference, resolved, source.Scope.Column(resolved));
        if (resolved.Column.Type is not (ColumnType.Date or ColumnType.Timestamp) || (grain == TimeGrain.Hour && resolved.Column.Type == ColumnType.Date))
        {
            context.Issues.Add("plan.wrong-grain", $"{reference.Column} cannot be grouped by {QueryWords.Of(grain)}.");
            return null;
        }

        return new(reference, resolved, TimeBuckets.Bucket(source.Scope.Column(resolved), resolved.Column.Type, grain, context.Calendar));
    }
}
