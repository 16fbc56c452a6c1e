using NlSql.Query.Linking;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Reading;

/// <summary>Parts of dates that come again, in a query: "by weekday", "on Mondays".</summary>
internal static class DateUnits
{
    /// <summary>Groups by a part of a date.</summary>
    public static DimensionReference Dimension(DatePart part, string column) =>
        new() { Expression = Of(part, column), As = part == DatePart.DayOfWeek ? "weekday" : QueryWords.Of(part) };

    /// <summary>Keeps the dates whose part has one of the values.</summary>
    public static QueryFilter Condition(MentionTarget.Recurring recurring, string column) =>
        new QueryFilter.Relation(Of(recurring.Part, column), recurring.Values.Count == 1 ? FilterOperator.Equal : FilterOperator.In, new ComparedValue.Literals(recurring.Values));

    private static QueryExpression.PartOfDate Of(DatePart part, string column) => new(part, new QueryExpression.Named(column));
}
