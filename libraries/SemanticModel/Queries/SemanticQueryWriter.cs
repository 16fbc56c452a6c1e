using System.Globalization;
using System.Text.Json;

namespace NlSql.SemanticModel.Queries;

/// <summary>Semantic query → canonical JSON: one text per query, short forms wherever they exist.</summary>
internal static class SemanticQueryWriter
{
    public static void Write(Utf8JsonWriter writer, SemanticQuery query)
    {
        writer.WriteStartObject();
        if (query.From is not null)
            writer.WriteString("from", query.From);
        List(writer, "return", query.Return, static (w, name) => w.WriteStringValue(name));
        List(writer, "metrics", query.Metrics, WriteMetric);
        List(writer, "dimensions", query.Dimensions, WriteDimension);
        if (query.Time is not null)
        {
            writer.WritePropertyName("time");
            WriteTime(writer, query.Time);
        }

        if (query.Filters is not null)
        {
            writer.WritePropertyName("filters");
            WriteFilter(writer, query.Filters);
        }

        if (query.Having is not null)
        {
            writer.WritePropertyName("having");
            WriteFilter(writer, query.Having);
        }

        List(writer, "order_by", query.OrderBy, WriteOrder);
        if (query.Limit is { } limit)
            writer.WriteNumber("limit", limit);
        if (query.Shape != QueryShape.Aggregate)
            writer.WriteString("shape", QueryWords.Of(query.Shape));
        writer.WriteEndObject();
    }

    public static void WriteTime(Utf8JsonWriter writer, TimeFilter time)
    {
        if (time.Column is null)
        {
            WriteRange(writer, time.Range);
            return;
        }

        writer.WriteStartObject();
        writer.WriteString("column", time.Column);
        writer.WritePropertyName("range");
        WriteRange(writer, time.Range);
        writer.WriteEndObject();
    }

    public static void WriteFilter(Utf8JsonWriter writer, QueryFilter filter)
    {
        writer.WriteStartObject();
        switch (filter)
        {
            case QueryFilter.AllOf all:
                List(writer, "and", all.Terms, WriteFilter);
                break;
            case QueryFilter.AnyOf any:
                List(writer, "or", any.Terms, WriteFilter);
                break;
            case QueryFilter.Not not:
                writer.WritePropertyName("not");
                WriteFilter(writer, not.Term);
                break;
            case QueryFilter.Segment segment:
                writer.WriteString("segment", segment.Name);
                break;
            case QueryFilter.Compare compare:
                writer.WriteString("column", compare.Column);
                writer.WriteString("op", QueryWords.Of(compare.Operator));
                WriteValues(writer, compare);
                break;
        }

        writer.WriteEndObject();
    }

    private static void WriteValues(Utf8JsonWriter writer, QueryFilter.Compare compare)
    {
        if (compare.Values.Count == 0)
            return;
        writer.WritePropertyName("value");
        var many = compare.Values.Count > 1 || compare.Operator is FilterOperator.In or FilterOperator.NotIn;
        if (many)
            writer.WriteStartArray();
        foreach (var value in compare.Values)
            WriteLiteral(writer, value);
        if (many)
            writer.WriteEndArray();
    }

    private static void WriteLiteral(Utf8JsonWriter writer, QueryLiteral value)
    {
        if (value.Number is { } number)
            writer.WriteRawValue(Plain(number));
        else if (value.Boolean is { } boolean)
            writer.WriteBooleanValue(boolean);
        else
            writer.WriteStringValue(value.Text);
    }

    // 1.50 and 1.5 are the same number and must give the same text.
    private static string Plain(decimal number)
    {
        var text = number.ToString(CultureInfo.InvariantCulture);
        return text.Contains('.') ? text.TrimEnd('0').TrimEnd('.') : text;
    }

    private static void WriteMetric(Utf8JsonWriter writer, MetricReference metric)
    {
        if (metric is { Name: not null, As: null })
        {
            writer.WriteStringValue(metric.Name);
            return;
        }

        writer.WriteStartObject();
        if (metric.Name is not null)
            writer.WriteString("name", metric.Name);
        if (metric.Aggregate is { } aggregate)
            writer.WriteString("agg", QueryWords.Of(aggregate));
        if (metric.Column is not null)
            writer.WriteString("column", metric.Column);
        if (metric.As is not null)
            writer.WriteString("as", metric.As);
        writer.WriteEndObject();
    }

    private static void WriteDimension(Utf8JsonWriter writer, DimensionReference dimension)
    {
        if (dimension is { Grain: null, As: null })
        {
            writer.WriteStringValue(dimension.Column);
            return;
        }

        writer.WriteStartObject();
        writer.WriteString("column", dimension.Column);
        if (dimension.Grain is { } grain)
            writer.WriteString("grain", QueryWords.Of(grain));
        if (dimension.As is not null)
            writer.WriteString("as", dimension.As);
        writer.WriteEndObject();
    }

    private static void WriteOrder(Utf8JsonWriter writer, OrderTerm term)
    {
        writer.WriteStartObject();
        writer.WriteString("by", term.By);
        if (term.Descending)
            writer.WriteString("dir", "desc");
        writer.WriteEndObject();
    }

    private static void WriteRange(Utf8JsonWriter writer, TimeRange range)
    {
        if (TimeRangeText.Of(range) is { } text)
        {
            writer.WriteStringValue(text);
            return;
        }

        writer.WriteStartObject();
        if (range is TimeRange.Calendar calendar)
        {
            writer.WriteString("unit", QueryWords.Of(calendar.Unit));
            writer.WriteNumber("offset", calendar.Offset);
            writer.WriteNumber("length", calendar.Length);
        }

        writer.WriteEndObject();
    }

    private static void List<T>(Utf8JsonWriter writer, string name, ValueList<T> items, Action<Utf8JsonWriter, T> write)
    {
        if (items.Count == 0)
            return;
        writer.WriteStartArray(name);
        foreach (var item in items)
            write(writer, item);
        writer.WriteEndArray();
    }
}
