using System.Reflection;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.Hosting;
using Microsoft.OpenApi;

namespace NlSql.ServiceDefaults.OpenApi;

/// <summary>Completes an operation by its text: descriptions, headers and forms that handlers read themselves, examples, errors.</summary>
internal sealed class DescribeOperation(IHostEnvironment environment) : IOpenApiOperationTransformer
{
    private const string Json = "application/json";
    private readonly IReadOnlyDictionary<string, OperationText> texts = OperationText.Of(Assembly.Load(environment.ApplicationName));

    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        if (operation.OperationId is not { } id || !texts.TryGetValue(id, out var text))
            return Task.CompletedTask;
        operation.Description = text.Description;
        DescribeParameters(operation, text);
        DescribeBody(operation, text);
        DescribeAnswer(operation, text);
        var anonymous = context.Description.ActionDescriptor.EndpointMetadata.OfType<IAllowAnonymous>().Any();
        Problems.Describe(operation, context.Document, text, "/" + context.Description.RelativePath, anonymous);
        return Task.CompletedTask;
    }

    private static void DescribeParameters(OpenApiOperation operation, OperationText text)
    {
        operation.Parameters ??= [];
        foreach (var parameter in operation.Parameters.OfType<OpenApiParameter>())
            parameter.Description = text.Parameters.GetValueOrDefault(parameter.Name!);
        foreach (var (name, description) in text.Headers)
        {
            operation.Parameters.Add(new OpenApiParameter
            {
                Name = name,
                In = ParameterLocation.Header,
                Description = description,
                Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            });
        }
    }

    private static void DescribeBody(OpenApiOperation operation, OperationText text)
    {
        if (text.Form.Count > 0)
        {
            operation.RequestBody = new OpenApiRequestBody
            {
                Required = true,
                Content = new Dictionary<string, OpenApiMediaType> { ["multipart/form-data"] = new() { Schema = FormOf(text), Example = text.Request } },
            };
        }
        else if (text.Request is not null)
        {
            operation.RequestBody ??= new OpenApiRequestBody { Required = true, Content = new Dictionary<string, OpenApiMediaType> { [Json] = new() { Schema = new OpenApiSchema { Type = JsonSchemaType.Object } } } };
            foreach (var media in operation.RequestBody.Content!.Values)
                media.Example = text.Request;
        }
    }

    private static OpenApiSchema FormOf(OperationText text) => new()
    {
        Type = JsonSchemaType.Object,
        Required = new HashSet<string> { "file" },
        Properties = text.Form.ToDictionary(field => field.Key, IOpenApiSchema (field) => new OpenApiSchema
        {
            Type = JsonSchemaType.String,
            Format = field.Key == "file" ? "binary" : null,
            Description = field.Value,
        }),
    };

    private static void DescribeAnswer(OpenApiOperation operation, OperationText text)
    {
        foreach (var (status, other) in text.Otherwise)
        {
            var response = (OpenApiResponse)operation.Responses![status];
            response.Description = other.Description;
            foreach (var media in response.Content?.Values ?? [])
                media.Example = other.Response;
        }

        var (_, answer) = operation.Responses!.First(r => r.Key.StartsWith('2'));
        if (answer is not OpenApiResponse success)
            return;
        if (text.ResponseContent is { } type)
            success.Content = new Dictionary<string, OpenApiMediaType> { [type] = new() { Schema = new OpenApiSchema { Type = type == Json ? JsonSchemaType.Object : JsonSchemaType.String } } };
        foreach (var media in success.Content?.Values ?? [])
            media.Example = text.Response;
        if (text.Events is { } events)
        {
            success.Content ??= new Dictionary<string, OpenApiMediaType>();
            success.Content["text/event-stream"] = new() { Schema = new OpenApiSchema { Type = JsonSchemaType.String }, Example = events };
        }
    }
}
