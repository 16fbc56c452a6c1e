using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using NlSql.ServiceDefaults.Options;
using NlSql.Testing.Servers;

namespace NlSql.ServiceDefaults.Tests.Options;

public sealed class OptionsTests(TestServers servers)
{
    [Theory]
    [InlineData("Probe:Limit", "0", "Limit")]
    [InlineData("Probe:Limt", "5", "Limt")]
    public async Task Start_WrongValueOrName_StopsWithAnExplanation(string key, string value, string named)
    {
        var refused = await Assert.ThrowsAsync<OptionsValidationException>(() => StartAsync(new(key, value)));

        var reason = StartFailure.Explain(refused);
        Assert.Contains(named, reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_RightValue_Starts()
    {
        await using var service = await StartAsync(new("Probe:limit", "5"));

        Assert.NotNull(service);
    }

    [Fact]
    public void Explain_SeveralWrongOptions_NamesAll() =>
        Assert.Equal("a b", StartFailure.Explain(new AggregateException(
            new OptionsValidationException("x", typeof(ProbeOptions), ["a"]), new ValidationException("b"))));

    [Fact]
    public void Explain_ABug_IsNotAboutConfiguration() => Assert.Null(StartFailure.Explain(new InvalidOperationException("bug")));

    private Task<TestService> StartAsync(KeyValuePair<string, string?> setting) => TestService.StartAsync(
        [new("NlSql:KeyFile", servers.KeyFile), setting], builder => builder.AddValidatedOptions<ProbeOptions>("Probe"));

    private sealed class ProbeOptions
    {
        [Range(1, 10)]
        public int Limit { get; init; } = 3;
    }
}
