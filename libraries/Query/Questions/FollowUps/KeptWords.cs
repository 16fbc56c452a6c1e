using NlSql.Query.Narration;
using NlSql.Query.Reading;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Questions.FollowUps;

/// <summary>What an edit left of the previous query, in sentences.</summary>
internal static class KeptWords
{
    public static IEnumerable<string> Of(SemanticQuery previous, SemanticQuery query, ModelDefinition model)
    {
        yield return "Read as a change of the previous question.";
        List<string> kept =
        [
            .. query.Metrics.Where(previous.Metrics.Contains).Select(m => Measure(m, model)),
            .. query.Dimensions.Where(previous.Dimensions.Contains).Where(d => d.Column.Length > 0).Select(d => $"by {(d.Grain is { } grain ? QueryWords.Of(grain).Replace('_', ' ') : Labels.Column(model, d.Column))}"),
        ];
        if (query.From is { } from && previous.From == from && query.Metrics.Count == 0)
            kept.Insert(0, model.FindTable(from)?.Label ?? from);
        var terms = FilterTerms.Of(query.Filters).Where(FilterTerms.Of(previous.Filters).Contains).Where(t => t is not QueryFilter.Compare { Operator: FilterOperator.IsNotNull });
        kept.AddRange(terms.Concat(FilterTerms.Of(query.Having).Where(FilterTerms.Of(previous.Having).Contains)).Select(t => FilterWords.Of(t, name => Name(name, model), name => model.FindSegment(name)?.Label ?? name)));
        if (query.Time is { } time && previous.Time?.Range == time.Range)
            kept.Add(Labels.Period(time.Range));
        if (kept.Count > 0)
            yield return $"Kept: {string.Join(", ", kept)}.";
    }

    private static string Measure(MetricReference metric, ModelDefinition model) =>
        metric.Name is { } name ? model.FindMetric(name)?.Label ?? name : Revision.NameOf(metric).Replace('_', ' ');

    private static string Name(string name, ModelDefinition model) => model.FindTable(name)?.Label ?? model.FindMetric(name)?.Label ?? Labels.Column(model, name);
}
