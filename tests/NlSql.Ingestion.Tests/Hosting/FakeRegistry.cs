using System.Net;
using System.Text;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Ingestion.Tests.Hosting;

/// <summary>PluginRegistry as far as this service asks it.</summary>
internal sealed class FakeRegistry : HttpMessageHandler
{
    public Dictionary<string, ModelDefinition> Models { get; } = new() { ["shop"] = ShopModel.Create() };

    /// <summary>Whether it answers at all.</summary>
    public bool Reachable { get; set; } = true;

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (!Reachable)
            throw new HttpRequestException("Nobody listens.");
        var id = request.RequestUri!.AbsolutePath.Split('/')[3];
        return Task.FromResult(Models.TryGetValue(id, out var model)
            ? new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(ModelDefinitionJson.Write(model), Encoding.UTF8, "application/json") }
            : new HttpResponseMessage(HttpStatusCode.NotFound));
    }
}
