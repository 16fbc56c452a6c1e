using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;
using NlSql.ServiceDefaults.Errors;
using NlSql.Testing;

namespace NlSql.Architecture.Tests;

/// <summary>The OpenAPI documents say everything of every public operation, and nothing of others.</summary>
[Collection<ServicesCollection>]
public sealed partial class OpenApiTests(StartedServices services)
{
    private static readonly string[] NotDescribed = ["/alive", "/ready", "/openapi/v1.json", "/openapi/{documentName}.json"];

    public static TheoryData<string> Services => [.. StartedServices.Names];

    [Theory]
    [MemberData(nameof(Services))]
    public void Document_OfAService_HasEveryOperationThatIsNotInternal(string name)
    {
        var service = services[name];
        var mapped =
            from endpoint in service.Endpoints
            let path = StartedService.Trimmed(Constraint().Replace(endpoint.RoutePattern.RawText!, "}"))
            where !NotDescribed.Contains(path) && !path.StartsWith("/internal", StringComparison.Ordinal) && !path.StartsWith("/docs", StringComparison.Ordinal)
            // Those of the proxy are the services'; probes are for the machine that runs them.
            where name != "NlSql.Gateway" || endpoint.Metadata.GetMetadata<MethodInfo>() is not null
            where path != "/health" || name == "NlSql.Gateway"
            from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? []
            select $"{method} {path}";

        Assert.Equal(mapped.Order(), service.Operations.Select(o => $"{o.Method} {o.Path}").Order());
    }

    [Theory]
    [MemberData(nameof(Services))]
    public void Document_OfAService_SaysEverythingOfEachOperation(string name) =>
        Assert.Empty(services[name].Operations.SelectMany(operation => MissingIn(operation).Select(what => $"{operation}: {what}")));

    [Theory]
    [MemberData(nameof(Services))]
    public void Texts_OfAService_EachBelongToAnOperation(string name)
    {
        var texts = Assembly.Load(name).GetManifestResourceNames().Where(r => r.StartsWith("openapi/", StringComparison.Ordinal)).Select(r => r["openapi/".Length..]);

        Assert.Empty(texts.Except(services[name].Operations.Select(IdOf)));
    }

    [Fact]
    public void Schema_OfAnAnswer_SaysWhatEachPropertyIs()
    {
        var missing =
            from schema in services["NlSql.Chat"].Document["components"]!["schemas"]!.AsObject()
            where schema.Key.StartsWith("Answer", StringComparison.Ordinal)
            from property in schema.Value!["properties"]?.AsObject() ?? []
            where !IsDescribed(property.Value!)
            select $"{schema.Key}.{property.Key}";

        Assert.Empty(missing);
        Assert.Contains("Answer", services["NlSql.Chat"].Document["components"]!["schemas"]!.AsObject().Select(schema => schema.Key));
    }

    [Fact]
    public void OperationIds_OfAllServices_AreDifferent() =>
        Assert.Empty(services.All.SelectMany(s => s.Operations).DistinctBy(o => $"{o.Method} {o.Path}").GroupBy(IdOf).Where(g => g.Count() > 1).Select(g => g.Key));

    [Fact]
    public void Gateway_RouteTable_IsWhatTheDocumentsDescribe()
    {
        var routes = services["NlSql.Gateway"].Endpoints
            .Where(e => e.Metadata.GetMetadata<MethodInfo>() is null && e.Metadata.Any(m => m.GetType().Name == "RouteModel"))
            .Select(e => (Path: e.RoutePattern.RawText!, Matcher: new TemplateMatcher(TemplateParser.Parse(e.RoutePattern.RawText!), []))).ToList();
        var operations = services.All.Where(s => s.Name != "NlSql.Gateway").SelectMany(s => s.Operations).ToList();

        Assert.NotEmpty(routes);
        // What every service has is reached at one of them.
        var unreachable = operations.GroupBy(o => $"{o.Method} {o.Path}").Where(same => !same.Any(o => routes.Exists(r => r.Matcher.TryMatch(PublicPathOf(o), []))));
        Assert.Empty(unreachable.Select(same => $"{same.Key} cannot be reached through the gateway"));
        Assert.Empty(routes.Where(r => !operations.Exists(o => r.Matcher.TryMatch(PublicPathOf(o), []))).Select(r => $"nothing is described behind {r.Path}"));
    }

    [Theory]
    [MemberData(nameof(Services))]
    public void Errors_OfAService_HaveTheStatusThatTheirCodesAreAnsweredWith(string name)
    {
        var statuses = Directory.EnumerateFiles(RepositoryFolder.Root, "*.cs", SearchOption.AllDirectories)
            .Where(file => file.EndsWith("Errors.cs", StringComparison.Ordinal))
            .SelectMany(file => FailureOfCode().Matches(File.ReadAllText(file)))
            .ToLookup(failure => failure.Groups[2].Value, failure => ProblemDetailsMapping.StatusOf(Enum.Parse<FailureKind>(failure.Groups[1].Value)));
        var wrong =
            from operation in services[name].Operations
            from answer in operation.Text["responses"]!.AsObject()
            from Match code in DescribedCode().Matches((string?)answer.Value!["description"] ?? "")
            where statuses[code.Groups[1].Value] is var known && known.Any() && !known.Contains(int.Parse(answer.Key))
            select $"{operation}: {code.Groups[1].Value} is not answered with {answer.Key}";

        Assert.Empty(wrong);
    }

    // Queues are named after the service that reads them.
    private static string PublicPathOf(Operation operation) =>
        operation.Path.Replace("{queue}", Word().Replace(operation.Service["NlSql.".Length..], "-$1").Trim('-').ToLowerInvariant() + "-queue", StringComparison.Ordinal);

    private static string? IdOf(Operation operation) => (string?)operation.Text["operationId"];

    private static IEnumerable<string> MissingIn(Operation operation)
    {
        var text = operation.Text;
        foreach (var property in new[] { "operationId", "summary", "tags" })
            if (text[property] is null)
                yield return property;
        foreach (var parameter in text["parameters"]?.AsArray() ?? [])
            if (string.IsNullOrEmpty((string?)parameter!["description"]))
                yield return $"what the parameter {parameter["name"]} is for";
        if (text["requestBody"] is { } body && !HasExample(body))
            yield return "an example of the body";
        var answers = text["responses"]!.AsObject();
        if (!answers.Any(a => a.Key.StartsWith('2')))
            yield return "what a success answers";
        foreach (var (status, answer) in answers)
        {
            if (answer!["content"] is null ? status[0] != '2' || (status != "204" && status != "202") : !HasExample(answer))
                yield return $"an example of {status}";
            if (string.IsNullOrEmpty((string?)answer["description"]))
                yield return $"what {status} means";
        }

        if (operation.Path is not ("/" or "/health"))
            foreach (var status in new[] { "401", "403", "503" }.Where(s => !answers.ContainsKey(s)))
                yield return $"the errors of {status}";
    }

    // What may be null says it in the schema of what it is otherwise.
    private static bool IsDescribed(JsonNode schema) =>
        !string.IsNullOrEmpty((string?)schema["description"]) || schema["oneOf"]?.AsArray().Any(one => IsDescribed(one!)) == true;

    private static bool HasExample(JsonNode described) =>
        described["content"]!.AsObject().All(content => content.Value!["example"] is not null && content.Value["schema"] is not null);

    [GeneratedRegex(@"FailureKind\.(\w+),\s*""([a-z]+\.[a-z0-9-]+)""")]
    private static partial Regex FailureOfCode();

    [GeneratedRegex(@"^- `([a-z]+\.[a-z0-9-]+)`:", RegexOptions.Multiline)]
    private static partial Regex DescribedCode();

    [GeneratedRegex("([A-Z])")]
    private static partial Regex Word();

    [GeneratedRegex(@":[a-z]+\}")]
    private static partial Regex Constraint();
}
