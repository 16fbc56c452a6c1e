using NlSql.Query.Linking;
using NlSql.Query.Reading;
using NlSql.Query.Tokens;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Questions.FollowUps.Edits;

/// <summary>"over 1000", "with more than 5 orders", "price above 20": conditions on numbers of groups and of rows.</summary>
internal sealed class NumberEdit : FollowUpEdit
{
    public override void Apply(Fragment fragment, Revision revision)
    {
        foreach (var phrase in fragment.Unused<MentionTarget.Comparison>())
        {
            var comparison = (MentionTarget.Comparison)phrase.Target;
            var number = comparison.Trails ? fragment.Previous(phrase) : fragment.Next(phrase);
            if (number is not { Used: false, Target: MentionTarget.Number amount } || comparison.Operator == FilterOperator.Between)
                continue;
            var (first, last) = comparison.Trails ? (number, phrase) : (phrase, number);
            var noun = Noun(fragment.Next(last)) ?? Noun(fragment.Previous(first));
            // "only towns with more than 10" of what is told by town.
            if (noun is not null && noun.Index < first.Index && !revision.IsList && GroupPhrases.IsGroup(revision, noun))
            {
                noun.Use();
                noun = null;
            }

            var literal = QueryLiteral.Of(amount.Form == NumberForm.Percent ? amount.Amount / 100 : amount.Amount);
            if (!Filter(revision, noun, comparison.Operator, literal))
                continue;
            phrase.Use();
            number.Use();
        }

        // "which of them are younger than 50?": what the adjective measures, of the rows themselves.
        foreach (var phrase in fragment.Unused<MentionTarget.Gradable>())
        {
            if (!revision.IsList || fragment.Next(phrase) is not { Used: false, Target: MentionTarget.Number amount } number
                || phrase.Mention.Candidates.Select(c => c.Target).OfType<MentionTarget.Gradable>().FirstOrDefault(g => g.Compares && g.TableName == revision.Table) is not { } graded)
                continue;
            phrase.Use(graded);
            number.Use();
            var column = $"{graded.TableName}.{graded.ColumnName}";
            // "what about those younger than 45?" instead of those over 60.
            var others = fragment.Cues.Asks ? FilterTerms.Without(revision.Query.Filters, t => t is QueryFilter.Compare before && revision.Full(before.Column) == column) : revision.Query.Filters;
            revision.Query = revision.Query with { Filters = FilterTerms.With(others, new QueryFilter.Compare(column, graded.Descending ? FilterOperator.Greater : FilterOperator.Less, [QueryLiteral.Of(amount.Amount)])) };
        }
    }

    private static bool Filter(Revision revision, Phrase? noun, FilterOperator @operator, QueryLiteral literal)
    {
        var query = revision.Query;
        if (noun?.Target is MentionTarget.Column && Columns.Best(revision, noun, Columns.IsNumber) is { } column)
        {
            noun.Use(column);
            revision.Query = query with { Filters = FilterTerms.With(query.Filters, new QueryFilter.Compare(Columns.Name(column), @operator, [literal])) };
            return true;
        }

        if (noun?.Target is MentionTarget.Table table)
            return Having(revision, noun, MeasureEdit.RowCount(revision, table.Name), @operator, literal);

        // "only those over 40" of people: the only number that they have.
        if (noun is null && revision is { IsList: true, Query.Shape: QueryShape.Rows } && revision.Model.FindTable(revision.Table) is { } rows && rows.Columns.Where(c => Columns.IsNumber(c) && c.Kind == ColumnKind.Fact).ToList() is [var only])
        {
            revision.Query = query with { Filters = FilterTerms.With(query.Filters, new QueryFilter.Compare($"{rows.Name}.{only.Name}", @operator, [literal])) };
            return true;
        }

        // Without a noun the only measure is meant; groups are kept by it.
        if (!HasGroups(revision) || (noun is null && query.Metrics.Count > 1))
            return false;
        return Having(revision, noun, noun?.Target is MentionTarget.Metric metric ? new() { Name = metric.Name } : noun is null ? query.Metrics[0] : null, @operator, literal);
    }

    // Groups, or things with the number of what belongs to each.
    private static bool HasGroups(Revision revision) => (revision.Query.Dimensions.Count > 0 && !revision.IsList) || (revision.Query is { From: not null, Metrics.Count: > 0, Return.Count: > 0, Dimensions.Count: 0 } && revision.Query.Metrics.All(m => m.Of is not null));

    private static bool Having(Revision revision, Phrase? noun, MetricReference? wanted, FilterOperator @operator, QueryLiteral literal)
    {
        var query = revision.Query;
        if (wanted is null || !HasGroups(revision))
            return false;
        var known = query.Metrics.FirstOrDefault(m => Measures.AreSame(revision, m, wanted)) ?? wanted;
        // What the model has no name for can only be kept by where it is measured.
        if (known.Name is null && !query.Metrics.Contains(known))
            query = Shape.WithMetric(query, known);
        var measure = Revision.NameOf(known);
        noun?.Use();
        var others = FilterTerms.Without(query.Having, t => t is QueryFilter.Compare compare && compare.Column == measure && compare.Operator == @operator);
        revision.Query = query with { Having = FilterTerms.With(others, new QueryFilter.Compare(measure, @operator, [literal])) };
        return true;
    }

    private static Phrase? Noun(Phrase? phrase) => phrase is { Used: false, Target: MentionTarget.Metric or MentionTarget.Column or MentionTarget.Table } ? phrase : null;
}
