using NlSql.Query.Linking;
using NlSql.Query.Reading;
using NlSql.Query.Tokens;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Questions.FollowUps.Edits;

/// <summary>"without returns", "only returned", "without an email": columns that are true or false, or have a value or none.</summary>
internal sealed class TruthEdit : FollowUpEdit
{
    public override void Apply(Fragment fragment, Revision revision)
    {
        foreach (var phrase in fragment.Unused<MentionTarget.Metric>())
            Counted(fragment, phrase, revision);
        foreach (var phrase in fragment.Unused<MentionTarget.Column>())
        {
            var before = fragment.Previous(phrase) is { Used: false } found ? found : null;
            var after = fragment.Next(phrase) is { Used: false } next ? next : null;
            if (Columns.Best(revision, phrase, c => c.Type == ColumnType.Boolean) is { } truth)
            {
                var negation = before?.Target is MentionTarget.Negation ? before : null;
                if (negation is null && !IsState(fragment, revision, phrase))
                    continue;
                negation?.Use();
                phrase.Use(truth);
                Keep(revision, truth, new QueryFilter.Compare(Columns.Name(truth), FilterOperator.Equal, [QueryLiteral.Of(negation is null)]));
            }
            else if ((before?.Target is MentionTarget.Missing ? before : after?.Target is MentionTarget.Missing ? after : null) is { } missing && Columns.Best(revision, phrase) is { } column)
            {
                missing.Use();
                phrase.Use(column);
                Keep(revision, column, new QueryFilter.Compare(Columns.Name(column), ((MentionTarget.Missing)missing.Target).Present ? FilterOperator.IsNotNull : FilterOperator.IsNull, []));
            }
            // "which of them have a rating?"
            else if (Has(fragment, revision, phrase) && Columns.Best(revision, phrase) is { } had)
            {
                phrase.Use(had);
                Keep(revision, had, new QueryFilter.Compare(Columns.Name(had), FilterOperator.IsNotNull, []));
            }
            else if (IsDone(fragment, revision, phrase) is { } done)
            {
                before = before?.Target is MentionTarget.Negation ? before : null;
                before?.Use();
                phrase.Use(done);
                Keep(revision, done, new QueryFilter.Compare(Columns.Name(done), before is null ? FilterOperator.IsNotNull : FilterOperator.IsNull, []));
            }
        }
    }

    private static bool Has(Fragment fragment, Revision revision, Phrase phrase) => revision.IsList && fragment.Phrases is [{ Target: MentionTarget.Listing { Which: true } }, _] && phrase.Mention.Start > 1
        && fragment.Question.Folded[phrase.Mention.Start - 1] is "a" or "an" or "any" && fragment.Question.Folded[phrase.Mention.Start - 2] is "have" or "has" or "had";

    /// <summary>"how many of them are late?", "which of those were returned?": a column that says of rows that they are so, or when they became so.</summary>
    public static bool IsCondition(Fragment fragment, Revision revision, Phrase phrase) => (IsState(fragment, revision, phrase) && Columns.Best(revision, phrase, c => c.Type == ColumnType.Boolean) is not null) || IsDone(fragment, revision, phrase) is not null;

    // "only late", "those under warranty", "which are organic?" of what is listed, "and late?" of what is measured.
    private static bool IsState(Fragment fragment, Revision revision, Phrase phrase) => fragment.Cues.Only || fragment.Cues.Refers || (revision.IsList && fragment.Phrases is [{ Target: MentionTarget.Listing { Which: true } }, _]) || (fragment.Cues.Adds && !revision.IsList && (fragment.Phrases.Count == 1 || fragment.Previous(phrase)?.Target is MentionTarget.Count));

    // "how many of them were returned?": those that have a date of it.
    private static MentionTarget.Column? IsDone(Fragment fragment, Revision revision, Phrase phrase) =>
        fragment.Cues.Refers && !fragment.Phrases.Any(p => p.Target is MentionTarget.Period or MentionTarget.Grouping or MentionTarget.Order)
        && fragment.Question.Words[phrase.Mention.Start].Token.Folded.EndsWith("ed", StringComparison.Ordinal) && fragment.Phrases[0].Target is MentionTarget.Count or MentionTarget.Listing { Which: true }
            ? Columns.Best(revision, phrase, c => c.Type is ColumnType.Date or ColumnType.Timestamp) is { } column && column.TableName == revision.Table ? column : null
            : null;

    // "without returns", "only warranty repairs": a measure of rows of which the column "returned" or "warranty" is true.
    private static void Counted(Fragment fragment, Phrase phrase, Revision revision)
    {
        var negation = fragment.Previous(phrase) is { Used: false, Target: MentionTarget.Negation } before ? before : null;
        var counts = revision.Model.FindMetric(((MentionTarget.Metric)phrase.Target).Name) is { Aggregate: AggregateFunction.Count, Filter: not null };
        if (negation is null ? !(fragment.Cues.Only && counts) : !counts && phrase.Mention.End != phrase.Mention.Start + 1)
            return;
        var root = WordRoots.Of(fragment.Question.Words[phrase.Mention.Start].Token.Folded);
        if (revision.Model.FindTable(revision.Table) is not { } table || table.Columns.FirstOrDefault(c => c is { Type: ColumnType.Boolean, Visibility: ColumnVisibility.Public } && WordRoots.Of(c.Name) == root) is not { } column)
            return;
        var target = new MentionTarget.Column(table.Name, column.Name);
        negation?.Use();
        phrase.Use(target);
        Keep(revision, target, new QueryFilter.Compare(Columns.Name(target), FilterOperator.Equal, [QueryLiteral.Of(negation is null)]));
    }

    private static void Keep(Revision revision, MentionTarget.Column column, QueryFilter.Compare term)
    {
        var others = FilterTerms.Without(revision.Query.Filters, t => t is QueryFilter.Compare compare && revision.Full(compare.Column) == Columns.Name(column) && compare.Operator == term.Operator);
        revision.Query = revision.Query with { Filters = FilterTerms.With(others, term) };
    }
}
