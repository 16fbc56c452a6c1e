using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;
using NlSql.Chat.LanguageModel;
using NlSql.Chat.LanguageModel.Endpoint;
using Npgsql;

namespace NlSql.Chat.Learning;

/// <summary>
/// Questions as vectors of an embedding model, where one is configured. Those of corrections are kept with them until the model changes;
/// those of verified questions in memory. What is missing is computed in the same call as the vector of the question asked.
/// </summary>
internal sealed class QuestionVectors(EmbeddingEndpoint endpoint, NpgsqlDataSource database, IOptions<LanguageModelOptions> options) : IDisposable
{
    private const int MostTextsPerCall = 64;

    private readonly MemoryCache held = new(new MemoryCacheOptions { SizeLimit = 5_000 });

    /// <summary>How close a question is to corrections and verified questions; unknown without a model, or when it does not answer.</summary>
    /// <param name="tenantId">Whose corrections they are.</param>
    /// <param name="question">The question.</param>
    /// <param name="corrections">The corrections, whose questions may be told to a model.</param>
    /// <param name="verified">The verified questions.</param>
    /// <param name="spend">Counts the call.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<Closeness> CompareAsync(
        string tenantId, string question, IReadOnlyList<Review> corrections, IReadOnlyList<string> verified, ModelSpend spend, CancellationToken cancellationToken)
    {
        if (options.Value.EmbeddingModel is not { Length: > 0 } model || corrections.Count + verified.Count == 0)
            return Closeness.Unknown;
        await ReadAsync(tenantId, model, corrections, cancellationToken);
        var known = corrections.Select(c => c.Question).Concat(verified).Distinct(StringComparer.Ordinal).ToDictionary(q => q, q => held.Get<float[]>(q), StringComparer.Ordinal);
        List<string> asked = [question, .. known.Where(k => k.Value is null && k.Key != question).Select(k => k.Key).Take(MostTextsPerCall - 1)];
        var reply = await endpoint.EmbedAsync(asked, cancellationToken);
        spend.Add(reply);
        if (reply.Vectors.Count != asked.Count)
            return Closeness.Unknown;
        for (var at = 0; at < asked.Count; at++)
        {
            // The question itself is not asked again; what it says is remembered as a plan.
            if (known.ContainsKey(asked[at]))
                known[asked[at]] = Hold(asked[at], reply.Vectors[at]);
        }

        await KeepAsync(tenantId, model, corrections, asked, reply.Vectors, cancellationToken);
        var own = reply.Vectors[0];
        return new(known.Where(k => k.Value is not null).ToDictionary(k => k.Key, k => Closeness.Cosine(own, k.Value!), StringComparer.Ordinal));
    }

    public void Dispose() => held.Dispose();

    private async Task ReadAsync(string tenantId, string model, IReadOnlyList<Review> corrections, CancellationToken cancellationToken)
    {
        var missing = corrections.Where(c => held.Get<float[]>(c.Question) is null).Select(c => c.ReviewId).ToArray();
        if (missing.Length == 0)
            return;
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        foreach (var (question, vector) in await ReviewStore.VectorsAsync(connection, tenantId, model, missing, cancellationToken))
            Hold(question, vector);
    }

    private async Task KeepAsync(
        string tenantId, string model, IReadOnlyList<Review> corrections, List<string> asked, IReadOnlyList<float[]> vectors, CancellationToken cancellationToken)
    {
        var made = corrections.Select(c => (c.ReviewId, At: asked.IndexOf(c.Question))).Where(c => c.At >= 0).ToList();
        if (made.Count == 0)
            return;
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        foreach (var (reviewId, at) in made)
            await ReviewStore.KeepVectorAsync(connection, tenantId, reviewId, model, vectors[at], cancellationToken);
    }

    private float[] Hold(string question, float[] vector) => held.Set(question, vector, new MemoryCacheEntryOptions { Size = 1 });
}
