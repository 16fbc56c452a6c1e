using Microsoft.Extensions.Caching.Memory;
using NlSql.Contracts.Datasets;
using Npgsql;

namespace NlSql.Chat.Learning;

/// <summary>
/// What people have taught a tenant about a plugin, or about a dataset without one. Held in memory for some seconds: what is decided on
/// another instance holds here a little later.
/// </summary>
internal sealed class TaughtReviews(NpgsqlDataSource database) : IDisposable
{
    private const int MostKept = 500;
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(5);

    private readonly MemoryCache cache = new(new MemoryCacheOptions { SizeLimit = 2_000 });

    /// <summary>What holds for a dataset.</summary>
    public async Task<Taught> OfAsync(string tenantId, DatasetCatalog catalog, CancellationToken cancellationToken)
    {
        var key = (tenantId, Scope: Review.ScopeOf(catalog.PluginId, catalog.DatasetId));
        if (cache.TryGetValue(key, out Taught? known) && known is not null)
            return known;
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var read = await ReviewStore.UsableAsync(connection, tenantId, key.Scope, MostKept, cancellationToken);
        return cache.Set(key, Taught.Of(read), new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = Freshness });
    }

    /// <summary>Reads a scope anew at its next question.</summary>
    public void Forget(string tenantId, string scope) => cache.Remove((tenantId, scope));

    public void Dispose() => cache.Dispose();
}

/// <summary>What was taught.</summary>
/// <param name="Questions">Questions with what they mean, and their words.</param>
/// <param name="Synonyms">What single words mean, the latest first.</param>
/// <param name="Stamp">Changes with the synonyms; empty without any.</param>
internal sealed record Taught(IReadOnlyList<(Review Review, string Words)> Questions, IReadOnlyList<LearnedSynonym> Synonyms, string Stamp)
{
    public static Taught Of(IReadOnlyList<Review> usable)
    {
        var synonyms = usable.Select(r => r.Synonym).OfType<LearnedSynonym>().ToList();
        return new(
            [.. usable.Where(r => r.Kind != ReviewKind.Synonym).Select(r => (r, Similarity.Words(r.Question)))],
            // Of two meanings of one phrase the one accepted last holds.
            [.. synonyms.DistinctBy(s => Similarity.Words(s.Phrase))],
            string.Join('\n', synonyms.Select(s => s.Write())));
    }
}
