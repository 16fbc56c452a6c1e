using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace NlSql.ServiceDefaults.OpenApi;

/// <summary>Errors as the OpenAPI document describes them: one schema, and per status the codes with their meanings and an example.</summary>
internal static class Problems
{
    public const string SchemaName = "Problem";
    private const string ContentType = "application/problem+json";

    /// <summary>What every route that needs a caller can answer.</summary>
    private static readonly (string Status, string Code)[] OfEveryRoute =
    [
        ("401", "identity.missing"), ("403", "identity.forbidden"), ("503", "storage.unavailable"), ("503", "gateway.service-unavailable"),
        ("504", "gateway.service-timed-out"), ("500", "service.failed"),
    ];

    private static readonly (string Status, string Code)[] OfBodies = [("400", "request.malformed"), ("413", "gateway.body-too-large"), ("415", "request.unsupported-media-type")];

    public static OpenApiSchema Schema { get; } = new()
    {
        Type = JsonSchemaType.Object,
        Description = "Problem details (RFC 9457). What to do about a code is said in docs/errors.md.",
        Required = new HashSet<string> { "type", "title", "status", "code", "trace_id" },
        Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["type"] = Text("urn:nlsql:problem: and the code."),
            ["title"] = Text("The kind of problem, in words."),
            ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer, Description = "The HTTP status." },
            ["detail"] = Text("What is wrong with this request and how to mend it."),
            ["instance"] = Text("The path that was asked for."),
            ["code"] = Text("Stable, never renamed: what a program should look at."),
            ["trace_id"] = Text("Names the request in traces, logs and the audit trail."),
            ["retry_after_seconds"] = new OpenApiSchema { Type = JsonSchemaType.Integer, Description = "When another try makes sense; also the header Retry-After." },
            ["issues"] = new OpenApiSchema
            {
                Type = JsonSchemaType.Array,
                Description = "Single problems: each with its code, message, place and suggestions.",
                Items = new OpenApiSchema
                {
                    Type = JsonSchemaType.Object,
                    Properties = new Dictionary<string, IOpenApiSchema>
                    {
                        ["code"] = Text("The code of the issue."),
                        ["message"] = Text("What is wrong."),
                        ["start"] = new OpenApiSchema { Type = JsonSchemaType.Integer, Description = "0-based place in the text that was sent." },
                        ["length"] = new OpenApiSchema { Type = JsonSchemaType.Integer, Description = "Length of that place." },
                        ["file"] = Text("Name of the file among those that were sent."),
                        ["line"] = new OpenApiSchema { Type = JsonSchemaType.Integer, Description = "1-based line of the file." },
                        ["column"] = Text("Column name, or place in the line."),
                        ["path"] = Text("Property in the JSON that was sent."),
                        ["suggestions"] = new OpenApiSchema { Type = JsonSchemaType.Array, Items = Text("What to write instead.") },
                    },
                },
            },
        },
    };

    /// <summary>Adds the errors of an operation: its own and those of every route.</summary>
    public static void Describe(OpenApiOperation operation, OpenApiDocument? document, OperationText text, string path, bool anonymous)
    {
        var general = (anonymous ? [] : OfEveryRoute).Concat(operation.RequestBody is null ? [] : OfBodies);
        var own = text.Errors.SelectMany(e => e.Value.Select(code => (Status: e.Key, Code: code)));
        foreach (var status in own.Concat(general).GroupBy(e => e.Status, e => e.Code).OrderBy(g => g.Key, StringComparer.Ordinal))
            operation.Responses![status.Key] = Response(int.Parse(status.Key, CultureInfo.InvariantCulture), [.. status.Distinct()], document, path);
    }

    private static OpenApiResponse Response(int status, string[] codes, OpenApiDocument? document, string path) => new()
    {
        Description = string.Join("\n", codes.Select(code => $"- `{code}`: {ErrorMeanings.Of(code)}")),
        Content = new Dictionary<string, OpenApiMediaType>
        {
            [ContentType] = new() { Schema = new OpenApiSchemaReference(SchemaName, document), Example = Example(status, codes[0], path) },
        },
    };

    private static JsonObject Example(int status, string code, string path) => new()
    {
        ["type"] = $"urn:nlsql:problem:{code}",
        ["title"] = Errors.ProblemDetailsMapping.TitleOfStatus(status),
        ["status"] = status,
        ["detail"] = ErrorMeanings.Of(code),
        ["instance"] = path,
        ["code"] = code,
        ["trace_id"] = "5b8aa5a2d2c872e8321cf37308d69df2",
    };

    private static OpenApiSchema Text(string description) => new() { Type = JsonSchemaType.String, Description = description };
}
