using System.Collections.Frozen;
using NlSql.Query.Sql.Tree;

namespace NlSql.Query.Sql.Guarding.Naming;

/// <content>Columns.</content>
internal sealed partial class NameResolver
{
    private static readonly FrozenSet<string> SystemColumns =
        new[] { "ctid", "xmin", "xmax", "cmin", "cmax", "tableoid", "oid" }.ToFrozenSet(StringComparer.Ordinal);

    private void Column(ColumnReference reference, BoundScope? scope)
    {
        if (reference.Table is null) Unqualified(reference, scope);
        else Qualified(reference, scope);
    }

    /// <summary>The innermost query that has such a column decides.</summary>
    private void Unqualified(ColumnReference reference, BoundScope? scope)
    {
        for (BoundScope? at = scope; at is not null; at = at.Outer)
        {
            int matches = at.Shape.Columns.Count(c => c.Name == reference.Column);
            if (matches == 1) return;
            if (matches == 0) continue;
            context.Refuse(
                GuardIssues.AmbiguousColumn, $"{reference.Column} is a column of several sources.", reference,
                [.. at.Shape.Sources.Where(s => s.Columns.Any(c => c.Name == reference.Column)).Select(s => $"{s.Name}.{reference.Column}")]);
            return;
        }

        List<BoundSource> sources = Sources(scope);
        if (sources.Any(s => s.Name == reference.Column))
            context.Refuse(GuardIssues.WholeRow, $"{reference.Column} is a whole row; name its columns.", reference);
        else
            Missing(reference, sources);
    }

    /// <summary>The innermost source of that name decides.</summary>
    private void Qualified(ColumnReference reference, BoundScope? scope)
    {
        List<BoundSource> sources = Sources(scope);
        if (sources.FirstOrDefault(s => s.Name == reference.Table) is not { } source)
            context.Refuse(
                GuardIssues.UnknownTable, $"There is no source {reference.Table} here.", reference,
                [.. Similarity.Closest(reference.Table!, sources.Select(s => s.Name))]);
        else if (source.Columns.Count(c => c.Name == reference.Column) is var matches && matches > 1)
            context.Refuse(GuardIssues.AmbiguousColumn, $"{reference.Table} has several columns {reference.Column}.", reference);
        else if (matches == 0)
            Missing(reference, [source]);
    }

    private void Missing(ColumnReference reference, IReadOnlyList<BoundSource> sources)
    {
        if (sources.Any(s => s.Refused)) return;
        if (SystemColumns.Contains(reference.Column))
            context.Refuse(GuardIssues.SystemColumn, $"{reference.Column} is one of the database's own columns.", reference);
        else if (sources.Any(s => s.Table?.Columns.Any(c => c.Name == reference.Column && !c.Visible) == true))
            context.Refuse(GuardIssues.HiddenColumn, $"The column {reference.Column} may not be read.", reference);
        else
            context.Refuse(
                GuardIssues.UnknownColumn, $"There is no column {reference.Column} here.", reference,
                [.. Similarity.Closest(reference.Column, sources.SelectMany(s => s.Columns).Select(c => c.Name).Distinct(StringComparer.Ordinal))]);
    }

    /// <summary>Where the values of an expression come from; null when there is no single column.</summary>
    private static ColumnOrigin? SourceOf(SqlExpression expression, BoundScope scope) => expression is ColumnReference reference
        ? scope.Find(reference)?.Source
        : UnitKeeping.Of(expression) is { } inner && SourceOf(inner, scope) is { } source ? source with { IsPlain = false } : null;

    private static List<BoundSource> Sources(BoundScope? scope)
    {
        var sources = new List<BoundSource>();
        for (BoundScope? at = scope; at is not null; at = at.Outer)
            sources.AddRange(at.Shape.Sources);
        return sources;
    }
}
