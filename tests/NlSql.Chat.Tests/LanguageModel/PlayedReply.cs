using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace NlSql.Chat.Tests.LanguageModel;

/// <summary>One thing that a played endpoint does with a call.</summary>
internal sealed record PlayedReply(Func<HttpContext, PlayedCall, Task> Write)
{
    public Task WriteAsync(HttpContext context, PlayedCall call) => Write(context, call);

    /// <summary>A completion with this text.</summary>
    public static PlayedReply Says(string text, string finish = "stop", int promptTokens = 1_000, int replyTokens = 50) => new((context, call) => call.IsStreamed
        ? StreamAsync(context, [text], finish)
        : context.Response.WriteAsJsonAsync(Completion(new { role = "assistant", content = (string?)text }, finish, promptTokens, replyTokens), context.RequestAborted));

    /// <summary>A streamed completion: pieces, of which those after the first come only when a test lets them.</summary>
    public static PlayedReply Streams(Task gate, params string[] pieces) => new(async (context, _) =>
    {
        await WritePieceAsync(context, pieces[0]);
        await gate.WaitAsync(context.RequestAborted);
        await StreamAsync(context, pieces[1..], "stop");
    });

    /// <summary>A streamed completion that breaks off.</summary>
    public static PlayedReply BreaksOff(params string[] pieces) => new(async (context, _) =>
    {
        foreach (var piece in pieces)
            await WritePieceAsync(context, piece);
        context.Abort();
    });

    /// <summary>A streamed completion that does not end until the caller hangs up.</summary>
    public static PlayedReply StreamsForever(string piece) => new(async (context, call) =>
    {
        context.RequestAborted.Register(call.Aborted.SetResult);
        while (!context.RequestAborted.IsCancellationRequested)
            await WritePieceAsync(context, piece);
    });

    /// <summary>A completion that proposes a semantic query.</summary>
    public static PlayedReply Means(string query) => Says($$"""{"semantic_query": {{query}}}""");

    /// <summary>A completion that proposes SQL.</summary>
    public static PlayedReply Writes(string sql) => Says(JsonSerializer.Serialize(new { sql }));

    /// <summary>A completion that calls a tool that nobody offered.</summary>
    public static PlayedReply CallsTool(string name) => new((context, _) => context.Response.WriteAsJsonAsync(
        Completion(
            new { role = "assistant", content = (string?)null, tool_calls = new[] { new { id = "call_1", type = "function", function = new { name, arguments = "{}" } } } },
            "tool_calls",
            1_000,
            50),
        context.RequestAborted));

    /// <summary>An error of the endpoint.</summary>
    public static PlayedReply Status(int status, string? retryAfter = null) => new(async (context, _) =>
    {
        context.Response.StatusCode = status;
        if (retryAfter is not null)
            context.Response.Headers.RetryAfter = retryAfter;
        await context.Response.WriteAsJsonAsync(new { error = new { message = "no", type = "error", code = "no" } }, context.RequestAborted);
    });

    /// <summary>Bytes that are no completion.</summary>
    public static PlayedReply Sends(string body) => new(async (context, _) =>
    {
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(body, context.RequestAborted);
    });

    /// <summary>Refuses calls that bring a schema, and says a text to others.</summary>
    public static PlayedReply RefusesSchema { get; } = Status(400);

    /// <summary>Never answers, until the caller hangs up.</summary>
    public static PlayedReply Hangs { get; } = new(async (context, call) =>
    {
        context.RequestAborted.Register(call.Aborted.SetResult);
        await call.Aborted.Task;
    });

    /// <summary>Thinks for a while first.</summary>
    public static PlayedReply After(TimeSpan delay, PlayedReply reply) => new(async (context, call) =>
    {
        await Task.Delay(delay, context.RequestAborted);
        await reply.WriteAsync(context, call);
    });

    /// <summary>Talks until the caller hangs up.</summary>
    public static PlayedReply TalksForever { get; } = new(async (context, call) =>
    {
        context.RequestAborted.Register(call.Aborted.SetResult);
        context.Response.ContentType = "application/json";
        while (!context.RequestAborted.IsCancellationRequested)
            await context.Response.WriteAsync(new string('a', 64 * 1024), context.RequestAborted);
    });

    private static async Task StreamAsync(HttpContext context, string[] pieces, string finish)
    {
        foreach (var piece in pieces)
            await WritePieceAsync(context, piece);
        await WriteEventAsync(context, new { id = "chatcmpl-1", @object = "chat.completion.chunk", created = 1_741_000_000, model = "played", choices = new[] { new { index = 0, delta = new { }, finish_reason = finish } } });
        await WriteEventAsync(context, new { id = "chatcmpl-1", @object = "chat.completion.chunk", created = 1_741_000_000, model = "played", choices = Array.Empty<object>(), usage = new { prompt_tokens = 1_000, completion_tokens = 50, total_tokens = 1_050 } });
        await context.Response.WriteAsync("data: [DONE]\n\n", context.RequestAborted);
    }

    private static Task WritePieceAsync(HttpContext context, string text) => WriteEventAsync(
        context, new { id = "chatcmpl-1", @object = "chat.completion.chunk", created = 1_741_000_000, model = "played", choices = new[] { new { index = 0, delta = new { role = "assistant", content = text }, finish_reason = (string?)null } } });

    private static async Task WriteEventAsync(HttpContext context, object chunk)
    {
        if (!context.Response.HasStarted)
            context.Response.ContentType = "text/event-stream";
        await context.Response.WriteAsync($"data: {JsonSerializer.Serialize(chunk)}\n\n", context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
    }

    private static object Completion(object message, string finish, int promptTokens, int replyTokens) => new
    {
        id = "chatcmpl-1",
        @object = "chat.completion",
        created = 1_741_000_000,
        model = "played",
        choices = new[] { new { index = 0, message, finish_reason = finish } },
        usage = new { prompt_tokens = promptTokens, completion_tokens = replyTokens, total_tokens = promptTokens + replyTokens },
    };
}
