namespace NlSql.Insights.Measuring;

/// <summary>Does things of one run at the same time: as many as leave connections to the tenant's people, who ask meanwhile.</summary>
internal static class SideBySide
{
    private const int AtOnce = 2;

    /// <summary>What each item comes to, in the order of the items.</summary>
    public static async Task<List<TResult>> SelectAsync<T, TResult>(IEnumerable<T> items, Func<T, CancellationToken, Task<TResult>> work, CancellationToken cancellationToken)
    {
        var all = items.ToList();
        var results = new TResult[all.Count];
        await Parallel.ForEachAsync(
            Enumerable.Range(0, all.Count),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (place, token) => results[place] = await work(all[place], token));
        return [.. results];
    }
}
