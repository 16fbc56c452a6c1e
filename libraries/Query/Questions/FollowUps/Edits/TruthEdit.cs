using NlSql.Query.Linking;
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
            WithoutCounted(fragment, phrase, revision);
        foreach (var phrase in fragment.Unused<MentionTarget.Column>())
        {
            var before = fragment.Previous(phrase) is { Used: false } found ? found : null;
            var after = fragment.Next(phrase) is { Used: false } next ? next : null;
            if (Columns.Best(revision, phrase, c => c.Type == ColumnType.Boolean) is { } truth)
            {
                var negation = before?.Target is MentionTarget.Negation ? before : null;
                if (negation is null && !fragment.Cues.Only && !fragment.Cues.Refers)
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
        }
    }

    // "without returns" after "returns" is a measure: rows of which the column "returned" is false.
    private static void WithoutCounted(Fragment fragment, Phrase phrase, Revision revision)
    {
        if (fragment.Previous(phrase) is not { Used: false, Target: MentionTarget.Negation } negation || phrase.Mention.End != phrase.Mention.Start + 1)
            return;
        var root = WordRoots.Of(fragment.Question.Words[phrase.Mention.Start].Token.Folded);
        if (revision.Model.FindTable(revision.Table) is not { } table || table.Columns.FirstOrDefault(c => c is { Type: ColumnType.Boolean, Visibility: ColumnVisibility.Public } && WordRoots.Of(c.Name) == root) is not { } column)
            return;
        var target = new MentionTarget.Column(table.Name, column.Name);
        negation.Use();
        phrase.Use(target);
        Keep(revision, target, new QueryFilter.Compare(Columns.Name(target), FilterOperator.Equal, [QueryLiteral.Of(false)]));
    }

    private static void Keep(Revision revision, MentionTarget.Column column, QueryFilter.Compare term)
    {
        var others = FilterTerms.Without(revision.Query.Filters, t => t is QueryFilter.Compare compare && revision.Full(compare.Column) == Columns.Name(column) && compare.Operator == term.Operator);
        revision.Query = revision.Query with { Filters = FilterTerms.With(others, term) };
    }
}
