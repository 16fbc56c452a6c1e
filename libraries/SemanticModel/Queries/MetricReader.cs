using System.Text.Json;
using NlSql.SemanticModel.Definitions;

namespace NlSql.SemanticModel.Queries;

/// <summary>JSON → what is measured.</summary>
internal static class MetricReader
{
    public static MetricReference? Read(JsonElement element, string path, QueryJson.Problems problems)
    {
        if (element.ValueKind == JsonValueKind.String)
            return QueryJson.Name(element, path, problems) is { } name ? new MetricReference { Name = name } : null;
        if (QueryJson.Properties(element, path, problems, "name", "agg", "column", "expr", "of", "via", "where", "distinct", "p", "as") is not { } properties)
            return null;

        var metric = Aggregate(properties, path, problems) with
        {
            Name = QueryJson.Text(properties, "name", path, problems),
            Of = QueryJson.Text(properties, "of", path, problems),
            Via = QueryJson.Text(properties, "via", path, problems),
            Where = QueryJson.Optional(properties, "where", path, problems, FilterReader.Read),
            As = QueryJson.Text(properties, "as", path, problems),
        };
        if (Fits(metric, properties))
            return metric;
        problems.Add(path, "query.metric-form", "A metric is {name, where}, {agg, column or expr, of, via, where, distinct}, or {expr, as} over other metrics.");
        return null;
    }

    /// <summary>The parts of an aggregate: agg, column or expr, distinct, p.</summary>
    public static MetricReference Aggregate(Dictionary<string, JsonElement> properties, string path, QueryJson.Problems problems)
    {
        var metric = new MetricReference
        {
            Aggregate = QueryJson.Word<AggregateFunction>(properties, "agg", path, problems),
            Column = QueryJson.Text(properties, "column", path, problems),
            Expression = QueryJson.Optional(properties, "expr", path, problems, ExpressionReader.Read),
            Distinct = QueryJson.Truth(properties, "distinct", path, problems),
            Percentile = QueryJson.Number(properties, "p", path, problems),
        };
        if (metric.Percentile is <= 0 or >= 1)
            problems.Add($"{path}.p", "query.wrong-number", "A percentile is a number between 0 and 1, such as 0.9.");
        if (metric.Column is not null && metric.Expression is not null)
            problems.Add(path, "query.metric-form", "What is aggregated is a column or an expr, not both.");
        return metric;
    }

    private static bool Fits(MetricReference metric, Dictionary<string, JsonElement> properties)
    {
        var aggregates = properties.ContainsKey("agg");
        var ofRows = metric.Column is not null || metric.Of is not null || metric.Via is not null || metric.Distinct || metric.Percentile is not null;
        if (metric.Name is not null)
            return !aggregates && !ofRows && metric.Expression is null;
        return aggregates || (metric.Expression is not null && !ofRows && metric.Where is null);
    }
}
