using System.Collections.Concurrent;
using System.Reflection;
using System.Xml.Linq;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace NlSql.ServiceDefaults.OpenApi;

/// <summary>Says of schemas and their properties what the XML comments of the types say.</summary>
internal sealed class DescribeSchema : IOpenApiSchemaTransformer
{
    private static readonly ConcurrentDictionary<Assembly, IReadOnlyDictionary<string, XElement>> Comments = new();

    public Task TransformAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        if (context.JsonPropertyInfo is { AttributeProvider: PropertyInfo property })
        {
            if (OfProperty(property) is not { } description)
                return Task.CompletedTask;
            // A schema with an id of its own is shared: what one property is for is said beside the reference to it.
            if (schema.Metadata?.TryGetValue("x-schema-id", out var id) == true && id is string { Length: > 0 })
                schema.Metadata["x-ref-description"] = description;
            else
                schema.Description = description;
        }
        else if (OfType(context.JsonTypeInfo.Type) is { } description)
        {
            schema.Description = description;
        }

        return Task.CompletedTask;
    }

    private static string? OfType(Type type) => TextOf(Find(type, $"T:{NameOf(type)}")?.Element("summary"));

    private static string? OfProperty(PropertyInfo property)
    {
        var type = property.DeclaringType!;
        return TextOf(Find(type, $"P:{NameOf(type)}.{property.Name}")?.Element("summary"))
            ?? TextOf(Find(type, $"T:{NameOf(type)}")?.Elements("param").FirstOrDefault(p => (string?)p.Attribute("name") == property.Name));
    }

    private static string NameOf(Type type) => (type.IsGenericType ? type.GetGenericTypeDefinition() : type).FullName!.Replace('+', '.');

    private static XElement? Find(Type type, string member) =>
        type.Assembly.GetName().Name!.StartsWith("NlSql.", StringComparison.Ordinal) ? Comments.GetOrAdd(type.Assembly, Read).GetValueOrDefault(member) : null;

    private static IReadOnlyDictionary<string, XElement> Read(Assembly assembly)
    {
        var file = Path.ChangeExtension(assembly.Location, ".xml");
        return File.Exists(file)
            ? XDocument.Load(file).Descendants("member").ToDictionary(m => (string)m.Attribute("name")!)
            : new Dictionary<string, XElement>();
    }

    private static string? TextOf(XElement? element)
    {
        if (element is null)
            return null;
        var words = element.Nodes().Select(node => node switch
        {
            XText text => text.Value,
            XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
            XElement link => ((string?)link.Attribute("cref") ?? (string?)link.Attribute("name") ?? link.Value).Split('.')[^1],
            _ => "",
        });
        return string.Join(' ', string.Concat(words).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)) is { Length: > 0 } text ? text : null;
    }
}
