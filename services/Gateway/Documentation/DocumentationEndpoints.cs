using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using NlSql.Gateway.Routing;
using Scalar.AspNetCore;

namespace NlSql.Gateway.Documentation;

/// <summary>The whole API as one OpenAPI document, and as a page to read and try it.</summary>
internal static class DocumentationEndpoints
{
    private const string Document = "v1";

    public static void MapDocumentation(this WebApplication app)
    {
        app.MapGet("/openapi/v1.json", BuildAsync).ExcludeFromDescription().AllowAnonymous();
        app.MapScalarApiReference("/docs", (options, _) => options
            .WithTitle("NlSql API")
            .WithOpenApiRoutePattern("/openapi/{documentName}.json")
            .AddDocument(Document)
            // Nothing is fetched from elsewhere: the page works without a network.
            .DisableDefaultFonts().DisableTelemetry().DisableAgent().DisableMcp()
            .HideClientButton().HideDeveloperTools()
            .WithNonce())
            .AddEndpointFilter(RestrictAsync)
            .ExcludeFromDescription()
            .AllowAnonymous();
    }

    /// <summary>The page may run its own scripts and ask this gateway, nothing else.</summary>
    private static ValueTask<object?> RestrictAsync(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        var context = invocation.HttpContext;
        context.Response.OnStarting(() =>
        {
            var nonce = context.Items.TryGetValue(ScalarOptions.NonceHttpContextItemKey, out var value) ? $" 'nonce-{value}'" : "";
            context.Response.Headers.ContentSecurityPolicy =
                $"default-src 'none'; script-src 'self'{nonce}; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
                + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
            context.Response.Headers.XContentTypeOptions = "nosniff";
            return Task.CompletedTask;
        });
        return next(invocation);
    }

    private static async Task<JsonHttpResult<JsonObject>> BuildAsync(
        ServiceDocuments documents, [FromKeyedServices(Document)] IOpenApiDocumentProvider own, CancellationToken cancellationToken)
    {
        var services = Routes.All.Select(route => route.Service).Distinct().ToList();
        var found = await Task.WhenAll(services.Select(service => documents.FindAsync(service, cancellationToken)));
        var whole = new PublicDocument();
        whole.AddOwn(await OwnAsync(own, cancellationToken));
        foreach (var (service, document) in services.Zip(found).Where(part => part.Second is not null))
            whole.Add(service, document!);
        return TypedResults.Json(whole.Build([.. services.Zip(found).Where(part => part.Second is null).Select(part => part.First)]));
    }

    private static async Task<JsonObject> OwnAsync(IOpenApiDocumentProvider provider, CancellationToken cancellationToken)
    {
        var document = await provider.GetOpenApiDocumentAsync(cancellationToken);
        return JsonNode.Parse(await document.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1, cancellationToken))!.AsObject();
    }
}
