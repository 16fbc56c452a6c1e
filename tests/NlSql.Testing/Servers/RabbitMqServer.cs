using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;

namespace NlSql.Testing.Servers;

internal sealed class RabbitMqServer : IAsyncDisposable
{
    private readonly Uri uri;
    private readonly HttpClient api;
    private readonly ServerProcess? process;

    private RabbitMqServer(Uri uri, string apiAddress, ServerProcess? process)
    {
        (this.uri, this.process) = (uri, process);
        api = new HttpClient { BaseAddress = new Uri(apiAddress) };
        var user = Encoding.UTF8.GetBytes(Uri.UnescapeDataString(uri.UserInfo));
        api.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(user));
    }

    public static async Task<RabbitMqServer> OpenAsync(Lazy<ServerFolder> folder)
    {
        if (Environment.GetEnvironmentVariable(TestServers.RabbitMqVariable) is { Length: > 0 } given)
        {
            var givenApi = Environment.GetEnvironmentVariable(TestServers.RabbitMqApiVariable)
                ?? throw new InvalidOperationException($"{TestServers.RabbitMqVariable} is set, so {TestServers.RabbitMqApiVariable} must be set as well.");
            return new RabbitMqServer(new Uri(given), givenApi, null);
        }

        var (port, apiPort) = (FreePorts.Next(), FreePorts.Next());
        string[] arguments =
            [folder.Value.For("rabbitmq"), folder.Value.PasswordFile, $"{FreePorts.Next()}", $"{FreePorts.Next()}", $"{apiPort}"];
        var process = await ServerProcess.StartAsync("rabbitmq", port, arguments, CancellationToken.None);
        return new RabbitMqServer(new Uri($"amqp://nlsql:{folder.Value.Password}@127.0.0.1:{port}"), $"http://127.0.0.1:{apiPort}", process);
    }

    public async Task<TestVirtualHost> CreateVirtualHostAsync(CancellationToken cancellationToken)
    {
        var name = TestServers.UniqueName();
        var userName = Uri.UnescapeDataString(uri.UserInfo.Split(':')[0]);
        using var created = await api.PutAsync(new Uri($"/api/vhosts/{name}", UriKind.Relative), null, cancellationToken);
        created.EnsureSuccessStatusCode();
        using var permitted = await api.PutAsJsonAsync(
            $"/api/permissions/{name}/{Uri.EscapeDataString(userName)}", new { configure = ".*", write = ".*", read = ".*" }, cancellationToken);
        permitted.EnsureSuccessStatusCode();
        return new TestVirtualHost(new UriBuilder(uri) { Path = name }.Uri, () => DeleteAsync(name));
    }

    public async ValueTask DisposeAsync()
    {
        api.Dispose();
        if (process is not null)
            await process.DisposeAsync();
    }

    private async Task DeleteAsync(string name)
    {
        using var deleted = await api.DeleteAsync(new Uri($"/api/vhosts/{name}", UriKind.Relative));
        deleted.EnsureSuccessStatusCode();
    }
}
