using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace NlSql.System.Tests.Faults;

/// <summary>What a client knows of a call's end.</summary>
internal enum CallOutcome
{
    /// <summary>It was told that it worked.</summary>
    Ok,

    /// <summary>It was told that nothing was done.</summary>
    Refused,

    /// <summary>It was told of a fault, or nothing: the effect may be there or not.</summary>
    Unknown,
}

/// <summary>A call as its client saw it.</summary>
/// <param name="TraceId">The id that the client gave it, which the trail repeats.</param>
/// <param name="Action">What the trail calls it.</param>
/// <param name="Text">What was asked or sent, for comparing equal calls.</param>
/// <param name="Outcome">How it ended for the client.</param>
/// <param name="Status">The HTTP status; null without an answer.</param>
/// <param name="Body">The body of the answer.</param>
/// <param name="Took">How long the client waited.</param>
internal sealed record ClientCall(string TraceId, string Action, string Text, CallOutcome Outcome, HttpStatusCode? Status, JsonElement Body, TimeSpan Took)
{
    /// <summary>The answer alone, without what differs from call to call; null when there is none.</summary>
    public string? Answer => Body.ValueKind == JsonValueKind.Object && Body.TryGetProperty("answer", out var answer) ? answer.GetRawText() : null;

    public string? Code => Body.ValueKind == JsonValueKind.Object && Body.TryGetProperty("code", out var code) ? code.GetString() : null;
}

/// <summary>Calls the gateway and keeps how each call ended.</summary>
internal sealed class CallLog(HttpClient gateway, Guid dataset)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(100);
    private readonly ConcurrentQueue<ClientCall> calls = [];
    private int uploads;

    public IReadOnlyCollection<ClientCall> All => calls;

    public Task<ClientCall> AskAsync(string question, CancellationToken cancellationToken) => SendAsync(
        "question.asked", question, () => new HttpRequestMessage(HttpMethod.Post, "/chat") { Content = JsonContent.Create(new { query = question, plugin = "retail", dataset_id = dataset }) }, cancellationToken);

    public Task<ClientCall> BeginConversationAsync(CancellationToken cancellationToken) => SendAsync(
        "conversation.created", "", () => new HttpRequestMessage(HttpMethod.Post, "/conversations") { Content = JsonContent.Create(new { title = "chaos" }) }, cancellationToken);

    /// <summary>Uploads a file of its own; with the key and the content of an earlier call it is that call again.</summary>
    public Task<ClientCall> UploadAsync(CancellationToken cancellationToken, Guid? into = null, string? key = null, int? content = null)
    {
        var number = content ?? Interlocked.Increment(ref uploads);
        var csv = $"order_id,order_date,total_amount,region\n{number},2025-12-31,10.50,North\n";
        return SendAsync(
            "dataset.uploaded",
            csv,
            () =>
            {
                var form = new MultipartFormDataContent { { new ByteArrayContent(Encoding.UTF8.GetBytes(csv)), "file", "sales.csv" } };
                var request = new HttpRequestMessage(HttpMethod.Post, "/upload/sales" + (into is { } id ? $"?dataset_id={id}" : "")) { Content = form };
                request.Headers.Add("x-plugin", "retail");
                if (key is not null)
                    request.Headers.Add("Idempotency-Key", key);
                return request;
            },
            cancellationToken);
    }

    private async Task<ClientCall> SendAsync(string action, string text, Func<HttpRequestMessage> make, CancellationToken cancellationToken)
    {
        var (trace, started) = (ActivityTraceId.CreateRandom().ToHexString(), Stopwatch.GetTimestamp());
        using var request = make();
        request.Headers.Add("traceparent", $"00-{trace}-{ActivitySpanId.CreateRandom().ToHexString()}-01");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        var (status, body) = ((HttpStatusCode?)null, default(JsonElement));
        try
        {
            using var response = await gateway.SendAsync(request, limit.Token);
            status = response.StatusCode;
            body = await response.Content.ReadFromJsonAsync<JsonElement>(limit.Token);
        }
        catch (Exception e) when (e is HttpRequestException or JsonException or IOException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            // No answer is an answer that the checker knows.
            status = null;
        }

        var outcome = (int?)status switch
        {
            >= 200 and < 300 => CallOutcome.Ok,
            >= 400 and < 500 => CallOutcome.Refused,
            _ => CallOutcome.Unknown,
        };
        var call = new ClientCall(trace, action, text, outcome, status, body, Stopwatch.GetElapsedTime(started));
        calls.Enqueue(call);
        return call;
    }
}
