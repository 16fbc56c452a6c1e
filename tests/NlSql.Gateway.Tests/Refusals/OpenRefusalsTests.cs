using NlSql.Gateway.Refusals;
using NlSql.Gateway.Tests.Callers;

namespace NlSql.Gateway.Tests.Refusals;

/// <summary>An attacker with many addresses fills neither the trail nor the memory.</summary>
public sealed class OpenRefusalsTests
{
    private readonly CredentialGateway.MovedClock clock = new();

    [Fact]
    public void Add_MoreKindsThanAreToldApart_CountsTheRestTogether()
    {
        var refusals = new OpenRefusals(clock);
        for (var i = 0; i < OpenRefusals.MostKinds + 500; i++)
            refusals.Add(new RefusalKey("default", "unknown", $"10.0.{i / 256}.{i % 256}", "gateway.credential-missing"), "GET", null, 401, null);
        clock.Move(TimeSpan.FromMinutes(1));

        var taken = refusals.Take(all: false);

        Assert.Equal(OpenRefusals.MostKinds + 1, taken.Count);
        Assert.Equal(500, Assert.Single(taken, refusal => refusal.Key.Address == OpenRefusals.Several).Count);
        Assert.Empty(refusals.Take(all: true));
    }

    [Fact]
    public void Take_WithinTheMinute_LeavesThemUnlessTheGatewayStops()
    {
        var refusals = new OpenRefusals(clock);
        refusals.Add(new RefusalKey("default", "unknown", "10.0.0.1", "gateway.credential-missing"), "GET", null, 401, null);
        clock.Move(TimeSpan.FromSeconds(59));

        Assert.Empty(refusals.Take(all: false));
        Assert.Single(refusals.Take(all: true));
    }
}
