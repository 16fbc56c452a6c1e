using Microsoft.Extensions.Caching.Memory;
using NlSql.Insights.Rules;
using NlSql.Query.Linking;

namespace NlSql.Insights.Datasets;

/// <summary>What words mean in a dataset version. Versions never change, so the last few lexicons are kept.</summary>
internal sealed class Lexicons : IDisposable
{
    private const int MostKept = 8;

    private readonly MemoryCache cache = new(new MemoryCacheOptions { SizeLimit = MostKept });

    public Lexicon Of(RuleSubject subject) => cache.GetOrCreate(
        (subject.Catalog.TenantId, subject.Catalog.DatasetId, subject.Catalog.Version, subject.Model.Version),
        entry =>
        {
            entry.Size = 1;
            return Lexicon.Build(subject.Model, subject.Values, subject.Catalog.PluginId is null);
        })!;

    public void Dispose() => cache.Dispose();
}
