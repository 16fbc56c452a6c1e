using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;
using NlSql.SemanticModel.Validation;

namespace NlSql.SemanticModel.Reading.Forms;

/// <summary>insights.yaml: what is worth noticing.</summary>
internal static class InsightsForms
{
    public static MapForm Detector { get; } = new(
        "detector", "How the rule decides that a number is worth noticing.",
        [
            new("kind", new ValueForm.Word(typeof(DetectorKind)), "The kind of rule.") { Required = true },
            .. DetectorParameters.Names.Select(name => new KeyForm(name, new ValueForm.Number(), DetectorParameters.Describe(name))),
        ]);

    public static MapForm Insight { get; } = new(
        "insight", "A rule on a metric, or SQL where a rule cannot say it.",
        new("title", new ValueForm.Text(), "Title for people; made from the insight's name when left out."),
        new("description", new ValueForm.Text(), "What the insight says and why it matters."),
        new("severity", new ValueForm.Word(typeof(InsightSeverity)), "How loud it is.") { Default = "\"info\"" },
        new("metric", new ValueForm.Text(Names.Pattern(Names.MaxOther)), "The metric that is watched."),
        new("by", new ValueForm.ListOrOne(CommonForms.ColumnOfTable), "Columns by which the metric is split.") { Examples = ["[\"sales.region\"]"] },
        new("segment", new ValueForm.Text(Names.Pattern(Names.MaxOther)), "The segment that the rule is limited to."),
        new("time", new ValueForm.QueryPart("time"), "The range that is looked at.") { Examples = ["\"last 7 days\""] },
        new("grain", new ValueForm.Word(typeof(TimeGrain)), "zscore, trend: the periods of the series. The unit of the time when left out, else days."),
        new("compare", new ValueForm.Fixed(InsightRule.Comparisons), "What the range is compared with."),
        new("detector", new ValueForm.OneOf(new ValueForm.Map(Detector), new ValueForm.Word(typeof(DetectorKind))), "How the rule decides.") { Examples = ["{\"kind\": \"change\", \"min_change_pct\": 5}"] },
        new("sql", new ValueForm.Sql(), "One SELECT where a rule cannot say it: the column named value, or the last number, is the value, one named previous the value before, and what is no number names the group. Every row is noticed, or those that a detector chooses."),
        new("explain", new ValueForm.Text(), "The sentence, with {value}, {previous}, {change}, {change_pct}, {share}, {previous_share}, {period}, {score}, {slope}, {metric} and {group} filled in. Quote it."),
        new("drivers", new ValueForm.Fixed(["auto"]), "Whether to look for the groups that contributed most."),
        new("cooldown", new ValueForm.Text(), "How long the same finding stays quiet.") { Examples = ["\"7 days\""] },
        new("schedule", new ValueForm.Text(), "When it runs by itself: a cron expression of five fields. On demand and on new data it runs anyway.") { Examples = ["\"0 6 * * 1\""] });

    public static MapForm File { get; } = new(
        "insights", "What is worth noticing.",
        new KeyForm("insights", new ValueForm.Named(new ValueForm.Map(Insight), Names.Pattern(Names.MaxOther)), "The rules by name."));
}
