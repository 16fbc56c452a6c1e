using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Hosting;
using NlSql.Testing.Servers;

namespace NlSql.Gateway.Tests.Routing;

/// <summary>Clients that hardly send or hardly read are cut off, and keep nobody else waiting.</summary>
public sealed class SlowClientTests(QuickGateway gateway) : IClassFixture<QuickGateway>
{
    private static readonly TimeSpan CutWithin = TimeSpan.FromSeconds(60);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Upload_ManyClientsThatSendHardlyAnything_AreCutAndOthersAreAnswered()
    {
        var slow = new List<TcpClient>();
        try
        {
            for (var i = 0; i < 50; i++)
                slow.Add(await SendAsync("POST /upload/sales HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1000000\r\n\r\na"));

            await AssertAnsweredAsync();
            foreach (var client in slow)
            {
                using var reader = new StreamReader(client.GetStream());
                var answer = await reader.ReadToEndAsync(Cancellation).WaitAsync(CutWithin, Cancellation);
                Assert.True(answer.Length == 0 || answer.StartsWith("HTTP/1.1 408", StringComparison.Ordinal), answer);
            }
        }
        finally
        {
            slow.ForEach(client => client.Dispose());
        }
    }

    [Fact]
    public async Task Answer_ClientThatDoesNotRead_IsCutAndTheServiceStops()
    {
        using var slow = await SendAsync("GET /jobs/flood/events HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");

        await AssertAnsweredAsync();
        await gateway.Upstream.FloodEnded.WaitAsync(CutWithin, Cancellation);
    }

    private async Task AssertAnsweredAsync()
    {
        var started = Stopwatch.GetTimestamp();
        for (var i = 0; i < 20; i++)
        {
            using var response = await gateway.Client.GetAsync(new Uri("/datasets", UriKind.Relative), Cancellation);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }

        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.Zero, TimeSpan.FromSeconds(5));
    }

    private async Task<TcpClient> SendAsync(string request)
    {
        var client = new TcpClient { ReceiveBufferSize = 4 * 1024 };
        await client.ConnectAsync(IPAddress.Loopback, gateway.Client.BaseAddress!.Port, Cancellation);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(request), Cancellation);
        return client;
    }
}

/// <summary>A gateway whose clients have to be quicker than usual, so that the test is not slow itself.</summary>
public sealed class QuickGateway(TestServers servers) : GatewayFixture(servers)
{
    protected override void Configure(IWebHostBuilder host) => host.UseSetting("NlSql:Clients:MinimumBytesPerSecond", "1000000");
}
