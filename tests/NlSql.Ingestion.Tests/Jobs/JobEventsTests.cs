using System.Net;
using System.Text.Json;
using NlSql.Ingestion.Tests.Hosting;

namespace NlSql.Ingestion.Tests.Jobs;

public sealed class JobEventsTests(SharedHost shared) : IClassFixture<SharedHost>
{
    private readonly IngestionHost host = shared.Host;
    private readonly string tenant = $"t{Guid.NewGuid():N}";

    [Fact]
    public async Task Events_OfARunningJob_TellProgressThenHowItEnded()
    {
        await host.UploadAsync(ShopModel.Csv, tenant: tenant);
        var gate = await Gate.BeforeAttachAsync(host);
        var accepted = await host.UploadAsync(ShopModel.Csv, query: "?async=true", tenant: tenant);
        using var response = await OpenAsync(accepted);
        using var lines = new StreamReader(await response.Content.ReadAsStreamAsync(IngestionHost.Cancel));

        var first = await NextAsync(lines);
        await gate.DisposeAsync();
        var events = new List<Event> { first };
        while (events[^1].Name == "progress")
            events.Add(await NextAsync(lines));

        Assert.Equal("text/event-stream", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal(("progress", "succeeded"), (first.Name, events[^1].Name));
        Assert.Equal(1, events[^1].Data.GetProperty("result").GetProperty("version").GetInt32());
        Assert.Null(await lines.ReadLineAsync(IngestionHost.Cancel));
    }

    [Fact]
    public async Task Events_AskedForAgainAfterTheLast_AreNoContent()
    {
        var accepted = await host.UploadAsync("order_id,order_date\nA,never\n", query: "?async=true", tenant: tenant);
        await host.EndedAsync(accepted, tenant);
        using var response = await OpenAsync(accepted);
        using var lines = new StreamReader(await response.Content.ReadAsStreamAsync(IngestionHost.Cancel));
        var last = await NextAsync(lines);

        using var again = await OpenAsync(accepted, last.Id);
        using var missed = await OpenAsync(accepted, "1");

        Assert.Equal("failed", last.Name);
        Assert.Equal(HttpStatusCode.NoContent, again.StatusCode);
        Assert.Contains("event: failed", await missed.Content.ReadAsStringAsync(IngestionHost.Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Events_OfAJobThatIsCancelled_EndWithThat()
    {
        await host.UploadAsync(ShopModel.Csv, tenant: tenant);
        await using var gate = await Gate.BeforeAttachAsync(host);
        var accepted = await host.UploadAsync(ShopModel.Csv, query: "?async=true", tenant: tenant);
        using var response = await OpenAsync(accepted);

        await host.SendAsync(new HttpRequestMessage(HttpMethod.Delete, accepted.Location), tenant);

        Assert.Contains("event: cancelled", await response.Content.ReadAsStringAsync(IngestionHost.Cancel), StringComparison.Ordinal);
    }

    private Task<HttpResponseMessage> OpenAsync(Answer accepted, string? lastEventId = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, accepted.Location + "/events");
        if (lastEventId is not null)
            request.Headers.Add("Last-Event-ID", lastEventId);
        return host.StreamAsync(request, tenant, 0, IngestionHost.Cancel);
    }

    private static async Task<Event> NextAsync(StreamReader lines)
    {
        var fields = new Dictionary<string, string>();
        while (await lines.ReadLineAsync(IngestionHost.Cancel) is { } line)
        {
            if (line.Length == 0 && fields.Count > 0)
                break;
            if (line.IndexOf(": ", StringComparison.Ordinal) is var colon and > 0)
                fields[line[..colon]] = line[(colon + 2)..];
        }

        return new Event(fields["event"], fields["id"], JsonDocument.Parse(fields["data"]).RootElement);
    }

    private sealed record Event(string Name, string Id, JsonElement Data);
}
