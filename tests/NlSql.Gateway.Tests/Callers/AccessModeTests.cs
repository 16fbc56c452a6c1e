using System.ComponentModel.DataAnnotations;
using System.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using NlSql.Gateway.Callers;

namespace NlSql.Gateway.Tests.Callers;

public sealed class AccessModeTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("http://localhost:8000")]
    [InlineData("http://127.0.0.1:8000;http://[::1]:8000")]
    public void Decide_DevelopmentOnLoopback_IsOpen(string? urls) =>
        Assert.Equal(AccessMode.OpenLoopback, Decide("Development", urls));

    [Theory]
    [InlineData("Development", "http://0.0.0.0:8000")]
    [InlineData("Development", "http://*:8000")]
    [InlineData("Development", "http://+:8000")]
    [InlineData("Development", "http://localhost:8000;http://192.168.1.5:8000")]
    [InlineData("Development", "http://localhost.evil.example:8000")]
    [InlineData("Development", "http://[::]:8000")]
    [InlineData("Production", "http://localhost:8000")]
    [InlineData("Staging", null)]
    public void Decide_AnywhereElse_RefusesToStart(string environment, string? urls)
    {
        var refused = Assert.Throws<ValidationException>(() => Decide(environment, urls));

        Assert.Contains("./nlsql key create --tenant acme --role admin", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http_ports", "8080")]
    [InlineData("https_ports", "8443")]
    [InlineData("Kestrel:Endpoints:Public:Url", "http://0.0.0.0:80")]
    public void Decide_OtherWaysToListenEverywhere_RefuseToStart(string key, string value) =>
        Assert.Throws<ValidationException>(() => AccessMode.Decide(new Named("Development"), Configure((key, value)), new AccessOptions()));

    [Theory]
    [InlineData("Production", "http://0.0.0.0:8000")]
    [InlineData("Development", "http://localhost:8000")]
    public void Decide_WithCredentials_NeedsThemEverywhere(string environment, string urls)
    {
        Assert.Equal(AccessMode.Credentials, AccessMode.Decide(new Named(environment), Configure(("urls", urls)), new AccessOptions { KeysFile = "keys.json" }));
        Assert.Equal(AccessMode.Credentials, AccessMode.Decide(new Named(environment), Configure(("urls", urls)), new AccessOptions { Authority = "https://login.example.com" }));
    }

    [Fact]
    public async Task Start_InProduction_EndsWithOneSentence()
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "NlSql.Gateway.dll")])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            Environment = { ["ASPNETCORE_ENVIRONMENT"] = "Production", ["ASPNETCORE_URLS"] = "http://127.0.0.1:0" },
        })!;

        var errors = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(78, process.ExitCode);
        Assert.StartsWith("error: gateway does not start: Nobody could be told apart", errors, StringComparison.Ordinal);
        Assert.Single(errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    private static AccessMode Decide(string environment, string? urls) => AccessMode.Decide(new Named(environment), Configure(("urls", urls)), new AccessOptions());

    private static IConfigurationRoot Configure(params (string Key, string? Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Key, s.Value))).Build();

    private sealed class Named(string name) : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = name;

        public string ApplicationName { get; set; } = "gateway";

        public string ContentRootPath { get; set; } = "/";

        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}
