using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace NlSql.Chat.Tests.LanguageModel;

/// <summary>An OpenAI-compatible endpoint on a loopback port: speaks the wire format of chat completions and embeddings and says what a test wants.</summary>
internal sealed class PlayedModel : IAsyncDisposable
{
    private readonly ConcurrentQueue<PlayedReply> script = new();
    private readonly ConcurrentQueue<PlayedCall> calls = new();
    private readonly WebApplication server;
    private TaskCompletionSource called = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private PlayedModel(WebApplication server) => this.server = server;

    /// <summary>The address to configure, up to <c>/v1</c>.</summary>
    public string Address => server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single() + "/v1";

    /// <summary>The calls since the script was set, oldest first.</summary>
    public IReadOnlyList<PlayedCall> Calls => [.. calls];

    /// <summary>What its embedding model does.</summary>
    public PlayedEmbeddings Embeddings { get; } = new();

    /// <summary>Completed with the first call since the script was set.</summary>
    public Task Called => called.Task;

    public static async Task<PlayedModel> StartAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseSetting("urls", "http://127.0.0.1:0");
        var server = builder.Build();
        var played = new PlayedModel(server);
        server.MapPost("/v1/chat/completions", played.CompleteAsync);
        server.MapPost("/v1/embeddings", played.Embeddings.AnswerAsync);
        await server.StartAsync(cancellationToken);
        return played;
    }

    /// <summary>What the next calls get, in order; calls beyond are told that the question is unclear.</summary>
    public void Play(params PlayedReply[] replies)
    {
        script.Clear();
        calls.Clear();
        called = new(TaskCreationOptions.RunContinuationsAsynchronously);
        foreach (var reply in replies)
            script.Enqueue(reply);
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();

    private async Task CompleteAsync(HttpContext context)
    {
        var body = await JsonSerializer.DeserializeAsync<JsonElement>(context.Request.Body, cancellationToken: context.RequestAborted);
        var call = new PlayedCall(body, context.Request.Headers.Authorization.ToString(), context.Request.Headers["api-key"].ToString());
        calls.Enqueue(call);
        called.TrySetResult();
        var reply = script.TryDequeue(out var next) ? next : PlayedReply.Says("""{"unclear": "nothing"}""");
        await reply.WriteAsync(context, call);
    }
}

/// <summary>A call as it came over the wire.</summary>
internal sealed record PlayedCall(JsonElement Body, string Authorization, string ApiKey)
{
    /// <summary>Completed when the caller has hung up.</summary>
    public TaskCompletionSource Aborted { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public bool IsStreamed => Body.TryGetProperty("stream", out var stream) && stream.GetBoolean();

    public bool HasSchema => Body.TryGetProperty("response_format", out var format) && format.GetProperty("type").GetString() == "json_schema";

    /// <summary>The text of a message: 0 is the system's.</summary>
    public string Message(int index)
    {
        var content = Body.GetProperty("messages")[index].GetProperty("content");
        return content.ValueKind == JsonValueKind.String ? content.GetString()! : string.Concat(content.EnumerateArray().Select(p => p.GetProperty("text").GetString()));
    }

    public int Messages => Body.GetProperty("messages").GetArrayLength();
}
