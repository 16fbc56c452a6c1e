using NlSql.Query.Linking;
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
        phrase.Use();
        var period = (MentionTarget.Period)phrase.Target;
        if (period.Note is { } note)
            revision.Assume(note);
        var (held, filters) = Replaced(revision, revision.Query.Filters);
        var column = revision.Query.Time?.Column ?? held;
        // "only those filed in 2024": by the date that is named beside it.
        if (fragment.Previous(phrase) is { Used: false, Target: MentionTarget.Column { TableName: var owner, ColumnName: var date } } named && owner == revision.Table
            && revision.Model.FindTable(owner) is { } table && table.FindColumn(date)?.Type is ColumnType.Date or ColumnType.Timestamp)
        {
            named.Use();
            column = table.TimeColumn == date ? null : $"{owner}.{date}";
        }

        revision.Query = revision.Query with { Filters = filters, Time = new TimeFilter(period.Range, column), Compare = FixedComparison.Relative(revision.Query) };
    }

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
