using System.Net;
using NlSql.Gateway.Tests.Callers;

namespace NlSql.Gateway.Tests.Refusals;

/// <summary>What was refused last is told before the gateway is gone.</summary>
public sealed class LastRefusalsTests(CredentialGateway gateway) : IClassFixture<CredentialGateway>
{
    [Fact]
    public async Task Stop_TwiceAtOnce_TellsThemOnce()
    {
        using var refused = await gateway.Client.GetAsync("/datasets", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);

        await Task.WhenAll(gateway.StopAsync(), gateway.StopAsync());

        Assert.Equal("access.refused", Assert.Single(gateway.Upstream.Reported).Event.Action);
    }
}
