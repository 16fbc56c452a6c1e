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
        List(writer, "return", query.Return, WriteOutput);
        List(writer, "metrics", query.Metrics, MetricWriter.Write);
        List(writer, "dimensions", query.Dimensions, WriteDimension);
        if (query.Time is not null)
        {
            writer.WritePropertyName("time");
            WriteTime(writer, query.Time);
        }

        WriteComparison(writer, query.Compare);
        Optional(writer, "filters", query.Filters, FilterWriter.Write);
        Optional(writer, "having", query.Having, FilterWriter.Write);
        if (query.ShareOf is not null)
            writer.WriteString("share_of", query.ShareOf);
        WriteRunning(writer, query.Running);
        Optional(writer, "per_group_top", query.PerGroupTop, WriteTop);
        Flag(writer, "fill", query.Fill);
        List(writer, "union", query.Union, Write);
        Flag(writer, "union_all", query.UnionAll);
        List(writer, "order_by", query.OrderBy, WriteOrder);
        WriteLimit(writer, query);
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

    /// <summary>A property, left out when there is nothing.</summary>
    public static void Optional<T>(Utf8JsonWriter writer, string name, T? value, Action<Utf8JsonWriter, T> write)
        where T : class
    {
        if (value is null)
            return;
        writer.WritePropertyName(name);
        write(writer, value);
    }

    /// <summary>A list property, left out when it is empty.</summary>
    public static void List<T>(Utf8JsonWriter writer, string name, ValueList<T> items, Action<Utf8JsonWriter, T> write)
    {
        if (items.Count == 0)
            return;
        writer.WriteStartArray(name);
        foreach (var item in items)
            write(writer, item);
        writer.WriteEndArray();
    }

    /// <summary>A truth property, left out when it is false.</summary>
    public static void Flag(Utf8JsonWriter writer, string name, bool value)
    {
        if (value)
            writer.WriteBoolean(name, true);
    }

    /// <summary>A number without trailing zeros: 1.50 and 1.5 are the same number and must give the same text.</summary>
    public static void Number(Utf8JsonWriter writer, decimal number)
    {
        var text = number.ToString(CultureInfo.InvariantCulture);
        writer.WriteRawValue(text.Contains('.') ? text.TrimEnd('0').TrimEnd('.') : text);
    }

    private static void WriteComparison(Utf8JsonWriter writer, PeriodComparison? comparison)
    {
        switch (comparison)
        {
            case PeriodComparison.PreviousPeriod:
                writer.WriteString("compare", "previous_period");
                break;
            case PeriodComparison.PreviousYear:
                writer.WriteString("compare", "previous_year");
                break;
            case PeriodComparison.Range range:
                writer.WritePropertyName("compare");
                WriteRange(writer, range.Other);
                break;
        }
    }

    private static void WriteRunning(Utf8JsonWriter writer, RunningTotal? running)
    {
        if (running is null)
            return;
        if (running is { Count: null, ToDate: null })
        {
            writer.WriteBoolean("running", true);
            return;
        }

        writer.WriteStartObject("running");
        if (running is { Count: { } count, Unit: { } unit })
            writer.WriteString("window", TimeRangeText.Length(count, unit));
        if (running.ToDate is { } toDate)
            writer.WriteString("to_date", QueryWords.Of(toDate));
        writer.WriteEndObject();
    }

    private static void WriteTop(Utf8JsonWriter writer, GroupTop top)
    {
        writer.WriteStartObject();
        writer.WriteNumber("n", top.Count);
        if (top.By is not null)
            writer.WriteString("by", top.By);
        List(writer, "within", top.Within, static (w, name) => w.WriteStringValue(name));
        if (top.Ascending)
            writer.WriteString("dir", "asc");
        writer.WriteEndObject();
    }

    private static void WriteLimit(Utf8JsonWriter writer, SemanticQuery query)
    {
        if (query.Limit is not { } limit)
            return;
        if (query is { Offset: 0, WithTies: false })
        {
            writer.WriteNumber("limit", limit);
            return;
        }

        writer.WriteStartObject("limit");
        writer.WriteNumber("n", limit);
        if (query.Offset > 0)
            writer.WriteNumber("offset", query.Offset);
        Flag(writer, "ties", query.WithTies);
        writer.WriteEndObject();
    }

    private static void WriteOutput(Utf8JsonWriter writer, OutputReference output)
    {
        if (output is { Expression: null, As: null })
        {
            writer.WriteStringValue(output.Name);
            return;
        }

        writer.WriteStartObject();
        if (output.Expression is null)
            writer.WriteString("column", output.Name);
        Optional(writer, "expr", output.Expression, ExpressionWriter.Write);
        if (output.As is not null)
            writer.WriteString("as", output.As);
        writer.WriteEndObject();
    }

    private static void WriteDimension(Utf8JsonWriter writer, DimensionReference dimension)
    {
        if (dimension is { Expression: null, Grain: null, Bins: null, As: null })
        {
            writer.WriteStringValue(dimension.Column);
            return;
        }

        writer.WriteStartObject();
        if (dimension.Expression is null)
            writer.WriteString("column", dimension.Column);
        Optional(writer, "expr", dimension.Expression, ExpressionWriter.Write);
        if (dimension.Grain is { } grain)
            writer.WriteString("grain", QueryWords.Of(grain));
        Optional(writer, "bins", dimension.Bins, WriteBins);
        if (dimension.As is not null)
            writer.WriteString("as", dimension.As);
        writer.WriteEndObject();
    }

    private static void WriteBins(Utf8JsonWriter writer, NumberBins bins)
    {
        writer.WriteStartObject();
        if (bins.Width is { } width)
        {
            writer.WritePropertyName("width");
            Number(writer, width);
        }

        List(writer, "edges", bins.Edges, Number);
        writer.WriteEndObject();
    }

    private static void WriteOrder(Utf8JsonWriter writer, OrderTerm term)
    {
        writer.WriteStartObject();
        if (term.Expression is null)
            writer.WriteString("by", term.By);
        Optional(writer, "expr", term.Expression, ExpressionWriter.Write);
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
}
