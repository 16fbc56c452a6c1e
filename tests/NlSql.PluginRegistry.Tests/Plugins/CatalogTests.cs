using System.Net;
using System.Text.Json;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Schemas;
using NlSql.ServiceDefaults;
using NlSql.ServiceDefaults.Identity;
using NlSql.Testing;

namespace NlSql.PluginRegistry.Tests.Plugins;

public sealed class CatalogTests(RegistryFixture registry) : IClassFixture<RegistryFixture>
{
    [Fact]
    public async Task List_WithABrokenPlugin_LeavesItOutAndServesTheOthers()
    {
        registry.CopyRetail("broken_list");
        registry.Edit("broken_list", "schema.yaml", "time_column: order_date", "time_column: order_dtae");
        await registry.ReloadAsync();

        var plugins = (await registry.GetAsync("/plugins")).GetProperty("plugins").EnumerateArray().ToList();

        Assert.Contains("retail", plugins.Select(p => p.GetProperty("id").GetString()));
        Assert.DoesNotContain("broken_list", plugins.Select(p => p.GetProperty("id").GetString()));
        var retail = plugins.Single(p => p.GetProperty("id").GetString() == "retail");
        Assert.Equal(["sales", "products", "stores", "customers"], retail.GetProperty("tables").EnumerateArray().Select(t => t.GetString()));
    }

    [Fact]
    public async Task Detail_Retail_LeavesHiddenColumnsOut()
    {
        var detail = await registry.GetAsync("/plugins/retail");

        var customers = detail.GetProperty("tables").EnumerateArray().Single(t => t.GetProperty("name").GetString() == "customers");
        var columns = customers.GetProperty("columns").EnumerateArray().Select(c => c.GetProperty("name").GetString()).ToList();
        Assert.Contains("town", columns);
        Assert.DoesNotContain("email", columns);
        Assert.NotEmpty(detail.GetProperty("suggested_questions").EnumerateArray());
    }

    [Fact]
    public async Task Questions_Retail_ShowPhrasingsAndSlots()
    {
        var packs = (await registry.GetAsync("/plugins/retail/questions")).GetProperty("packs").EnumerateArray().ToList();

        var question = packs.SelectMany(p => p.GetProperty("questions").EnumerateArray()).First(q => q.GetProperty("ask")[0].GetString()!.Contains("{region}", StringComparison.Ordinal));
        Assert.Equal("value", question.GetProperty("slots")[0].GetProperty("kind").GetString());
        Assert.Equal("sales.region", question.GetProperty("slots")[0].GetProperty("column").GetString());
    }

    [Fact]
    public async Task Glossary_Retail_MapsTerms()
    {
        var terms = (await registry.GetAsync("/plugins/retail/glossary")).GetProperty("terms").EnumerateArray();

        Assert.Contains(terms, t => t.GetProperty("term").GetString() == "AOV" && t.GetProperty("maps_to").GetString() == "average_order_value");
    }

    [Fact]
    public async Task Model_ForAService_CanBeReadBack()
    {
        using var response = await registry.SendAsync(HttpMethod.Get, "/internal/plugins/retail/model", Roles.Service);
        var json = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        var model = JsonSerializer.Deserialize<ModelDefinition>(json, JsonOptions.Snake)!;
        Assert.Equal($"\"{model.Version}\"", response.Headers.ETag?.Tag);
        Assert.Equal(json, ModelDefinitionJson.Write(model));
    }

    [Theory]
    [InlineData("schema.yaml")]
    [InlineData("schema")]
    [InlineData("questions")]
    public async Task Schemas_OfAFile_AreServedAsTheyAreCommitted(string file)
    {
        using var response = await registry.SendAsync(HttpMethod.Get, $"/plugins/schemas/{file}");

        Assert.Equal("application/schema+json", response.Content.Headers.ContentType?.MediaType);
        var committed = Path.Combine(RepositoryFolder.Root, "docs", "schemas", PluginSchemas.NameOf(file));
        Assert.Equal(
            await File.ReadAllTextAsync(committed, TestContext.Current.CancellationToken),
            await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Schemas_OfAnUnknownFile_NameTheFiles()
    {
        var problem = await registry.GetAsync("/plugins/schemas/tables");

        Assert.Equal("plugins.schema-unknown", problem.GetProperty("code").GetString());
        Assert.Contains("schema.yaml, metrics.yaml, questions.yaml, policy.yaml, insights.yaml", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET", "/plugins", "", HttpStatusCode.Unauthorized)]
    [InlineData("GET", "/internal/plugins/retail/model", Roles.Admin, HttpStatusCode.Forbidden)]
    [InlineData("POST", "/plugins/reload", Roles.Editor, HttpStatusCode.Forbidden)]
    [InlineData("GET", "/plugins/schemas/tables", Roles.Viewer, HttpStatusCode.NotFound)]
    [InlineData("GET", "/plugins/schemas/metrics", "", HttpStatusCode.Unauthorized)]
    [InlineData("GET", "/plugins/nothing", Roles.Viewer, HttpStatusCode.NotFound)]
    [InlineData("GET", "/plugins/nothing/validation", Roles.Viewer, HttpStatusCode.NotFound)]
    public async Task Request_NotAllowedOrUnknown_IsRefused(string method, string path, string role, HttpStatusCode status)
    {
        using var response = await registry.SendAsync(new HttpMethod(method), path, role);

        Assert.Equal(status, response.StatusCode);
    }
}
