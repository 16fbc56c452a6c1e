using System.Net;
using NlSql.Ingestion.Tests.Hosting;
using NlSql.ServiceDefaults.Identity;
using NlSql.Testing;
using NlSql.Testing.Servers;

namespace NlSql.Ingestion.Tests.Faults;

/// <summary>Postgres loses a session or is restarted while a file is loaded.</summary>
public sealed class DatabaseFaultTests(TestServers servers) : IAsyncLifetime
{
    private OwnPostgres postgres = null!;
    private IngestionHost host = null!;

    public async ValueTask InitializeAsync()
    {
        postgres = await OwnPostgres.StartAsync(IngestionHost.Cancel);
        host = await IngestionHost.StartOnAsync(servers, postgres.ConnectionString);
        await host.UploadAsync(ShopModel.Csv);
    }

    public async ValueTask DisposeAsync()
    {
        if (host is not null)
            await host.DisposeAsync();
        if (postgres is not null)
            await postgres.DisposeAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Upload_PostgresGoesInMidCopy_SaysTryAgainAndThatWorks(bool restart)
    {
        using var file = new SlowFile();
        var upload = SendAsync(file);
        await host.CopyingAsync();

        if (restart)
            await postgres.StopAsync();
        else
            await host.EndCopyingSessionAsync();
        file.Continue();
        var answer = await upload;
        if (restart)
            await postgres.StartAgainAsync(IngestionHost.Cancel);

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "storage.unavailable", 2), (answer.Status, answer.Code, answer["retry_after_seconds"].GetInt32()));
        await host.AssertWholeAsync();
        Assert.Equal([1L], await host.QueryAsync<long>("SELECT count(*) FROM ingestion.versions"));
        using var again = new SlowFile();
        again.Continue();
        Answer? repeated = null;
        await Eventually.TrueAsync(async () => (repeated = await SendAsync(again)).Status == HttpStatusCode.OK, "the repeated upload works", IngestionHost.Cancel);
        Assert.Equal(SlowFile.Rows, repeated!["rows"].GetInt32());
        await host.AssertWholeAsync();
    }

    [Fact]
    public async Task Job_PostgresIsRestartedWhileItRuns_IsBegunAnewAndPublishedOnce()
    {
        var gate = await Gate.BeforeAttachAsync(host);
        var accepted = await host.UploadAsync(ShopModel.Csv, query: "?async=true");
        await host.JobAsync(accepted, job => job.GetProperty("phase").GetString() == "publishing");

        await postgres.StopAsync();
        await postgres.StartAgainAsync(IngestionHost.Cancel);

        await gate.DisposeAsync();
        var job = await host.EndedAsync(accepted);
        Assert.Equal(("succeeded", true), (job.Body.State(), job["attempts"].GetInt32() > 1));
        await host.AssertWholeAsync();
        Assert.Equal([2L], await host.QueryAsync<long>("SELECT count(*) FROM ingestion.versions"));
    }

    private async Task<Answer> SendAsync(SlowFile file)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/upload/sales") { Content = file };
        request.Headers.Add("x-plugin", "shop");
        using var response = await host.StreamAsync(request, "default", IdentitySigner.UnknownLength, IngestionHost.Cancel);
        return await Answer.OfAsync(response, IngestionHost.Cancel);
    }
}
