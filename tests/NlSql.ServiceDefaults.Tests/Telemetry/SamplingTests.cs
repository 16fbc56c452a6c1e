using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using NlSql.Testing.Servers;

namespace NlSql.ServiceDefaults.Tests.Telemetry;

public sealed class SamplingTests(TestServers servers)
{
    private const int Requests = 60;

    [Fact]
    public async Task Send_MoreThanAreTraced_EachHasATraceIdAndTheFirstIsTraced()
    {
        var traces = await SendAsync([new("NlSql:Telemetry:TracesPerSecond", "1")]);

        Assert.EndsWith("-01", traces[0], StringComparison.Ordinal);
        Assert.Contains(traces, trace => trace.EndsWith("-00", StringComparison.Ordinal));
        Assert.Equal(Requests, traces.Select(trace => trace.Split('-')[1]).Distinct().Count());
    }

    [Fact]
    public async Task Send_OpenTelemetrysOwnVariable_Decides() =>
        Assert.All(await SendAsync([new("NlSql:Telemetry:TracesPerSecond", "1"), new("OTEL_TRACES_SAMPLER", "always_on")]), trace => Assert.EndsWith("-01", trace, StringComparison.Ordinal));

    /// <summary>The trace parent of each of some requests.</summary>
    private async Task<List<string>> SendAsync(IEnumerable<KeyValuePair<string, string?>> settings)
    {
        await using var service = await TestService.StartAsync(
            [new("NlSql:KeyFile", servers.KeyFile), .. settings], map: app => app.MapGet("/trace", () => Activity.Current!.Id).AllowAnonymous());
        List<string> traces = [];
        for (var i = 0; i < Requests; i++)
            traces.Add(await service.Client.GetStringAsync("/trace", TestContext.Current.CancellationToken));
        return traces;
    }
}
