using NlSql.Query.Linking;
using NlSql.Query.Reading;
using NlSql.Query.Tokens;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Query.Questions.FollowUps;

/// <summary>"which city was the cheapest there?", "which mechanic had the most?": a thing and an end of an order, and no measure but the one of the previous query.</summary>
internal static class RankedThing
{
    /// <summary>The phrases of the thing and of the end of the order, and whether the largest is asked for; null when it is none.</summary>
    public static (Phrase Thing, Phrase End, bool Largest)? Of(Fragment fragment, Revision revision)
    {
        if (revision.IsList)
            return null;
        var said = fragment.Phrases.Where(p => p.Target is not (MentionTarget.Listing { Which: true } or MentionTarget.Activity or MentionTarget.Relation) && !Repeats(fragment, revision, p)).ToList();
        if (said is not [{ Target: MentionTarget.Column or MentionTarget.Table } thing, var end] || fragment.Previous(thing)?.Target is not MentionTarget.Listing { Which: true })
            return null;
        return end.Target switch
        {
            MentionTarget.Extreme extreme => (thing, end, extreme.Largest),
            MentionTarget.Limit { Rows: null, Largest: { } largest } => (thing, end, largest),
            MentionTarget.Gradable when GroupPhrases.IsGroup(revision, thing) && Graded(revision, end) is { } descending => (thing, end, descending),
            _ => null,
        };
    }

    /// <summary>Whether a phrase only says once more what is measured: "the highest average" of averages, "the highest number" of counts.</summary>
    public static bool Repeats(Fragment fragment, Revision revision, Phrase phrase) => revision.Query.Metrics is [var metric] && fragment.Next(phrase) is null or { Target: MentionTarget.Grouping } or { Target: MentionTarget.Extreme } && phrase.Target switch
    {
        MentionTarget.Aggregate { Function: var function } => MetricNames.Function(revision.Model, metric) == function,
        MentionTarget.Count => MetricNames.Counts(revision.Model, metric),
        _ => false,
    };

    /// <summary>Whether it asks for a thing in its place ("which city was second?"), or for the things behind a number ("which members?").</summary>
    public static bool IsAlone(Fragment fragment, Revision revision) => Listed(fragment) is { } thing && (fragment.Cues.Place is not null ? GroupPhrases.IsGroup(revision, thing) : Behind(fragment, revision) is not null);

    /// <summary>The thing of which a number is asked once more by each: "which members?"; null when that is not asked.</summary>
    public static Phrase? Behind(Fragment fragment, Revision revision) =>
        fragment.Cues.Place is null && revision is { IsList: false, Query: { Dimensions.Count: 0, Return.Count: 0, Union.Count: 0 } } && Listed(fragment) is { Target: MentionTarget.Table or MentionTarget.Column } thing && SaysNoMore(fragment) && !SaysState(revision, thing) ? thing : null;

    // "which brands are there?" asks for all that exist.
    private static bool SaysNoMore(Fragment fragment) => fragment.Question.Words.Select((w, i) => (w.Token, Index: i))
        .Where(w => w.Token.Kind != TokenKind.Symbol && !fragment.Phrases.Any(p => p.Mention.Start <= w.Index && w.Index < p.Mention.End))
        .All(w => w.Token.Folded is "the" or "are" or "were" or "is" or "was" or "these" or "those");

    /// <summary>"which of them are late?" keeps some.</summary>
    public static bool SaysState(Revision revision, Phrase phrase) =>
        phrase.Target is MentionTarget.Column column && Columns.Definition(revision, column)?.Type is ColumnType.Boolean or ColumnType.Date or ColumnType.Timestamp;

    private static Phrase? Listed(Fragment fragment) => fragment.Phrases is [{ Target: MentionTarget.Listing { Which: true } }, var thing] ? thing : null;

    /// <summary>Whether an adjective such as "cheapest" grades the only measure of the query, and which end it takes; null when it does not.</summary>
    public static bool? Graded(Revision revision, Phrase phrase) => revision.Query.Metrics is not [var metric] || Measures.ColumnOf(revision, metric) is not { } measured ? null
        : phrase.Mention.Candidates.Select(c => c.Target).OfType<MentionTarget.Gradable>().FirstOrDefault(g => !g.Compares && $"{g.TableName}.{g.ColumnName}" == measured)?.Descending;
}
