using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using NlSql.Drafting.Profiling;
using NlSql.Ingestion.Datasets;
using NlSql.Ingestion.Models;
using NlSql.Ingestion.Tests.Hosting;
using NlSql.ServiceDefaults.Identity;
using Npgsql;

namespace NlSql.Ingestion.Tests.Models;

/// <summary>Datasets without a plugin whose versions are drafted from small tables, as an upload does in its transaction.</summary>
internal sealed class ModelFixture(IngestionHost host)
{
    public string Tenant { get; } = $"t{Guid.NewGuid():N}";

    /// <summary>Makes a dataset with a first version.</summary>
    public async Task<Guid> CreateAsync(params TableProfile[] tables)
    {
        var dataset = new DatasetRow
        {
            TenantId = Tenant,
            DatasetId = Guid.CreateVersion7(),
            Name = "Umsätze 2024",
            CurrentVersion = 0,
            CreatedAt = TimeProvider.System.GetUtcNow().UtcDateTime,
            PublishedAt = TimeProvider.System.GetUtcNow().UtcDateTime,
        };
        await using var connection = await OpenAsync();
        await using (var transaction = await connection.BeginTransactionAsync(IngestionHost.Cancel))
        {
            await DatasetStore.InsertAsync(transaction, dataset, "tester", IngestionHost.Cancel);
            await transaction.CommitAsync(IngestionHost.Cancel);
        }

        await UploadAsync(dataset.DatasetId, tables);
        return dataset.DatasetId;
    }

    /// <summary>Makes the next version of a dataset.</summary>
    public async Task<StoredModel> UploadAsync(Guid datasetId, params TableProfile[] tables)
    {
        await using var connection = await OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync(IngestionHost.Cancel);
        var dataset = (await DatasetStore.LockAsync(transaction, Tenant, datasetId, IngestionHost.Cancel))!;
        var version = dataset.CurrentVersion + 1;
        var stored = await host.Services.GetRequiredService<DraftDatasetModel>().ExecuteAsync(transaction, dataset, version, tables, "tester", IngestionHost.Cancel);
        await using (var update = new NpgsqlCommand("UPDATE datasets SET current_version = $1 WHERE dataset_id = $2", connection, transaction) { Parameters = { new() { Value = version }, new() { Value = datasetId } } })
            await update.ExecuteNonQueryAsync(IngestionHost.Cancel);
        await transaction.CommitAsync(IngestionHost.Cancel);
        return stored;
    }

    public Task<Answer> GetAsync(Guid id, string suffix = "") => host.GetAsync($"/datasets/{id}/model{suffix}", Tenant);

    public Task<Answer> PutAsync(Guid id, JsonNode body, string? ifMatch = null, string role = Roles.Editor) => PutAsync(id, body.ToJsonString(), ifMatch, role);

    public Task<Answer> PutAsync(Guid id, string body, string? ifMatch = null, string role = Roles.Editor) => SendAsync(HttpMethod.Put, $"/datasets/{id}/model", body, ifMatch, role);

    public Task<Answer> PostAsync(Guid id, string suffix, string body = "{}") => SendAsync(HttpMethod.Post, $"/datasets/{id}/model{suffix}", body, null, Roles.Editor);

    /// <summary>The newest revision of the current version, as it is stored.</summary>
    public async Task<StoredModel> StoredAsync(Guid id)
    {
        await using var connection = await OpenAsync();
        var dataset = (await DatasetStore.FindAsync(connection, Tenant, id, IngestionHost.Cancel))!;
        return (await DatasetModelStore.NewestAsync(connection, dataset, dataset.CurrentVersion, IngestionHost.Cancel))!;
    }

    /// <summary>An answer that is no JSON.</summary>
    public Task<byte[]> BytesAsync(string path) => host.BytesAsync(path, Tenant);

    /// <summary>Sends the model back with a change.</summary>
    public async Task<Answer> EditAsync(Guid id, Action<JsonObject> change)
    {
        var model = JsonNode.Parse((await GetAsync(id))["model"].GetRawText())!.AsObject();
        change(model);
        return await PutAsync(id, new JsonObject { ["model"] = model });
    }

    /// <summary>A profile as it is made of what is stored: headers, names and rows parted by bars.</summary>
    public static TableProfile Table(string name, params string[] lines)
    {
        var headers = lines[0].Split('|');
        var profiler = new TableProfiler(name, headers);
        foreach (var cells in lines.Skip(1).Select(l => l.Split('|')))
        {
            for (var i = 0; i < headers.Length; i++)
                profiler.Add(i, cells[i]);
            profiler.EndRow();
        }

        var profile = profiler.Finish();
        return profile with { Columns = [.. profile.Columns.Select(c => c with { Name = c.Header.ToLowerInvariant().Replace(' ', '_') })] };
    }

    private Task<Answer> SendAsync(HttpMethod method, string path, string body, string? ifMatch, string role)
    {
        var request = new HttpRequestMessage(method, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (ifMatch is not null)
            request.Headers.TryAddWithoutValidation("If-Match", $"\"{ifMatch}\"");
        return host.SendAsync(request, Tenant, role);
    }

    private async Task<NpgsqlConnection> OpenAsync() => await host.Services.GetRequiredService<NpgsqlDataSource>().OpenConnectionAsync(IngestionHost.Cancel);
}

/// <summary>Parts of a model as JSON.</summary>
internal static class ModelJson
{
    public static JsonObject Named(this JsonObject model, string list, string name) =>
        model[list]!.AsArray().Single(i => i!["name"]!.GetValue<string>() == name)!.AsObject();

    public static JsonElement Named(this JsonElement model, string list, string name) =>
        model.GetProperty(list).EnumerateArray().Single(i => i.GetProperty("name").GetString() == name);

    public static IReadOnlyList<string> Names(this JsonElement model, string list) =>
        [.. model.GetProperty(list).EnumerateArray().Select(i => i.GetProperty("name").GetString()!)];
}
