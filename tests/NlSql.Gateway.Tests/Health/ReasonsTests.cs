using System.Text.Json;
using NlSql.Gateway.Health;

namespace NlSql.Gateway.Tests.Health;

public sealed class ReasonsTests
{
    [Theory]
    [InlineData("healthy", """{"redis":"healthy"}""", "")]
    [InlineData("degraded", """{"nlsql":"healthy","redis":"degraded","rabbitmq":"unhealthy"}""", "chat: redis is degraded. chat: rabbitmq is unhealthy.")]
    [InlineData("unhealthy", null, "chat is unhealthy.")]
    [InlineData("unhealthy", "{}", "chat is unhealthy.")]
    [InlineData("unreachable", null, "chat does not answer.")]
    public void Reasons_OfAService_NameWhatIsNotWell(string status, string? checks, string reasons) =>
        Assert.Equal(reasons, string.Join(' ', HealthEndpoints.Reasons("chat", new ServiceState(status, checks is null ? null : JsonElement.Parse(checks), 1))));
}
