using NlSql.SemanticModel;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Tests.Paraphrases;

/// <summary>
/// What a compiled query asks, in a text that is the same for queries that ask the same: measures, groups, conditions, days, order and limit,
/// without names of outputs, their sequence, the order in time that series have anyway and the terms of the order that only break ties.
/// </summary>
internal static class Meaning
{
    public static string Of(CompiledQuery compiled)
    {
        var query = compiled.Query!;
        var text = SemanticQueryJson.Write(query with
        {
            From = query.Metrics.Any(m => m.Name is not null) ? null : query.From,
            Return = query.Shape == QueryShape.Rows ? query.Return : [],
            Metrics = query.Metrics.Select(m => m with { As = null }).OrderBy(m => m.ToString(), StringComparer.Ordinal).ToValueList(),
            Dimensions = query.Dimensions.Select(d => d with { As = null }).OrderBy(d => d.ToString(), StringComparer.Ordinal).ToValueList(),
            OrderBy = query.OrderBy.Take(1).Where(o => o.Descending || !query.Dimensions.Any(d => d.Grain is not null && (d.As == o.By || d.Column == o.By))).ToValueList(),
            Limit = compiled.LimitAsked ? compiled.RowLimit : null,
            Fill = false,
        });
        foreach (var (name, alias) in query.Metrics.Select(m => (m.Name, m.As)).Concat(query.Dimensions.Select(d => ((string?)d.Column, d.As))))
            text = alias is null || string.IsNullOrEmpty(name) ? text : text.Replace($"\"{alias}\"", $"\"{name}\"", StringComparison.Ordinal).Replace($"\"{alias} desc\"", $"\"{name} desc\"", StringComparison.Ordinal);
        return text;
    }
}
