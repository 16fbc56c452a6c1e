using System.Net;
using System.Text.Json.Nodes;

namespace NlSql.Gateway.Tests.Documentation;

public sealed class DocumentationTests(GatewayFixture gateway) : IClassFixture<GatewayFixture>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Document_OneServiceDown_HasTheOthersAndSaysWhichIsMissing()
    {
        var document = await DocumentAsync();

        Assert.Equal("3.1.1", (string?)document["openapi"]);
        Assert.NotNull(document["paths"]!["/chat"]);
        Assert.NotNull(document["paths"]!["/health"]);
        Assert.Contains("do not answer at the moment: insights.", (string?)document["info"]!["description"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Document_WhatIsNotPublic_IsNotInIt()
    {
        var paths = (await DocumentAsync())["paths"]!.AsObject().Select(path => path.Key);

        Assert.DoesNotContain(paths, path => path.Contains("internal", StringComparison.Ordinal) || path.Contains("secret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Document_SchemasOfOneNameThatDiffer_AreBothThere()
    {
        var document = await DocumentAsync();

        // The same upstream plays four services; what it calls Shape is another thing each time.
        var shapes = document["components"]!["schemas"]!.AsObject().Where(schema => schema.Key.EndsWith("Shape", StringComparison.Ordinal)).ToList();
        Assert.Equal(4, shapes.Count);
        var referred = (string?)document["paths"]!["/chat"]!["post"]!["responses"]!["200"]!["content"]!["application/json"]!["schema"]!["$ref"];
        Assert.Contains(shapes, shape => $"#/components/schemas/{shape.Key}" == referred);
    }

    [Theory]
    [InlineData("/docs/")]
    [InlineData("/docs/scalar.js")]
    [InlineData("/docs/scalar.aspnetcore.js")]
    public async Task Page_ItsParts_AreServedFromHere(string path)
    {
        using var response = await gateway.Client.GetAsync(new Uri(path, UriKind.Relative), Cancellation);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Page_Policy_LetsNothingInFromElsewhere()
    {
        using var response = await gateway.Client.GetAsync(new Uri("/docs/", UriKind.Relative), Cancellation);
        var page = await response.Content.ReadAsStringAsync(Cancellation);

        var policy = response.Headers.GetValues("Content-Security-Policy").Single();
        Assert.StartsWith("default-src 'none'; script-src 'self' 'nonce-", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("http", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("://", page, StringComparison.Ordinal);
        Assert.Contains(policy.Split("'nonce-")[1].Split('\'')[0], page, StringComparison.Ordinal);
    }

    private async Task<JsonObject> DocumentAsync() =>
        JsonNode.Parse(await gateway.Client.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative), Cancellation))!.AsObject();
}
