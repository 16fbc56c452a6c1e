using System.Globalization;
using NlSql.Query.Linking;
using NlSql.Query.Planning;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Questions.Verified;

/// <summary>Names of what a word may mean: words that share one say the same. Those of words of general English are the numbers of <see cref="Concepts"/>.</summary>
internal static class Key
{
    public const string Most = "most";
    public const string Least = "least";
    public const string Now = "now";
    public const string YearBefore = "yoy";
    public const string How = "how";
    public const string Where = "where";
    public const string Who = "who";

    /// <summary>Whatever is listed: the sellers of "our best sellers".</summary>
    public const string Thing = "thing";

    /// <summary>A verb that only carries a question.</summary>
    public const string Verb = "verb";
    public const string Count = "count";
    public const string Order = "order";
    public const string Distinct = "distinct";

    /// <summary>Stands in a phrasing for the number of its slot.</summary>
    public const int AnyNumber = 9973;

    private const string NumberPlace = "{n}";

    public static string Extreme(bool largest) => largest ? Most : Least;

    public static string Number(decimal number) => $"n:{Text(number)}";

    public static string Last(decimal count, TimeGrain unit) => $"last {Text(count)} {unit}";

    public static string Grain(TimeGrain size) => $"g:{size}";

    public static string Part(DatePart part) => $"part:{part}";

    public static string Compared(FilterOperator compared) => $"cmp:{compared}";

    public static string Aggregate(AggregateFunction function) => $"agg:{function}";

    public static string Metric(string name) => $"m:{name}";

    public static string Table(string name) => $"t:{name}";

    public static string Column(string name) => $"c:{name}";

    public static string Segment(string name) => $"s:{name}";

    public static string Value(string column, string text) => ValueOf(column) + text;

    /// <summary>How the keys of the values of a column begin.</summary>
    public static string ValueOf(string column) => $"v:{column}=";

    /// <summary>What a range of time is called: its days, none after the one that is counted from.</summary>
    public static string Period(TimeRange range, DateOnly anchor, CalendarDefinition calendar)
    {
        // "in November" stays November when the last month is another; a year is said either way.
        if (range is TimeRange.Between { From: var first, To: var end } && !(first is { DayOfYear: 1 } && end is { Month: 12, Day: 31 }))
            return string.Create(CultureInfo.InvariantCulture, $"p:{first:yyyyMMdd}..{end:yyyyMMdd}");
        var days = TimeRangeResolver.Resolve(range, new TimeAnchorDay(anchor), calendar);
        var to = days.To is { } last && last < anchor ? last : anchor;
        return string.Create(CultureInfo.InvariantCulture, $"p:{days.From:yyyy-MM-dd}..{(days.From > to ? days.To : to):yyyy-MM-dd}");
    }

    public static bool IsPeriod(string key) => key.StartsWith("p:", StringComparison.Ordinal);

    /// <summary>The name of a metric; null for other keys.</summary>
    public static string? MetricOf(string key) => key.StartsWith("m:", StringComparison.Ordinal) ? key[2..] : null;

    /// <summary>The name of a table; null for other keys.</summary>
    public static string? TableOf(string key) => key.StartsWith("t:", StringComparison.Ordinal) ? key[2..] : null;

    /// <summary>The key of a thing of the model; null for others.</summary>
    public static string? Of(MentionTarget target) => target switch
    {
        MentionTarget.Metric metric => Metric(metric.Name),
        MentionTarget.Segment segment => Segment(segment.Name),
        MentionTarget.Table table => Table(table.Name),
        MentionTarget.Column column => Column($"{column.TableName}.{column.ColumnName}"),
        MentionTarget.Value value => Value($"{value.TableName}.{value.ColumnName}", value.Text),
        _ => null,
    };

    /// <summary>A key of a phrasing with the number of its slot.</summary>
    public static string Filled(string key, decimal? number) => number is { } n ? key.Replace(NumberPlace, Text(n), StringComparison.Ordinal) : key;

    private static string Text(decimal number) => number == AnyNumber ? NumberPlace : number.ToString("0.############", CultureInfo.InvariantCulture);
}
