using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Routing.Template;
using NlSql.Gateway.Routing;

namespace NlSql.Gateway.Documentation;

/// <summary>Makes one OpenAPI document of those of the services: their public operations, and the schemas of all.</summary>
internal sealed class PublicDocument
{
    private const string Credential = "credential";
    private const string SchemaPrefix = "#/components/schemas/";
    private static readonly List<TemplateMatcher> PublicPaths = [.. Routes.All.Select(route => new TemplateMatcher(TemplateParser.Parse(route.Path), []))];

    private readonly SortedDictionary<string, JsonNode> paths = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, JsonNode> schemas = new(StringComparer.Ordinal);
    private readonly SortedSet<string> tags = new(StringComparer.Ordinal);

    /// <summary>Takes over what is public in the document of a service.</summary>
    /// <remarks>Queues are named after the service that reads them, and so are their public routes.</remarks>
    public void Add(string service, JsonObject document) => Add(service, document, path => IsPublic(path.Replace("{queue}", $"{service}-queue", StringComparison.Ordinal)));

    /// <summary>Takes over all of the gateway's own document.</summary>
    public void AddOwn(JsonObject document) => Add(Contracts.ServiceNames.Gateway, document, _ => true);

    /// <summary>The whole.</summary>
    /// <param name="missing">Services whose part is not known.</param>
    public JsonObject Build(IReadOnlyCollection<string> missing) => new()
    {
        ["openapi"] = "3.1.1",
        ["info"] = new JsonObject
        {
            ["title"] = "NlSql",
            ["version"] = "v1",
            ["description"] = DocumentTexts.Introduction + (missing.Count == 0 ? "" : $"\n\n**Not shown**, because they do not answer at the moment: {string.Join(", ", missing.Order(StringComparer.Ordinal))}."),
        },
        ["servers"] = new JsonArray(new JsonObject { ["url"] = "/" }),
        ["tags"] = new JsonArray([.. tags.Select(tag => new JsonObject { ["name"] = tag, ["description"] = DocumentTexts.OfTag(tag) })]),
        ["paths"] = new JsonObject(paths.Select(path => KeyValuePair.Create(path.Key, (JsonNode?)path.Value))),
        ["components"] = new JsonObject
        {
            ["schemas"] = new JsonObject(schemas.Select(schema => KeyValuePair.Create(schema.Key, (JsonNode?)schema.Value))),
            ["securitySchemes"] = new JsonObject
            {
                [Credential] = new JsonObject { ["type"] = "http", ["scheme"] = "bearer", ["description"] = "An API key or a token of the identity provider. Not needed on a developer's own machine." },
            },
        },
        ["security"] = new JsonArray(new JsonObject { [Credential] = new JsonArray() }),
    };

    private static bool IsPublic(string path) => PublicPaths.Exists(template => template.TryMatch(path, []));

    private void Add(string service, JsonObject document, Func<string, bool> wanted)
    {
        AddSchemas(service, document);
        foreach (var (path, item) in document["paths"]?.AsObject() ?? [])
        {
            // "/plugins/" is where a group begins; clients write "/plugins".
            var written = path.Length > 1 ? path.TrimEnd('/') : path;
            if (item is not JsonObject operations || !wanted(written))
                continue;
            foreach (var tag in operations.SelectMany(operation => operation.Value?["tags"]?.AsArray() ?? []))
                tags.Add(tag!.GetValue<string>());
            paths[written] = operations.DeepClone();
        }
    }

    private void AddSchemas(string service, JsonObject document)
    {
        var own = document["components"]?["schemas"]?.AsObject() ?? [];
        var renamed = new Dictionary<string, string>();
        foreach (var (name, schema) in own)
        {
            if (schemas.TryGetValue(name, out var other) && !JsonNode.DeepEquals(other, schema))
                renamed[name] = string.Concat(service.Split('-').Select(word => char.ToUpperInvariant(word[0]) + word[1..])) + name;
        }

        Rename(document, renamed);
        foreach (var (name, schema) in own)
            schemas[renamed.GetValueOrDefault(name, name)] = schema!.DeepClone();
    }

    /// <summary>Two services may have a schema of the same name that is not the same; the later one's gets the service's name before it.</summary>
    private static void Rename(JsonNode? node, Dictionary<string, string> renamed)
    {
        if (renamed.Count == 0)
            return;
        if (node is JsonArray list)
        {
            foreach (var item in list)
                Rename(item, renamed);
        }
        else if (node is JsonObject properties)
        {
            foreach (var (_, value) in properties)
                Rename(value, renamed);
            if (properties["$ref"] is JsonValue reference && reference.GetValue<string>() is var target && target.StartsWith(SchemaPrefix, StringComparison.Ordinal)
                && renamed.TryGetValue(target[SchemaPrefix.Length..], out var name))
                properties["$ref"] = SchemaPrefix + name;
        }
    }
}
