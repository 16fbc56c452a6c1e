using Microsoft.OpenApi;

namespace NlSql.System.Tests.Guides;

[Collection<SystemCollection>]
public sealed class DocumentTests(RunningSystem system)
{
    [Fact]
    public async Task Document_OfTheWholeSystem_IsValidOpenApi31()
    {
        var json = await system.Gateway.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative), TestContext.Current.CancellationToken);

        var (document, diagnostic) = OpenApiDocument.Parse(json, OpenApiConstants.Json);

        Assert.Equal(OpenApiSpecVersion.OpenApi3_1, diagnostic!.SpecificationVersion);
        Assert.Empty(diagnostic.Errors);
        Assert.Empty(diagnostic.Warnings);
        Assert.DoesNotContain("do not answer", document!.Info.Description, StringComparison.Ordinal);
        Assert.Contains("/chat", document.Paths.Keys);
        Assert.Contains("/audit/verify", document.Paths.Keys);
    }
}
