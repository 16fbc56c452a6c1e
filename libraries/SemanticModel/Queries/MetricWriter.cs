using System.Text.Json;

namespace NlSql.SemanticModel.Queries;

/// <summary>What is measured → canonical JSON.</summary>
internal static class MetricWriter
{
    public static void Write(Utf8JsonWriter writer, MetricReference metric)
    {
        if (metric is { Name: not null, Where: null, As: null })
        {
            writer.WriteStringValue(metric.Name);
            return;
        }

        writer.WriteStartObject();
        if (metric.Name is not null)
            writer.WriteString("name", metric.Name);
        WriteAggregate(writer, metric);
        if (metric.Of is not null)
            writer.WriteString("of", metric.Of);
        if (metric.Via is not null)
            writer.WriteString("via", metric.Via);
        SemanticQueryWriter.Optional(writer, "where", metric.Where, FilterWriter.Write);
        if (metric.As is not null)
            writer.WriteString("as", metric.As);
        writer.WriteEndObject();
    }

    /// <summary>agg, column or expr, distinct, p.</summary>
    public static void WriteAggregate(Utf8JsonWriter writer, MetricReference metric)
    {
        if (metric.Aggregate is { } aggregate)
            writer.WriteString("agg", QueryWords.Of(aggregate));
        if (metric.Column is not null)
            writer.WriteString("column", metric.Column);
        SemanticQueryWriter.Optional(writer, "expr", metric.Expression, ExpressionWriter.Write);
        SemanticQueryWriter.Flag(writer, "distinct", metric.Distinct);
        if (metric.Percentile is not { } percentile)
            return;
        writer.WritePropertyName("p");
        SemanticQueryWriter.Number(writer, percentile);
    }
}
