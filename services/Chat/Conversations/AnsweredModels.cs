using System.Collections.Concurrent;
using Dapper;
using NlSql.Chat.Asking;
using NlSql.SemanticModel.Definitions;
using Npgsql;

namespace NlSql.Chat.Conversations;

/// <summary>The semantic models that messages were answered with, each version once: a plugin may have been edited since.</summary>
internal sealed class AnsweredModels(NpgsqlDataSource database, TimeProvider clock)
{
    // Versions known to be kept already; forgetting some costs one statement each.
    private const int MostRemembered = 10_000;
    private readonly ConcurrentDictionary<(string Source, string Version), bool> known = new();

    /// <summary>Keeps the model of an answer, before its message: a model without a message does no harm.</summary>
    public async Task KeepAsync(Answer answer, CancellationToken cancellationToken)
    {
        if (answer.Basis?.Model is not { } model || known.ContainsKey((SourceOf(answer.Plugin, answer.DatasetId), model.Version)))
            return;
        var source = SourceOf(answer.Plugin, answer.DatasetId);
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            "INSERT INTO answered_models (source, version, model, kept_at) VALUES (@source, @Version, @model::json, @now) ON CONFLICT DO NOTHING",
            new { source, model.Version, model = ModelDefinitionJson.Write(model), now = clock.GetUtcNow().UtcDateTime },
            cancellationToken: cancellationToken));
        if (known.Count >= MostRemembered)
            known.Clear();
        known.TryAdd((source, model.Version), true);
    }

    /// <summary>A model as it was; null when it was never used.</summary>
    public async Task<ModelDefinition?> FindAsync(string? pluginId, Guid? datasetId, string version, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var json = await connection.QuerySingleOrDefaultAsync<string>(new CommandDefinition(
            "SELECT model::text FROM answered_models WHERE source = @source AND version = @version",
            new { source = SourceOf(pluginId, datasetId), version },
            cancellationToken: cancellationToken));
        return json is null ? null : ModelDefinitionJson.Read(json);
    }

    private static string SourceOf(string? pluginId, Guid? datasetId) => pluginId is null ? $"dataset:{datasetId:N}" : $"plugin:{pluginId}";
}
