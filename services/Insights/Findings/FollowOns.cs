using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using NlSql.Insights.Rules;
using NlSql.Query;
using NlSql.Query.Linking;
using NlSql.Query.Questions;
using NlSql.Query.Reading;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;

namespace NlSql.Insights.Findings;

/// <summary>
/// A question that looks closer at a finding. Each is asked here before it is offered, so that it is understood, means the metric and the group, and
/// compiles.
/// </summary>
/// <param name="subject">The dataset version.</param>
/// <param name="lexicon">What its words mean.</param>
internal sealed class FollowOns(RuleSubject subject, Lexicon lexicon)
{
    private const int MostTried = 8;

    private readonly ConcurrentDictionary<string, CompiledQuestion> asked = new(StringComparer.Ordinal);

    /// <summary>The question; null where none of those tried is understood.</summary>
    public LookCloser? After(Discovery found, IReadOnlyList<Driver> drivers)
    {
        if (found.Rule.Metric is not { } name || subject.Model.FindMetric(name) is not { } metric)
            return null;
        var dimensions = drivers.Select(d => d.Dimension).Distinct().Concat(ExplainChange.Candidates(found.Rule, metric, subject)).Distinct().Select(Label).Take(2).ToList();
        var group = found.Rule.By.Count == 1 && found.Noticed.Key is [string value] ? value : null;
        var segment = group is null && found.Rule.Segment is { } limited ? subject.Model.FindSegment(limited) : null;
        return Questions(metric.Label.ToLowerInvariant(), dimensions, Said(found.Rule, group) ?? segment?.Label.ToLowerInvariant(), PeriodOf(found), [.. found.Rule.By.Select(Label)])
            .Distinct()
            .Take(MostTried)
            .Select(q => (Question: q, Compiled: Ask(q)))
            .Where(q => q.Compiled is { Outcome: QuestionOutcome.Ready, Confidence.Level: not ConfidenceLevel.Low, Query: not null } && Means(q.Compiled.Query, name, group, segment))
            .Select(q => new LookCloser(q.Question, JsonNode.Parse(SemanticQueryJson.Write(q.Compiled.Query!))!))
            .FirstOrDefault();
    }

    private static IEnumerable<string> Questions(string metric, List<string> dimensions, string? among, string period, List<string> by)
    {
        if (among is not null)
        {
            foreach (var dimension in dimensions)
                yield return $"{metric} by {dimension} for {among}{period}";
            yield return $"{metric} by month for {among}{period}";
            yield return $"{metric} for {among}{period}";
            yield return $"{metric} for {among}";
            yield break;
        }

        foreach (var dimension in dimensions.Concat(by))
            yield return $"{metric} by {dimension}{period}";
        yield return $"{metric} by day{period}";
        yield return $"{metric}{period}";
        yield return metric;
    }

    private static string PeriodOf(Discovery found) =>
        found.Rule.Time?.Range is { } range and not TimeRange.Between && TimeRangeText.Of(range) is { } text ? $" {text}" : "";

    private static bool Means(SemanticQuery query, string metric, string? group, SegmentDefinition? segment) =>
        query.Metrics is [var measured, ..] && measured.Name == metric
        && (segment is null || Terms(query.Filters).OfType<QueryFilter.Segment>().Any(s => s.Name == segment.Name))
        && (group is null || Terms(query.Filters).OfType<QueryFilter.Compare>().Any(c => c.Values.Any(v => v.Text == group)));

    private static IEnumerable<QueryFilter> Terms(QueryFilter? filter) => filter switch
    {
        null => [],
        QueryFilter.AllOf all => all.Terms.SelectMany(Terms),
        _ => [filter],
    };

    private CompiledQuestion Ask(string question) =>
        asked.GetOrAdd(question, text => QuestionCompiler.Compile(text, new QuestionContext(lexicon, subject.Context)));

    private string? Said(InsightDefinition rule, string? group) => group is null ? null : subject.Words.Find(rule.By[0], group) ?? group;

    private string Label(string column) =>
        column.Split('.') is [var table, var name] && subject.Model.FindTable(table)?.FindColumn(name) is { } definition ? definition.Label.ToLowerInvariant() : column;
}
