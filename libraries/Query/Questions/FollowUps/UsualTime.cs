using NlSql.Query.Linking;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Questions.FollowUps;

/// <summary>An answered query says its time column. The usual one is left unsaid, so that another measure brings its own.</summary>
internal static class UsualTime
{
    public static SemanticQuery Implied(SemanticQuery query, Lexicon lexicon)
    {
        var revision = new Revision(query, lexicon, 0);
        return query.Time is { Column: { } column } time && query.Metrics.Count > 0 && revision.TimeColumn == revision.Full(column) ? query with { Time = time with { Column = null } } : query;
    }
}
