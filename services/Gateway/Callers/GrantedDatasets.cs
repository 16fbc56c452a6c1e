namespace NlSql.Gateway.Callers;

/// <summary>The single datasets that a credential opens, as keys and tokens list them.</summary>
internal static class GrantedDatasets
{
    /// <summary>Datasets that a credential can be granted one by one.</summary>
    public const int Most = 20;

    /// <summary>The ids in a list, each once; null when one of them is no id, when there is none, or when there are too many.</summary>
    public static IReadOnlyList<Guid>? Parse(IEnumerable<string?> texts)
    {
        var ids = texts.Select(text => Guid.TryParse(text, out var id) ? id : (Guid?)null).Distinct().ToList();
        return ids.Count is 0 or > Most || ids.Contains(null) ? null : [.. ids.OfType<Guid>()];
    }
}
