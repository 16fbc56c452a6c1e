using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Questions.FollowUps.Edits;

/// <summary>What the rows of a query are ordered by.</summary>
internal static class Ordering
{
    /// <summary>The term for a key; without one, what the rows are ordered by already: said, or by the compiler's own rule.</summary>
    public static OrderTerm? First(Revision revision, string? by)
    {
        var query = revision.Query;
        if (by is not null)
            return new() { By = by };
        if (query.OrderBy is [var first, ..])
            return first;
        if (query.Metrics.Count > 0 && query.Shape == QueryShape.Aggregate)
            return query.Dimensions.FirstOrDefault(d => d.Grain is not null) is { } series ? new() { By = series.Column } : new() { By = Revision.NameOf(query.Metrics[0]), Descending = true };
        return (query.Dimensions.Select(d => d.Column).Concat(query.Return.Select(r => r.Name)).FirstOrDefault(n => n.Length > 0)) is { } name ? new() { By = name } : null;
    }
}
