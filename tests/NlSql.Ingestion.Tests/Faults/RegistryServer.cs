using System.Net;
using System.Text;
using NlSql.Ingestion.Tests.Hosting;
using NlSql.SemanticModel.Definitions;
using NlSql.Testing.Servers;

namespace NlSql.Ingestion.Tests.Faults;

/// <summary>PluginRegistry for a service in a process of its own: answers every question with the shop's model.</summary>
internal sealed class RegistryServer : IAsyncDisposable
{
    private readonly HttpListener listener = new();
    private readonly Task answering;

    public RegistryServer()
    {
        listener.Prefixes.Add(Address + "/");
        listener.Start();
        answering = AnswerAsync();
    }

    public string Address { get; } = $"http://127.0.0.1:{FreePorts.Next()}";

    public async ValueTask DisposeAsync()
    {
        listener.Close();
        await answering;
    }

    private async Task AnswerAsync()
    {
        var model = Encoding.UTF8.GetBytes(ModelDefinitionJson.Write(ShopModel.Create()));
        try
        {
            while (await listener.GetContextAsync() is { } context)
            {
                context.Response.ContentType = "application/json";
                await context.Response.OutputStream.WriteAsync(model);
                context.Response.Close();
            }
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
        {
            // Closed.
        }
    }
}
