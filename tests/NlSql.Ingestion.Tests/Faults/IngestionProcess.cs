using System.Diagnostics;
using Microsoft.Extensions.Configuration;
using NlSql.Ingestion.Tests.Hosting;
using NlSql.ServiceDefaults.Identity;
using NlSql.Testing;
using NlSql.Testing.Servers;

namespace NlSql.Ingestion.Tests.Faults;

/// <summary>The service as a process of its own, which a test may kill, freeze and stop. Its broker is away, so events stay in the outbox.</summary>
internal sealed class IngestionProcess : IAsyncDisposable
{
    private readonly Process process;
    private readonly HttpClient client;
    private readonly IdentitySigner signer;

    private IngestionProcess(Process process, HttpClient client, IdentitySigner signer) => (this.process, this.client, this.signer) = (process, client, signer);

    public static async Task<IngestionProcess> StartAsync(
        TestServers servers, string connectionString, RegistryServer registry, params (string Key, string Value)[] settings)
    {
        var address = $"http://127.0.0.1:{FreePorts.Next()}";
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "NlSql.Ingestion.dll")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        (string Key, string Value)[] all =
        [
            ("ASPNETCORE_URLS", address), ("ConnectionStrings__nlsql", connectionString), ("ConnectionStrings__rabbitmq", "amqp://nobody:nobody@127.0.0.1:1/"),
            ("NlSql__KeyFile", servers.KeyFile), ("services__plugin-registry__http__0", registry.Address), ("Logging__LogLevel__Default", "None"),
            .. settings,
        ];
        foreach (var (key, value) in all)
            start.Environment[key] = value;
        var process = Process.Start(start)!;
        // Nobody reads its output, and a full pipe must not hold it up.
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("NlSql:KeyFile", servers.KeyFile)]).Build();
        var started = new IngestionProcess(process, new HttpClient { BaseAddress = new Uri(address) }, new IdentitySigner(InstallationKey.Read(configuration), TimeProvider.System));
        await Eventually.TrueAsync(started.IsReadyAsync, "the service is ready", IngestionHost.Cancel, seconds: 60);
        return started;
    }

    /// <summary>Sends an upload signed for the tenant <c>default</c>.</summary>
    public async Task<Answer> UploadAsync(HttpContent body, string query, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/upload/sales" + query) { Content = body };
        request.Headers.Add("x-plugin", "shop");
        request.Headers.Add(
            IdentitySigner.Header,
            signer.Sign(new Caller("default", "tester", Roles.Editor), "POST", "/upload/sales", body.Headers.ContentLength ?? IdentitySigner.UnknownLength));
        using var response = await client.SendAsync(request, cancellationToken);
        return await Answer.OfAsync(response, cancellationToken);
    }

    /// <summary>Kills it without a word.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync(IngestionHost.Cancel);
    }

    /// <summary>Sends a signal: <c>STOP</c>, <c>CONT</c>, <c>TERM</c>.</summary>
    public async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{process.Id}"]);
        await kill.WaitForExitAsync(IngestionHost.Cancel);
    }

    /// <summary>Waits until it has ended by itself.</summary>
    public Task EndedAsync() => process.WaitForExitAsync(IngestionHost.Cancel);

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        if (!process.HasExited)
            process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private async Task<bool> IsReadyAsync()
    {
        if (process.HasExited)
            throw new InvalidOperationException($"The service did not start; it ended with {process.ExitCode}.");
        try
        {
            using var response = await client.GetAsync(new Uri("/ready", UriKind.Relative), IngestionHost.Cancel);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false; // it does not listen yet
        }
    }
}
