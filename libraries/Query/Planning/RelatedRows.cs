using NlSql.Query.Model;
using NlSql.Query.Sql.Tree;
using NlSql.SemanticModel.Queries;
using static NlSql.Query.Sql.Tree.SqlFactory;
using Quantifier = NlSql.SemanticModel.Queries.Quantifier;

namespace NlSql.Query.Planning;

/// <summary>Conditions on the rows of another table that belong to a row: EXISTS and NOT EXISTS. Nothing is joined, so nothing multiplies.</summary>
/// <param name="context">The compilation.</param>
/// <param name="outer">The select whose rows are tested.</param>
internal sealed class RelatedRows(PlanContext context, SelectScope outer)
{
    /// <summary>The condition; null when an issue was noted.</summary>
    public SqlExpression? Plan(QueryFilter.Related related)
    {
        var (path, issue) = RelatedPaths.Resolve(context.Model, outer.Entity, related.Table, related.Via);
        if (path is null)
        {
            context.Issues.Add(issue!);
            return null;
        }

        if (related is { Is: Quantifier.All, Where: { } where })
        {
            var some = Exists(path, _ => [], outer, context);
            var other = Exists(path, rows => rows.Condition(where) is { } holds ? [new IsExpression(holds, IsTest.True, Negated: true)] : null, outer, context);
            return some is null || other is null ? null : And(some, Not(other));
        }

        var found = Exists(path, rows => related.Where is null ? [] : rows.Condition(related.Where) is { } holds ? [holds] : null, outer, context);
        return found is not null && related.Is == Quantifier.None ? Not(found) : found;
    }

    // Where one select cannot read the whole way, the rest is a condition in it: students taught by a teacher, through enrolments,
    // courses and lessons.
    private static ExistsExpression? Exists(
        ValueList<JoinStep> path, Func<RowSource, SqlExpression[]?> conditions, SelectScope outer, PlanContext context)
    {
        var (rows, link, way) = Start(context.Nested(), path, outer);
        var terms = way.Rest.Count == 0
            ? conditions(rows)
            : Exists(way.Rest, conditions, rows.Scope, rows.Context) is { } rest ? [rest] : null;
        if (terms is null)
            return null;
        link.ForEach(rows.Keep);
        terms.ToList().ForEach(rows.Keep);
        return new ExistsExpression(new SqlQuery(new Select([Item(Literal(1), "one")]) { From = [rows.Scope.Source()], Where = rows.Where }));
    }

    private static (RowSource Rows, List<SqlExpression> Link, RelatedWay Way) Start(PlanContext context, ValueList<JoinStep> path, SelectScope outer)
    {
        var way = RelatedWay.Of(path);
        var rows = RelatedSource.Of(context, way, outer.Aliases, hasTime: false);
        var ends = rows.Scope.Columns(way.Link.ToTable, way.Link.ToColumns, way.ToLink);
        var starts = outer.Columns(way.Link.FromTable, way.Link.FromColumns, outer.ToEntity);
        return (rows, [.. ends.Zip(starts, SqlExpression (end, start) => Equal(end, start))], way);
    }
}

/// <summary>The rows of a select over related rows.</summary>
internal static class RelatedSource
{
    /// <summary>The select's rows; where the query says no time, of the days that the policy allows.</summary>
    public static RowSource Of(PlanContext context, RelatedWay way, NameAllocator? aliases, bool hasTime)
    {
        var (start, related) = (context.Model.Table(way.Start)!, context.Model.Table(way.Related)!);
        var rows = new RowSource(context, start, null, related, way.ToRelated, aliases);
        rows.Scope.Require(way.ToRelated);
        foreach (var table in new[] { start, related }.Distinct())
        {
            if (!hasTime && table.TimeColumn is { } time && context.TimeAllowed?.Invoke(table) is { } days)
                rows.Within(new TimeFilter(new TimeRange.Between(days.From, days.To), $"{table.Name}.{time}"), sharedTime: false);
        }

        return rows;
    }
}
