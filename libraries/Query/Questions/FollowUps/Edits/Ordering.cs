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
        // The largest first of a list are so by a number that it shows.
        if (Number(revision) is { } number)
            return new() { By = number };
        return (query.Dimensions.Select(d => d.Column).Concat(query.Return.Select(r => r.Name)).FirstOrDefault(n => n.Length > 0)) is { } name ? new() { By = name } : null;
    }

    /// <summary>The number that a list shows, the last of several; null when it shows none.</summary>
    public static string? Number(Revision revision) => revision.Query.Return.Select(r => r.Name).LastOrDefault(n => revision.FindColumn(n) is { } column && Columns.IsNumber(column));
}
