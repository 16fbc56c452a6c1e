using NlSql.Query.Linking;
using NlSql.Query.Reading;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Questions.FollowUps.Edits;

/// <summary>"what about last year?", "same for March", "since 2024": another period.</summary>
internal sealed class PeriodEdit : FollowUpEdit
{
    public override void Apply(Fragment fragment, Revision revision)
    {
        // Two periods are a comparison or a range that only a whole question says.
        if (fragment.Unused<MentionTarget.Period>() is not [var phrase] || fragment.Previous(phrase)?.Target is MentionTarget.Negation)
            return;
        var period = (MentionTarget.Period)phrase.Target;
        if (OfYears(fragment, phrase, period.Range, revision))
            return;
        phrase.Use();
        var (held, filters) = Replaced(revision, revision.Query.Filters);
        var column = revision.Query.Time?.Column ?? held;
        // "only those filed in 2024": by the date that is named beside it.
        if (fragment.Previous(phrase) is { Used: false, Target: MentionTarget.Column { TableName: var owner, ColumnName: var date } } named && owner == revision.Table
            && revision.Model.FindTable(owner) is { } table && table.FindColumn(date)?.Type is ColumnType.Date or ColumnType.Timestamp)
        {
            named.Use();
            column = table.TimeColumn == date ? null : $"{owner}.{date}";
        }
        else if (fragment.Next(phrase) is { Used: false, Target: MentionTarget.Grouping } by && fragment.Next(by) is { Used: false, Target: MentionTarget.Column } dated && Columns.Best(revision, dated, IsDate) is { } other && other.TableName == revision.Table)
        {
            // "in 2024 by closing date": by it the year is told.
            by.Use();
            dated.Use(other);
            // "due date": the noun of a column that is called by its adjective.
            if (fragment.Next(dated) is { Used: false, Target: MentionTarget.Grain { Size: TimeGrain.Day, Stated: false } } noun)
                noun.Use();
            column = Columns.Name(other);
        }

        var range = period.Note is null ? period.Range : InYear(revision, period.Range);
        if (period.Note is { } note && range == period.Range)
            revision.Assume(note);
        revision.Query = revision.Query with { Filters = filters, Time = new TimeFilter(range, column), Compare = FixedComparison.Relative(revision.Query) };
    }

    // "how many of them joined after 2016" of a column of years.
    private static bool OfYears(Fragment fragment, Phrase phrase, TimeRange range, Revision revision)
    {
        if (range is not TimeRange.Between years || fragment.Previous(phrase) is not { Used: false, Target: MentionTarget.Column } named || Columns.Best(revision, named, c => c.Type == ColumnType.Integer) is not { } column
            || column.TableName != revision.Table || !fragment.Question.Lexicon.IsYear(column))
            return false;
        var name = Columns.Name(column);
        var filter = (years.From, years.To) switch
        {
            ({ } from, { } to) when from.Year == to.Year => new QueryFilter.Compare(name, FilterOperator.Equal, [QueryLiteral.Of(from.Year)]),
            ({ } from, { } to) => new QueryFilter.Compare(name, FilterOperator.Between, [QueryLiteral.Of(from.Year), QueryLiteral.Of(to.Year)]),
            ({ } from, null) => new QueryFilter.Compare(name, FilterOperator.GreaterOrEqual, [QueryLiteral.Of(from.Year)]),
            (null, { } to) => new QueryFilter.Compare(name, FilterOperator.LessOrEqual, [QueryLiteral.Of(to.Year)]),
            _ => null,
        };
        if (filter is null)
            return false;
        phrase.Use();
        named.Use(column);
        revision.Query = revision.Query with { Filters = FilterTerms.With(FilterTerms.Without(revision.Query.Filters, t => t is QueryFilter.Compare known && known.Column == name), filter) };
        return true;
    }

    private static bool IsDate(ColumnDefinition column) => column.Type is ColumnType.Date or ColumnType.Timestamp;

    // "only March" of a year that was asked for is that year's; without one it is the last.
    private static TimeRange InYear(Revision revision, TimeRange range)
    {
        if (range is not TimeRange.Between { From: { } from, To: { } to } || Asked(revision.Query) is not { From: { } first, To: { } last } || first.Year != last.Year || first.Year == from.Year || from.Year != to.Year)
            return range;
        return new TimeRange.Between(from.AddYears(first.Year - from.Year), to.AddDays(1).AddYears(first.Year - from.Year).AddDays(-1));
    }

    private static TimeRange.Between? Asked(SemanticQuery query) => query.Time?.Range as TimeRange.Between ?? InFilters(query);

    private static TimeRange.Between? InFilters(SemanticQuery query) =>
        FilterTerms.Of(query.Filters).OfType<QueryFilter.Compare>().Select(FilterTerms.Days).FirstOrDefault(d => d is not null) is var (first, last) ? new(first, last) : null;

    // "claims filed in 2023" has its period as a condition on the date that was named; another period takes its place.
    private static (string? Column, QueryFilter? Filters) Replaced(Revision revision, QueryFilter? filters)
    {
        bool IsPeriod(QueryFilter filter) => filter is QueryFilter.Compare { Operator: FilterOperator.Between or FilterOperator.GreaterOrEqual or FilterOperator.LessOrEqual, Column: var name } && name.Split('.') is [var table, var column]
            && revision.Model.FindTable(table)?.FindColumn(column)?.Type is ColumnType.Date or ColumnType.Timestamp;
        return filters switch
        {
            QueryFilter.Compare only when IsPeriod(only) => (only.Column, null),
            QueryFilter.AllOf all when all.Terms.FirstOrDefault(IsPeriod) is QueryFilter.Compare period => (period.Column, all.Terms.Where(t => t != period).ToList() switch { [var last] => last, var rest => new QueryFilter.AllOf(rest.ToValueList()) }),
            _ => (null, filters),
        };
    }
}
