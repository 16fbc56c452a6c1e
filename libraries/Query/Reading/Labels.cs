using System.Globalization;
using NlSql.Query.Linking;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Reading;

/// <summary>Things of a question and a query in plain words.</summary>
internal static class Labels
{
    public static string Of(ModelDefinition model, MentionTarget target) => target switch
    {
        MentionTarget.Metric metric => model.FindMetric(metric.Name)?.Label ?? metric.Name,
        MentionTarget.Column column => Column(model, column.TableName, column.ColumnName),
        MentionTarget.Table table => model.FindTable(table.Name)?.Label ?? table.Name,
        MentionTarget.Value value => $"{Column(model, value.TableName, value.ColumnName)} is {value.Text}",
        MentionTarget.Literal literal => $"the text “{literal.Text}”",
        MentionTarget.Segment segment => model.FindSegment(segment.Name)?.Label ?? segment.Name,
        MentionTarget.Period period => Period(period.Range),
        MentionTarget.Grain grain => grain.Size is { } size ? $"by {QueryWords.Of(size).Replace('_', ' ')}" : "over time",
        MentionTarget.DateUnit unit => $"by {QueryWords.Of(unit.Part).Replace('_', ' ')}",
        MentionTarget.Recurring { Part: DatePart.DayOfWeek } days => string.Join(", ", days.Values.Select(v => Narration.ValueText.Weekday((int)v.Number!.Value))),
        MentionTarget.Recurring { Part: DatePart.Hour } hours => $"in the hours {string.Join(", ", hours.Values.Select(v => v.Number!.Value.ToString(CultureInfo.InvariantCulture)))}",
        MentionTarget.Aggregate aggregate => Aggregate(aggregate.Function),
        MentionTarget.Count => "count",
        MentionTarget.Distinct => "different values",
        MentionTarget.Number number => number.Amount.ToString(CultureInfo.InvariantCulture) + (number.Form == Tokens.NumberForm.Percent ? " %" : ""),
        MentionTarget.Multiple multiple => $"{multiple.Times.ToString(CultureInfo.InvariantCulture)} times",
        MentionTarget.Grouping => "group by",
        MentionTarget.Extreme extreme => extreme.Largest ? "largest first" : "smallest first",
        MentionTarget.Limit limit => limit.Rows is { } rows ? $"{(limit.Largest == false ? "last" : "first")} {rows}" : limit.Largest == false ? "smallest first" : "largest first",
        MentionTarget.Place place => $"place {place.Rank}",
        MentionTarget.Order order => order.Descending switch { true => "descending order", false => "ascending order", _ => "order" },
        MentionTarget.Comparison comparison => Operator(comparison.Operator),
        MentionTarget.Negation or MentionTarget.LeftOut => "not",
        MentionTarget.Missing missing => missing.Present ? "has a value" : "has no value",
        MentionTarget.Listing => "list",
        MentionTarget.Growth => "growth",
        MentionTarget.Versus => "a comparison of two periods or groups",
        MentionTarget.Share => "a share of the total",
        MentionTarget.Running => "a running total",
        MentionTarget.Difference => "one less the other",
        MentionTarget.Unsupported unsupported => unsupported.What,
        MentionTarget.Relation => "how these belong together",
        MentionTarget.Frequent frequent => frequent.Most ? "most often" : "least often",
        MentionTarget.And => "and",
        MentionTarget.Or => "or",
        _ => "no meaning of its own",
    };

    public static string Kind(MentionTarget target) => target switch
    {
        MentionTarget.Period => "period",
        MentionTarget.Literal => "value",
        MentionTarget.Extreme => "superlative",
        MentionTarget.And or MentionTarget.Or or MentionTarget.Filler or MentionTarget.Activity or MentionTarget.Relation => "word",
        MentionTarget.Unsupported => "unknown",
        _ => target.GetType().Name.ToLowerInvariant(),
    };

    /// <summary>A column with its table where another table has one of the same label.</summary>
    public static string Column(ModelDefinition model, string table, string column)
    {
        var definition = model.FindTable(table)?.FindColumn(column);
        var label = definition?.Label ?? column;
        var shared = model.Tables.Any(t => t.Name != table && t.Columns.Any(c => c.Visibility == ColumnVisibility.Public && c.Label == label));
        return shared ? $"{label} of {model.FindTable(table)?.Label ?? table}" : label;
    }

    public static string Column(ModelDefinition model, string qualified)
    {
        var dot = qualified.IndexOf('.', StringComparison.Ordinal);
        return dot < 0 ? qualified : Column(model, qualified[..dot], qualified[(dot + 1)..]);
    }

    /// <summary>An aggregate of a column: "total quantity"; a column called "total amount" is said once.</summary>
    public static string Aggregated(AggregateFunction function, string label) =>
        label.StartsWith(Aggregate(function) + " ", StringComparison.OrdinalIgnoreCase) ? label : $"{Aggregate(function)} {label}";

    public static string Aggregate(AggregateFunction function) => function switch
    {
        AggregateFunction.Sum => "total",
        AggregateFunction.Avg => "average",
        AggregateFunction.Count => "number of rows",
        AggregateFunction.CountDistinct => "number of different values",
        AggregateFunction.Max => "largest",
        AggregateFunction.Min => "smallest",
        AggregateFunction.Median => "median",
        _ => QueryWords.Of(function),
    };

    public static string Period(TimeRange range) => range switch
    {
        TimeRange.Between { From: { } from, To: { } to } when from == to => Day(from),
        TimeRange.Between { From: { } from, To: { } to } => $"{Day(from)} to {Day(to)}",
        TimeRange.Between { From: { } from } => $"since {Day(from)}",
        TimeRange.Between { To: { } to } => $"until {Day(to)}",
        _ => TimeRangeText.Of(range) ?? "the period",
    };

    public static string Operator(FilterOperator @operator) => @operator switch
    {
        FilterOperator.Equal => "is",
        FilterOperator.NotEqual => "is not",
        FilterOperator.Less => "is less than",
        FilterOperator.LessOrEqual => "is at most",
        FilterOperator.Greater => "is more than",
        FilterOperator.GreaterOrEqual => "is at least",
        FilterOperator.In => "is one of",
        FilterOperator.NotIn => "is none of",
        FilterOperator.Contains => "contains",
        FilterOperator.NotContains => "does not contain",
        FilterOperator.StartsWith => "starts with",
        FilterOperator.EndsWith => "ends with",
        FilterOperator.Between => "is between",
        FilterOperator.IsNull => "has no value",
        _ => "has a value",
    };

    /// <summary>Words as a sentence begins with them.</summary>
    public static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    private static string Day(DateOnly day) => day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);
}
