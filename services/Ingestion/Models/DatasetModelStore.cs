using System.Text.Json;
using Dapper;
using Npgsql;
using NlSql.Drafting.Models;
using NlSql.Ingestion.Datasets;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Ingestion.Models;

/// <summary>Models of datasets by version and revision. Revisions are added, never changed.</summary>
internal static class DatasetModelStore
{
    private const string Columns = "version, revision, model::text AS model, notes::text AS notes, proposals::text AS proposals, basis::text AS basis, edited";
    private const string OfDataset = "FROM dataset_models WHERE tenant_id = @TenantId AND dataset_id = @DatasetId";

    /// <summary>The newest revision of a version's model; null when it has none.</summary>
    public static Task<StoredModel?> NewestAsync(NpgsqlConnection connection, DatasetRow dataset, int version, CancellationToken cancellationToken) =>
        FindAsync(connection, "AND version = @version ORDER BY revision DESC", new { dataset.TenantId, dataset.DatasetId, version }, cancellationToken);

    /// <summary>The newest revision of the newest version before one.</summary>
    public static Task<StoredModel?> BeforeAsync(NpgsqlConnection connection, DatasetRow dataset, int version, CancellationToken cancellationToken) =>
        FindAsync(connection, "AND version < @version ORDER BY version DESC, revision DESC", new { dataset.TenantId, dataset.DatasetId, version }, cancellationToken);

    /// <summary>What was drafted from a version's data.</summary>
    public static Task<StoredModel?> DraftAsync(NpgsqlConnection connection, DatasetRow dataset, int version, CancellationToken cancellationToken) =>
        FindAsync(connection, "AND version = @version AND revision = 0", new { dataset.TenantId, dataset.DatasetId, version }, cancellationToken);

    /// <summary>The newest revision with that content.</summary>
    public static Task<StoredModel?> WithContentAsync(NpgsqlConnection connection, DatasetRow dataset, string modelVersion, CancellationToken cancellationToken) =>
        FindAsync(
            connection, "AND model_version = @modelVersion ORDER BY version DESC, revision DESC", new { dataset.TenantId, dataset.DatasetId, modelVersion }, cancellationToken);

    /// <summary>Adds a revision, and lets questions of the dataset use it.</summary>
    public static Task AddAsync(
        NpgsqlTransaction transaction, DatasetRow dataset, StoredModel stored, string subject, DateTimeOffset now, CancellationToken cancellationToken) =>
        transaction.Connection!.ExecuteAsync(new CommandDefinition(
            """
            INSERT INTO dataset_models (tenant_id, dataset_id, version, revision, model_version, model, notes, proposals, basis, edited, created_at, created_by)
            VALUES (@TenantId, @DatasetId, @Version, @Revision, @modelVersion, @model::jsonb, @notes::jsonb, @proposals::jsonb, @basis::jsonb, @Edited, @now, @subject);
            UPDATE datasets SET model_version = @modelVersion WHERE tenant_id = @TenantId AND dataset_id = @DatasetId;
            """,
            new
            {
                dataset.TenantId,
                dataset.DatasetId,
                stored.Version,
                stored.Revision,
                modelVersion = stored.Model.Version,
                model = ModelDefinitionJson.Write(stored.Model),
                notes = Storable(stored.Notes),
                proposals = Storable(stored.Proposals),
                basis = Storable(stored.Basis),
                stored.Edited,
                now = now.UtcDateTime,
                subject,
            },
            transaction,
            cancellationToken: cancellationToken));

    private static async Task<StoredModel?> FindAsync(NpgsqlConnection connection, string condition, object parameters, CancellationToken cancellationToken)
    {
        var row = await connection.QueryFirstOrDefaultAsync<Row>(new CommandDefinition(
            $"SELECT {Columns} {OfDataset} {condition} LIMIT 1", parameters, cancellationToken: cancellationToken));
        return row is null ? null : new StoredModel
        {
            Version = row.Version,
            Revision = row.Revision,
            Model = ModelDefinitionJson.Read(row.Model),
            Notes = Read<IReadOnlyList<DraftNote>>(row.Notes),
            Proposals = Read<IReadOnlyList<ModelProposal>>(row.Proposals),
            Basis = Read<ModelBasis>(row.Basis),
            Edited = row.Edited,
        };
    }

    // A header may hold a character that no text of Postgres may.
    private static string Storable<T>(T value) => JsonSerializer.Serialize(value, ModelDefinitionJson.Options).Replace("\\u0000", "\\uFFFD", StringComparison.Ordinal);

    private static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, ModelDefinitionJson.Options) ?? throw new JsonException("What is stored is null.");

    private sealed class Row
    {
        public int Version { get; init; }

        public int Revision { get; init; }

        public string Model { get; init; } = "";

        public string Notes { get; init; } = "";

        public string Proposals { get; init; } = "";

        public string Basis { get; init; } = "";

        public bool Edited { get; init; }
    }
}
