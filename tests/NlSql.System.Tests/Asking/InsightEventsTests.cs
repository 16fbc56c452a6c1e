using System.Net.Http.Json;
using System.Text.Json;

namespace NlSql.System.Tests.Asking;

/// <summary>New findings come through the gateway as they are found, not when the stream ends.</summary>
[Collection<SystemCollection>]
public sealed class InsightEventsTests(RunningSystem system)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Events_OfARunThroughTheGateway_ComeWhileTheStreamIsOpenAndAgainAfterTheLastSeen()
    {
        var dataset = await system.RetailAsync();
        string? firstId;
        using (var stream = await FollowAsync(dataset, null))
        {
            using var ran = await system.Gateway.PostAsJsonAsync("/insights/run", new { dataset_id = dataset }, Cancellation);
            var run = await ran.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>(Cancellation);
            // What the uploads set going may tell its findings meanwhile.
            JsonElement told;
            do
            {
                (firstId, told) = await NextAsync(stream);
                Assert.Equal(dataset.ToString(), told.GetProperty("dataset_id").GetString());
            }
            while (told.GetProperty("run_id").GetString() != run.GetProperty("run_id").GetString());

            Assert.Contains(told.GetProperty("finding").GetProperty("sentence").GetString(), run.GetProperty("findings").EnumerateArray().Select(f => f.GetProperty("sentence").GetString()));
        }

        using var resumed = await FollowAsync(dataset, firstId);
        Assert.NotEqual(firstId, (await NextAsync(resumed)).Id);
    }

    private async Task<StreamReader> FollowAsync(Guid dataset, string? lastEventId)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/insights/events?dataset_id={dataset}");
        if (lastEventId is not null)
            request.Headers.Add("Last-Event-ID", lastEventId);
        var response = await system.Gateway.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancellation);
        Assert.Equal("text/event-stream", response.EnsureSuccessStatusCode().Content.Headers.ContentType?.MediaType);
        var stream = new StreamReader(await response.Content.ReadAsStreamAsync(Cancellation));
        // The first line is there before anything is found: from here on nothing is missed.
        Assert.Equal(": insights", await stream.ReadLineAsync(Cancellation));
        return stream;
    }

    private static async Task<(string? Id, JsonElement Data)> NextAsync(StreamReader stream)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        deadline.CancelAfter(TimeSpan.FromSeconds(60));
        string? id = null;
        while (await stream.ReadLineAsync(deadline.Token) is { } line)
        {
            if (line.StartsWith("id: ", StringComparison.Ordinal))
                id = line[4..];
            if (line.StartsWith("data: ", StringComparison.Ordinal))
                return (id, JsonSerializer.Deserialize<JsonElement>(line[6..]));
        }

        throw new EndOfStreamException("The stream ended without an event.");
    }
}
