using Microsoft.Extensions.Options;
using NlSql.Query;
using NlSql.ServiceDefaults.Database;
using NlSql.ServiceDefaults.Errors;

namespace NlSql.Chat.Caching;

/// <summary>
/// The rows of queries. The key is the canonical query and the SQL that runs with all its values: absolute days, the parts of the dataset
/// version, masks and row filters; beside it tenant, dataset, limits and the policy's fingerprint. However a question was worded, the same
/// query is the same entry; another version, day, role or policy never is.
/// </summary>
internal sealed class ResultCache(AnswerCaches caches, ReaderDatabase reader, IOptions<CacheOptions> options)
{
    /// <summary>The rows of a query.</summary>
    public async Task<(Result<ReaderRows> Rows, CacheOutcome Outcome)> QueryAsync(CompiledQuery query, ReaderQuery asked, CancellationToken cancellationToken)
    {
        // What asks the clock or chance is another question each time.
        if (!query.IsRepeatable)
            return (await reader.QueryAsync(asked, cancellationToken), CacheOutcome.None);
        var key = KeyOf(query, asked);
        var (entry, outcome) = await caches.GetAsync("result", key, options.Value.ResultSeconds, token => FindAsync(key, asked, token), cancellationToken);
        return entry switch
        {
            { Rows: { } rows } => (rows, outcome),
            { Failure: { } failure } => (failure, outcome),
            _ => (await reader.QueryAsync(asked, cancellationToken), CacheOutcome.Miss),
        };
    }

    private async Task<CachedRows> FindAsync(string key, ReaderQuery asked, CancellationToken cancellationToken) =>
        (await reader.QueryAsync(asked, cancellationToken)).TryGet(out var rows, out var failure)
            ? new CachedRows { Key = key, Rows = rows }
            : new CachedRows { Key = key, Failure = failure };

    private static string KeyOf(CompiledQuery query, ReaderQuery asked) => CacheKeys.Of(
        "rows",
        [
            asked.TenantId,
            asked.DatasetId.ToString("N"),
            query.PolicyFingerprint,
            query.CanonicalText,
            asked.Sql,
            $"{asked.MaximumRows}/{asked.MaximumCells}/{asked.MaximumBytes}",
            .. asked.Parameters.Select(CacheKeys.TextOf),
        ]);
}
