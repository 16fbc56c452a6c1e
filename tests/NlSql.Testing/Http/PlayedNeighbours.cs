using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;

namespace NlSql.Testing.Http;

/// <summary>Plays the other services: answers what the service under test asks of them.</summary>
/// <param name="answer">The JSON for a request; null for 404. May throw <see cref="HttpRequestException"/> to be away.</param>
public sealed class PlayedNeighbours(Func<Uri, string?> answer) : HttpMessageHandler
{
    /// <summary>Lets every HTTP client of the service end here.</summary>
    public static void Play(IServiceCollection services, Func<Uri, string?> answer) =>
        services.ConfigureHttpClientDefaults(http => http.ConfigurePrimaryHttpMessageHandler(() => new PlayedNeighbours(answer)));

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        Task.FromResult(answer(request.RequestUri!) is { } json
            ? new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(json, Encoding.UTF8, "application/json") }
            : new HttpResponseMessage(HttpStatusCode.NotFound));
}
