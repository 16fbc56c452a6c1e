using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using NlSql.Testing;

namespace NlSql.System.Tests.Asking;

[Collection<SystemCollection>]
public sealed class TraceTests(RunningSystem system)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ask_AQuestion_IsOneTraceFromTheCallerToTheTrail()
    {
        var dataset = await system.RetailAsync();
        var trace = ActivityTraceId.CreateRandom().ToString();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/chat") { Content = JsonContent.Create(new { query = "total revenue", dataset_id = dataset }) };
        request.Headers.Add("traceparent", $"00-{trace}-{ActivitySpanId.CreateRandom()}-01");

        using var response = await system.Gateway.SendAsync(request, Cancellation);

        var answer = await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        Assert.Equal(trace, answer.GetProperty("trace_id").GetString());
        var entry = answer.GetProperty("audit_id").GetGuid();
        await Eventually.TrueAsync(
            async () =>
            {
                using var found = await system.Gateway.GetAsync(new Uri($"/audit/{entry}", UriKind.Relative), Cancellation);
                return found.IsSuccessStatusCode && (await found.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("trace_id").GetString() == trace;
            },
            "the entry in the trail has the trace of the question",
            Cancellation);
    }

    [Fact]
    public async Task Ask_SomethingWrong_IsAProblemOfTheSameTrace()
    {
        var trace = ActivityTraceId.CreateRandom().ToString();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/chat") { Content = JsonContent.Create(new { query = "" }) };
        request.Headers.Add("traceparent", $"00-{trace}-{ActivitySpanId.CreateRandom()}-01");

        using var response = await system.Gateway.SendAsync(request, Cancellation);

        Assert.Equal(trace, (await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("trace_id").GetString());
    }
}
