using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Planning;

/// <summary>What a measured query is grouped by: its dimensions, the columns that it returns, and the key of the entity that these are about.</summary>
internal sealed class GroupKeys(PlanContext context, SemanticQuery query)
{
    /// <summary>The dimensions, those that are not shown last.</summary>
    /// <param name="isMetric">Whether a name is that of a metric of the query.</param>
    public IReadOnlyList<DimensionReference> Of(Func<string, bool> isMetric)
    {
        var returned = query.Return
            .Where(r => r.Expression is null && !isMetric(r.Name) && !isMetric(r.As ?? "") && !IsDimension(r.Name))
            .Select(r => new DimensionReference { Column = r.Name, As = r.As })
            .ToList();
        var all = query.Dimensions.Concat(returned).ToList();
        // Two customers may share a name: the key tells them apart, the name shows them.
        if (query.From is { } from && query.Dimensions.Count == 0 && returned.Count > 0 && context.Model.Table(from) is { } entity)
            all.AddRange(entity.PrimaryKey.Select(k => $"{from}.{k}").Where(k => !all.Exists(d => d.Column == k || $"{from}.{d.Column}" == k)).Select(k => new DimensionReference { Column = k }));
        return all;
    }

    private bool IsDimension(string name) => query.Dimensions.Any(d =>
        d.As == name
        || d.Column == name
        || d.Column.EndsWith($".{name}", StringComparison.Ordinal)
        || (d.Grain is { } grain && QueryWords.Of(grain) == name));
}
