using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using NlSql.ServiceDefaults.Identity;

namespace NlSql.ServiceDefaults.OpenApi;

/// <summary>The OpenAPI document of a service; the gateway makes one of all.</summary>
internal static class OpenApiExtensions
{
    /// <summary>Name of the document: the version of the API.</summary>
    public const string Document = "v1";

    public static void AddApiDocument(this IServiceCollection services) => services.AddOpenApi(Document, options =>
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.AddSchemaTransformer<DescribeSchema>();
        options.AddOperationTransformer<DescribeOperation>();
        options.AddDocumentTransformer((document, context, _) =>
        {
            document.Info = new OpenApiInfo { Title = context.ApplicationServices.GetRequiredService<ServiceInformation>().Name, Version = Document };
            document.Servers = null;
            document.Components ??= new OpenApiComponents();
            document.Components.Schemas ??= new Dictionary<string, IOpenApiSchema>();
            document.Components.Schemas[Problems.SchemaName] = Problems.Schema;
            return Task.CompletedTask;
        });
    });

    /// <summary><c>/openapi/v1.json</c>, for the gateway alone.</summary>
    public static void MapApiDocument(this WebApplication app) => app.MapOpenApi().RequireAuthorization(Roles.Service);
}
