using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;
using NlSql.Chat.Datasets;
using NlSql.Query.Linking;

namespace NlSql.Chat.Learning;

/// <summary>Prepared datasets in the words of a tenant: their lexicons know the synonyms that it was taught. Held in memory, bounded.</summary>
internal sealed class TaughtDatasets(TaughtReviews taught, IOptions<ChatOptions> options) : IDisposable
{
    private readonly MemoryCache cache = new(new MemoryCacheOptions { SizeLimit = options.Value.PreparedDatasets });

    /// <summary>The dataset as the tenant speaks of it; the same when it was taught nothing.</summary>
    public async Task<PreparedDataset> OfAsync(string tenantId, PreparedDataset dataset, CancellationToken cancellationToken)
    {
        var known = await taught.OfAsync(tenantId, dataset.Catalog, cancellationToken);
        if (known.Synonyms.Count == 0)
            return dataset;
        var key = (tenantId, dataset.Catalog.DatasetId, dataset.Catalog.Version, dataset.Model.Definition.Version, known.Stamp);
        return cache.GetOrCreate(key, entry =>
        {
            entry.Size = 1;
            return With(dataset, known);
        })!;
    }

    public void Dispose() => cache.Dispose();

    private static PreparedDataset With(PreparedDataset dataset, Taught taught)
    {
        Lexicon Built(Lexicon lexicon) => Lexicon.Build(SynonymModel.Of(lexicon.Model, taught.Synonyms), lexicon.Values, dataset.Catalog.PluginId is null);
        return dataset with { Lexicon = Built(dataset.Lexicon), LoadedLexicon = dataset.LoadedLexicon is { } loaded ? Built(loaded) : null, Synonyms = taught.Synonyms, SynonymStamp = taught.Stamp };
    }
}
