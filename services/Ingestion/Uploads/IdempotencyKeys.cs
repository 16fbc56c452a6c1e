using System.Text.Json;
using Dapper;
using Npgsql;
using NlSql.ServiceDefaults;
using NlSql.ServiceDefaults.Errors;

namespace NlSql.Ingestion.Uploads;

/// <summary>Remembers what an upload with an <c>Idempotency-Key</c> answered, so that a client may repeat it after a lost reply.</summary>
internal sealed class IdempotencyKeys(NpgsqlDataSource database, TimeProvider clock)
{
    private const int LongestKey = 64;

    /// <summary>Why the key cannot be used, or null.</summary>
    public static Failure? Check(string key) => key.Length > LongestKey || key.Any(c => c is <= ' ' or > '~')
        ? UploadErrors.FieldInvalid("Idempotency-Key", $"at most {LongestKey} visible ASCII characters")
        : null;

    /// <summary>What the key's upload answered, or null when there was none.</summary>
    public async Task<Result<UploadResponse>?> FindAsync(string tenantId, string key, string table, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var row = await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(
            "SELECT table_name, response::text AS response FROM idempotency_keys WHERE tenant_id = @tenantId AND key = @key",
            new { tenantId, key },
            cancellationToken: cancellationToken));
        if (row is null)
            return null;
        if (row.TableName != table)
            return UploadErrors.IdempotencyKeyReused;
        return JsonSerializer.Deserialize<UploadResponse>(row.Response, JsonOptions.Snake)! with { Unchanged = true };
    }

    /// <summary>Stores the answer with the version; false when another request with the key was faster.</summary>
    public async Task<bool> TryStoreAsync(
        NpgsqlTransaction transaction, string tenantId, string key, UploadResponse response, CancellationToken cancellationToken) =>
        await transaction.Connection!.ExecuteAsync(new CommandDefinition(
            """
            INSERT INTO idempotency_keys (tenant_id, key, table_name, response, created_at, dataset_id)
            VALUES (@tenantId, @key, @Table, @body::jsonb, @now, @DatasetId)
            ON CONFLICT DO NOTHING
            """,
            new { tenantId, key, response.Table, response.DatasetId, body = JsonSerializer.Serialize(response, JsonOptions.Snake), now = clock.GetUtcNow().UtcDateTime },
            transaction,
            cancellationToken: cancellationToken)) == 1;

    /// <summary>Forgets keys that were used long ago.</summary>
    public async Task RemoveOldAsync(TimeSpan kept, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            "DELETE FROM idempotency_keys WHERE created_at < @limit", new { limit = (clock.GetUtcNow() - kept).UtcDateTime }, cancellationToken: cancellationToken));
    }

    private sealed class Row
    {
        public string TableName { get; init; } = "";

        public string Response { get; init; } = "";
    }
}
