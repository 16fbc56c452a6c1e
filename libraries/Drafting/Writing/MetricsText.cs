using NlSql.SemanticModel.Definitions;

namespace NlSql.Drafting.Writing;

/// <summary>metrics.yaml.</summary>
internal static class MetricsText
{
    public static string Of(ModelDefinition model)
    {
        var lines = new YamlLines();
        lines.Add(0, "metrics:");
        foreach (var metric in model.Metrics)
            Metric(lines, metric);
        if (model.Segments.Count > 0)
            lines.Add(0, "segments:");
        foreach (var segment in model.Segments)
            Segment(lines, segment);
        lines.Items(0, "glossary", [.. model.Glossary.Select(Term)]);
        return lines.ToString();
    }

    // Every key that is set, whether it belongs to the type or not: what does not is for the reader to name.
    private static void Metric(YamlLines lines, MetricDefinition metric)
    {
        lines.Add(1, $"{YamlText.Of(metric.Name)}:");
        lines.Add(2, "type", YamlEntries.WordOf(metric.Type));
        lines.Text(2, "label", metric.Label);
        lines.Words(2, "description", metric.Description);
        lines.Add(2, "synonyms", YamlEntries.Synonyms(metric.Synonyms, metric.SynonymRanks));
        lines.Text(2, "table", metric.Table);
        lines.Add(2, "agg", metric.Aggregate is { } aggregate ? YamlEntries.WordOf(aggregate) : null);
        lines.Text(2, "expr", metric.Expression);
        lines.Add(2, "percentile", metric.Percentile is { } percentile ? YamlText.Of(percentile) : null);
        lines.Text(2, "filter", metric.Filter);
        lines.Text(2, "time_column", metric.TimeColumn);
        lines.Text(2, "numerator", metric.Numerator);
        lines.Text(2, "denominator", metric.Denominator);
        lines.Text(2, "metric", metric.Metric);
        lines.Text(2, "window", metric.Window);
        lines.Text(2, "grain_to_date", metric.GrainToDate);
        lines.Text(2, "unit", metric.Unit);
        lines.Text(2, "format", metric.Format);
        lines.Add(2, "good_direction", metric.GoodDirection == GoodDirection.Neutral ? null : YamlEntries.WordOf(metric.GoodDirection));
        if (metric.ValidMin is not null || metric.ValidMax is not null)
            lines.Add(2, "valid_range", new YamlEntries().Add("min", Number(metric.ValidMin)).Add("max", Number(metric.ValidMax)).ToList());
        lines.Text(2, "owner", metric.Owner);
        lines.Blank();
    }

    private static void Segment(YamlLines lines, SegmentDefinition segment)
    {
        lines.Add(1, $"{YamlText.Of(segment.Name)}:");
        lines.Text(2, "label", segment.Label);
        lines.Words(2, "description", segment.Description);
        lines.Add(2, "synonyms", YamlEntries.Synonyms(segment.Synonyms, segment.SynonymRanks));
        lines.Text(2, "table", segment.Table);
        lines.Text(2, "filter", segment.Filter);
        lines.Blank();
    }

    private static IReadOnlyList<(string, string)> Term(GlossaryEntry term) => new YamlEntries()
        .Text("term", term.Term)
        .Text("meaning", term.Meaning)
        .Texts("synonyms", term.Synonyms)
        .Text("maps_to", term.MapsTo)
        .Text("not", term.Not)
        .ToList();

    private static string? Number(decimal? number) => number is { } value ? YamlText.Of(value) : null;
}
