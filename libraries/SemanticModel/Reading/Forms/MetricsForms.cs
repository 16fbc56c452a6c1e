using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;

namespace NlSql.SemanticModel.Reading.Forms;

/// <summary>metrics.yaml: metrics, segments, glossary.</summary>
internal static class MetricsForms
{
    public static MapForm ValidRange { get; } = new(
        "valid_range", "The values that are plausible; others are pointed out.",
        new("min", new ValueForm.Number(), "Smallest plausible value."),
        new("max", new ValueForm.Number(), "Largest plausible value."));

    private static readonly KeyForm[] OfEveryMetric =
    [
        new("type", new ValueForm.Word(typeof(MetricType)), "How the metric is made: one aggregate (simple), one metric over another (ratio), an expression over metrics (derived), a running total (cumulative).") { Required = true },
        new("label", new ValueForm.Text(), "Name for people; made from the metric's name when left out."),
        new("description", new ValueForm.Text(), "What the metric means."),
        new("synonyms", CommonForms.Synonyms, CommonForms.SynonymsText) { Examples = ["[\"sales\", \"turnover\"]"] },
        new("unit", new ValueForm.Text(), "Unit: currency, percent (a ratio shown times 100), count, or a word.") { Examples = ["\"currency\"", "\"percent\"", "\"count\""] },
        new("format", new ValueForm.Text(), "How to write a value; the unit's own way when left out."),
        new("good_direction", new ValueForm.Word(typeof(GoodDirection)), "Whether more is good news.") { Default = "\"neutral\"" },
        new("valid_range", new ValueForm.Map(ValidRange), "The values that are plausible; others are pointed out."),
        new("owner", new ValueForm.Text(), "Who answers for the definition."),
    ];

    private static readonly Dictionary<MetricType, MapForm> Metrics = new()
    {
        [MetricType.Simple] = Metric(
            "simple_metric", "One aggregate over the rows of one table.",
            new("table", new ValueForm.Text(Names.Pattern(Names.MaxTable)), "The table whose rows are aggregated.") { Required = true },
            new("agg", new ValueForm.Word(typeof(AggregateFunction)), "The aggregate.") { Required = true },
            new("expr", new ValueForm.Sql(), "What is aggregated: SQL over one row of the table. Without it count counts rows.") { Examples = ["\"amount\"", "\"quantity * unit_price\""] },
            new("percentile", new ValueForm.Number(), "Which percentile, between 0 and 1; for the aggregate percentile only.") { Examples = ["0.95"] },
            new("filter", new ValueForm.Sql(), "Which rows count: an SQL condition over one row.") { Examples = ["\"not returned\""] },
            new("time_column", new ValueForm.Text(Names.Pattern(Names.MaxOther)), "The column that time is measured on; the table's own when left out.")),
        [MetricType.Ratio] = Metric(
            "ratio_metric", "One total divided by another; never an average of ratios.",
            new("numerator", new ValueForm.Text(Names.Pattern(Names.MaxOther)), "The metric above the line.") { Required = true },
            new("denominator", new ValueForm.Text(Names.Pattern(Names.MaxOther)), "The metric below the line.") { Required = true }),
        [MetricType.Derived] = Metric(
            "derived_metric", "An expression over other metrics.",
            new KeyForm("expr", new ValueForm.Sql(), "Arithmetic over the names of other metrics.") { Required = true, Examples = ["\"revenue - cost\""] }),
        [MetricType.Cumulative] = Metric(
            "cumulative_metric", "The running total of another metric.",
            new("metric", new ValueForm.Text(Names.Pattern(Names.MaxOther)), "The metric that is accumulated.") { Required = true },
            new("window", new ValueForm.Text(), "Only the last so much time; not together with grain_to_date.") { Examples = ["\"7 days\"", "\"3 months\""] },
            new("grain_to_date", new ValueForm.Word(typeof(TimeGrain)), "Begins anew with each period of this size.") { Examples = ["\"month\""] }),
    };

    public static MapForm Segment { get; } = new(
        "segment", "A named filter.",
        new("label", new ValueForm.Text(), "Name for people; made from the segment's name when left out."),
        new("description", new ValueForm.Text(), "What the segment means."),
        new("synonyms", CommonForms.Synonyms, CommonForms.SynonymsText) { Examples = ["[\"large orders\"]"] },
        new("table", new ValueForm.Text(Names.Pattern(Names.MaxTable)), "The table whose rows are filtered.") { Required = true },
        new("filter", new ValueForm.Sql(), "Which rows belong to it: an SQL condition over one row.") { Required = true, Examples = ["\"amount > 100\""] });

    public static MapForm Term { get; } = new(
        "term", "A term of the trade.",
        new("term", new ValueForm.Text(), "The term.") { Required = true, Examples = ["\"AOV\""] },
        new("meaning", new ValueForm.Text(), "What it means, in a sentence.") { Required = true },
        new("synonyms", new ValueForm.ListOrOne(new ValueForm.Text()), "Other words for it."),
        new("maps_to", new ValueForm.Text(), "The metric, segment, table or table.column that it stands for; without it the term is only explained."),
        new("not", new ValueForm.Text(), "What it is often confused with."));

    public static MapForm File { get; } = new(
        "metrics", "What is measured, which rows have a name, and what the terms of the trade mean.",
        new("metrics", new ValueForm.Named(new ValueForm.Variants("type", [.. Metrics.Select(m => (EnumWords.Of(m.Key), m.Value))]), Names.Pattern(Names.MaxOther)), "The metrics by name."),
        new("segments", new ValueForm.Named(new ValueForm.Map(Segment), Names.Pattern(Names.MaxOther)), "Named filters by name."),
        new("glossary", new ValueForm.List(new ValueForm.Map(Term)), "Terms of the trade."));

    /// <summary>The keys of a metric of that type: a numerator in a simple metric is a mistake worth naming.</summary>
    public static MapForm Of(MetricType type) => Metrics[type];

    private static MapForm Metric(string name, string description, params KeyForm[] own) => new(name, description, [.. OfEveryMetric, .. own]);
}
