using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;
using NlSql.SemanticModel.Reading.Forms;
using NlSql.SemanticModel.Reading.Yaml;

namespace NlSql.SemanticModel.Reading.Files;

/// <summary>metrics.yaml → metrics, segments, glossary.</summary>
internal static class MetricsFile
{
    public static (IReadOnlyList<MetricDefinition> Metrics, IReadOnlyList<SegmentDefinition> Segments, IReadOnlyList<GlossaryEntry> Glossary) Read(MapReader file)
    {
        var metrics = file.Named("metrics").Select(m => Metric(m.Name.Text, m.Fields)).ToList();
        var segments = file.Named("segments").Select(s => Segment(s.Name.Text, s.Fields)).ToList();
        var glossary = file.Items("glossary").Select(Term).ToList();
        file.Done();
        return (metrics, segments, glossary);
    }

    private static MetricDefinition Metric(string name, MapReader fields)
    {
        var type = fields.RequiredWord<MetricType>("type");
        // Only the keys of the metric's own type are known: a numerator in a simple metric is a mistake worth naming.
        fields = fields.As(MetricsForms.Of(type));
        var range = fields.Child("valid_range");
        var synonyms = SynonymList.Read(fields);
        var metric = new MetricDefinition
        {
            Name = name,
            Type = type,
            Label = fields.Text("label") ?? NameWords.Label(name),
            Description = fields.Text("description") ?? "",
            Synonyms = synonyms.Texts,
            SynonymRanks = synonyms.Ranks,
            Unit = fields.Text("unit"),
            Format = fields.Text("format"),
            GoodDirection = fields.Word<GoodDirection>("good_direction") ?? GoodDirection.Neutral,
            ValidMin = range?.Number("min"),
            ValidMax = range?.Number("max"),
            Owner = fields.Text("owner"),
        };
        range?.Done();
        metric = type switch
        {
            MetricType.Ratio => metric with { Numerator = fields.RequiredText("numerator"), Denominator = fields.RequiredText("denominator") },
            MetricType.Derived => metric with { Expression = fields.RequiredText("expr") },
            MetricType.Cumulative => metric with { Metric = fields.RequiredText("metric"), Window = fields.Text("window"), GrainToDate = GrainToDate(fields) },
            _ => Simple(metric, fields),
        };
        fields.Done();
        return metric;
    }

    private static MetricDefinition Simple(MetricDefinition metric, MapReader fields) => metric with
    {
        Table = fields.RequiredText("table"),
        Aggregate = fields.RequiredWord<AggregateFunction>("agg"),
        Expression = fields.Text("expr"),
        Percentile = fields.Number("percentile"),
        Filter = fields.Text("filter"),
        TimeColumn = fields.Text("time_column"),
    };

    private static string? GrainToDate(MapReader fields) => fields.Word<TimeGrain>("grain_to_date") is { } grain ? QueryWords.Of(grain) : null;

    private static SegmentDefinition Segment(string name, MapReader fields)
    {
        var synonyms = SynonymList.Read(fields);
        var segment = new SegmentDefinition
        {
            Name = name,
            Label = fields.Text("label") ?? NameWords.Label(name),
            Description = fields.Text("description") ?? "",
            Synonyms = synonyms.Texts,
            SynonymRanks = synonyms.Ranks,
            Table = fields.RequiredText("table"),
            Filter = fields.RequiredText("filter"),
        };
        fields.Done();
        return segment;
    }

    private static GlossaryEntry Term(MapReader fields)
    {
        var term = new GlossaryEntry
        {
            Term = fields.RequiredText("term"),
            Meaning = fields.RequiredText("meaning"),
            Synonyms = fields.Texts("synonyms"),
            MapsTo = fields.Text("maps_to"),
            Not = fields.Text("not"),
        };
        fields.Done();
        return term;
    }
}
