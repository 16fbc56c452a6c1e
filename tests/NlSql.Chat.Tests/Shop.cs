using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc.Testing;
using NlSql.Contracts.Messages;
using NlSql.SemanticModel.Definitions;
using NlSql.ServiceDefaults.Identity;
using NlSql.Testing.Http;
using NlSql.Testing.Retail;

namespace NlSql.Chat.Tests;

/// <summary>A tenant of one test with its datasets.</summary>
internal sealed class Shop(ChatFixture chat, string? plugin, WebApplicationFactory<Program>? service = null)
{
    private static readonly DateOnly FirstDay = new(2025, 3, 4);
    private readonly List<Guid> parts = [];
    private string name = "";

    public string Tenant { get; private init; } = "t" + Guid.CreateVersion7().ToString("N");

    /// <summary>The dataset uploaded last.</summary>
    public Guid Dataset { get; private set; }

    /// <summary>Its plugin.</summary>
    public string? Plugin => plugin;

    /// <summary>The same tenant and data at another service.</summary>
    public Shop At(WebApplicationFactory<Program> other) => new(chat, plugin, other) { Tenant = Tenant, Dataset = Dataset };

    /// <summary>Empties the tables behind the service's back: what is still answered was remembered.</summary>
    public async Task LoseRowsAsync()
    {
        foreach (var part in parts)
            await chat.ExecuteAsync($"TRUNCATE data.retail__sales_{part:N}");
    }

    public Caller Ann => new(Tenant, "ann", Roles.Viewer);

    /// <summary>A new dataset with two weeks of sales.</summary>
    public async Task<Guid> UploadAsync(string datasetName, DateTimeOffset? publishedAt = null)
    {
        (Dataset, name) = (Guid.CreateVersion7(), datasetName);
        parts.Clear();
        await AddPartAsync(FirstDay, [.. Enumerable.Repeat(100m, 7), .. Enumerable.Repeat(150m, 7)]);
        await chat.ExecuteAsync(RetailData.Head(Tenant, Dataset, plugin!, name, 1, publishedAt ?? new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero)));
        return Dataset;
    }

    /// <summary>A new dataset without a plugin, with the same sales and a model of its own.</summary>
    public async Task UploadAsync(ModelDefinition model)
    {
        (Dataset, name) = (Guid.CreateVersion7(), "own");
        parts.Clear();
        await AddPartAsync(FirstDay, [.. Enumerable.Repeat(100m, 7), .. Enumerable.Repeat(150m, 7)]);
        await chat.ExecuteAsync(RetailData.Head(Tenant, Dataset, name, 1, model.Version));
        chat.PublishModel(Dataset, 1, model);
    }

    /// <summary>Somebody changes the model.</summary>
    public async Task ChangeModelAsync(ModelDefinition model)
    {
        chat.PublishModel(Dataset, parts.Count, model);
        await chat.ExecuteAsync($"UPDATE ingestion.dataset_heads SET model_version = '{model.Version}' WHERE dataset_id = '{Dataset}'");
    }

    /// <summary>Version 2 of the dataset: one more day with one more sale.</summary>
    public async Task AppendAsync(decimal amount)
    {
        await AddPartAsync(FirstDay.AddDays(14), amount);
        await chat.ExecuteAsync($"UPDATE ingestion.dataset_heads SET current_version = {parts.Count} WHERE dataset_id = '{Dataset}'");
    }

    public Task DeleteAsync() => chat.ExecuteAsync($"UPDATE ingestion.dataset_heads SET deleted_at = now() WHERE dataset_id = '{Dataset}'");

    public Task<Reply> SendAsync(object body, string subject = "ann") => chat.SendAsync(Ann with { Subject = subject }, body, other: service);

    /// <summary>Sends a request to any route as a viewer.</summary>
    public Task<Reply> SendAsync(HttpMethod method, string path, object? body = null, string subject = "ann") => chat.SendAsync(Ann with { Subject = subject }, method, path, body);

    /// <summary>What a route answers; fails when it refuses.</summary>
    public async Task<JsonElement> GetAsync(string path, string subject = "ann")
    {
        var reply = await SendAsync(HttpMethod.Get, path, null, subject);
        Assert.True(reply.Status == HttpStatusCode.OK, reply.Body.GetRawText());
        return reply.Body;
    }

    /// <summary>Sends a body to <c>POST /query</c> as an analyst.</summary>
    public Task<Reply> QueryAsync(object body, string? role = null, string path = "/query") => chat.SendAsync(Ann with { Role = role ?? Roles.Analyst }, body, path, service);

    /// <summary>Sends a request to a route as somebody with a role.</summary>
    public Task<Reply> CallAsync(HttpMethod method, string path, object? body, string role) => chat.SendAsync(Ann with { Subject = "eve", Role = role }, body, path, service, method);

    /// <summary>The events of an answer, each as it comes.</summary>
    public IAsyncEnumerable<(string Name, JsonElement Data)> EventsAsync(string question) => chat.EventsAsync(Ann, new { query = question }, service);

    /// <summary>Somebody corrects a question, and somebody else accepts the correction.</summary>
    public async Task CorrectAsync(string question, string meaning)
    {
        var message = (await AskAsync(new { query = question, dataset_id = Dataset, use_model = false })).GetProperty("message_id").GetString();
        var given = await chat.SendAsync(Ann with { Role = Roles.Analyst }, new { message_id = message, correction = new { semantic_query = JsonElement.Parse(meaning) } }, "/feedback", service);
        Assert.True(given.Status == HttpStatusCode.OK, given.Body.GetRawText());
        var open = (await CallAsync(HttpMethod.Get, "/reviews?kind=correction", null, Roles.Editor)).Body.GetProperty("reviews").EnumerateArray();
        var accepted = await CallAsync(HttpMethod.Post, $"/reviews/{Assert.Single(open).GetProperty("review_id").GetString()}", new { decision = "accept" }, Roles.Editor);
        Assert.True(accepted.Status == HttpStatusCode.OK, accepted.Body.GetRawText());
    }

    /// <summary>Sends SQL over the dataset to <c>POST /sql</c> as an analyst.</summary>
    public Task<Reply> SqlAsync(string sql, string? role = null, string path = "/sql", string? asOf = null) =>
        QueryAsync(new { sql, dataset_id = Dataset, as_of = asOf }, role, path);

    /// <summary>The answer to SQL; fails when there is none.</summary>
    public async Task<JsonElement> RunSqlAsync(string sql)
    {
        var reply = await SqlAsync(sql);
        Assert.True(reply.Status == HttpStatusCode.OK, $"{sql}: {reply.Body.GetRawText()}");
        return reply.Body;
    }

    /// <summary>The answer to a question; fails when there is none.</summary>
    public async Task<JsonElement> AskAsync(object body)
    {
        var reply = await SendAsync(body);
        Assert.True(reply.Status == HttpStatusCode.OK, reply.Body.GetRawText());
        return reply.Body;
    }

    public Task<JsonElement> AskAsync(string question) => AskAsync(new { query = question });

    /// <summary>Fails unless the request is refused with this status and code.</summary>
    public async Task RefusesAsync(HttpStatusCode status, string code, object body, string subject = "ann")
    {
        var reply = await SendAsync(body, subject);
        Assert.Equal((status, code), (reply.Status, reply.Body.GetProperty("code").GetString()));
    }

    /// <summary>What the trail got of this tenant, oldest first: nobody takes audit events in these tests, so all stay in the outbox.</summary>
    public async Task<IReadOnlyList<(Guid Id, AuditRecorded Event)>> TrailAsync() =>
        [.. (await chat.ReadAsync<(Guid Id, string Body)>("SELECT id, body FROM chat.outbox WHERE aggregate = @aggregate ORDER BY seq", new { aggregate = "audit:" + Tenant }))
            .Select(row => (row.Id, JsonSerializer.Deserialize<AuditRecorded>(row.Body)!))];

    /// <summary>The messages kept of this tenant.</summary>
    public Task<IReadOnlyList<KeptMessage>> MessagesAsync() => chat.ReadAsync<KeptMessage>(
        """
        SELECT conversation_id AS ConversationId, position AS Position, message_id AS MessageId, question AS Question, answer::text AS Answer
        FROM chat.messages WHERE tenant_id = @Tenant ORDER BY conversation_id, position
        """,
        new { Tenant });

    private async Task AddPartAsync(DateOnly firstDay, params decimal[] amounts)
    {
        var part = Guid.CreateVersion7();
        parts.Add(part);
        await chat.ExecuteAsync(RetailData.SalesPart(Dataset, part, firstDay, amounts));
        chat.Publish(RetailData.Catalog(Tenant, Dataset, plugin, name, parts.Count, [.. parts], firstDay.AddDays(amounts.Length - 1)));
    }
}

/// <summary>A message as it is kept.</summary>
internal sealed class KeptMessage
{
    public Guid ConversationId { get; init; }

    public int Position { get; init; }

    public Guid MessageId { get; init; }

    public string Question { get; init; } = "";

    public string Answer { get; init; } = "";

    /// <summary>The answer without its timings, which are not complete before it is kept.</summary>
    public static JsonNode WithoutTimings(string json)
    {
        var answer = JsonNode.Parse(json)!.AsObject();
        answer.Remove("timings_ms");
        return answer;
    }
}
