using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using NlSql.Drafting.Profiling;
using NlSql.Ingestion.Models;
using NlSql.Ingestion.Tests.Hosting;
using NlSql.Query.Plugins;
using NlSql.SemanticModel.Reading;

namespace NlSql.Ingestion.Tests.Models;

/// <summary>Whatever somebody sends as a model: refused with a code and a place, and nothing is changed.</summary>
public sealed class HostileModelTests(SharedHost shared) : IClassFixture<SharedHost>
{
    private readonly ModelFixture models = new(shared.Host);

    private static readonly TableProfile Orders = ModelFixture.Table("orders", "order no|day|region|amount|customer id|ssn", "1|2024-01-30|North|10.50|10|123-45-6789", "2|2024-01-31|South|7.00|10|987-65-4321");

    [Theory]
    [InlineData("", "ingestion.model-malformed")]
    [InlineData("[]", "ingestion.model-missing")]
    [InlineData("null", "ingestion.model-missing")]
    [InlineData("{}", "ingestion.model-missing")]
    [InlineData("""{"model": 7}""", "ingestion.model-malformed")]
    [InlineData("""{"model": {"version": "x"}}""", "ingestion.model-malformed")]
    [InlineData("""{"files": "x"}""", "ingestion.model-malformed")]
    [InlineData("""{"files": {"schema.yaml": 7}}""", "ingestion.model-malformed")]
    [InlineData("""{"files": {"other.yaml": "x: 1"}}""", "ingestion.model-invalid")]
    [InlineData("""{"files": {"schema.yaml": ""}}""", "ingestion.model-invalid")]
    [InlineData("""{"files": {"schema.yaml": "a: *b"}}""", "ingestion.model-invalid")]
    [InlineData("""{"files": {"schema.yaml": "\ud800"}}""", "ingestion.model-malformed")]
    [InlineData("""{"files": {"schema.yaml": "\ud800\n"}}""", "ingestion.model-malformed")]
    [InlineData("""{"files": {"schema.yaml": "\\\udc00"}}""", "ingestion.model-malformed")]
    [InlineData("""{"files": {"\ude00": "x"}}""", "ingestion.model-malformed")]
    [InlineData("""{"files": {"schema.yaml": "\ud83d\ude00 \\ud800"}}""", "ingestion.model-invalid")]
    public async Task Put_WhatIsNoModel_IsRefused(string body, string code)
    {
        var id = await models.CreateAsync(Orders);

        var answer = await models.PutAsync(id, body);

        Assert.Equal(code, answer.Code);
        Assert.False((await models.GetAsync(id))["edited"].GetBoolean());
    }

    [Fact]
    public async Task Put_AMegabyte_IsTooLarge()
    {
        var id = await models.CreateAsync(Orders);

        var answer = await models.PutAsync(id, "{\"files\": {\"schema.yaml\": \"" + new string('x', 1_000_000) + "\"}}");

        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "ingestion.model-too-large"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task Put_DeepJson_IsMalformed()
    {
        var id = await models.CreateAsync(Orders);
        var deep = string.Concat(Enumerable.Repeat("[", 50_000)) + string.Concat(Enumerable.Repeat("]", 50_000));

        Assert.Equal("ingestion.model-malformed", (await models.PutAsync(id, $$"""{"model": {{deep}}}""")).Code);
        Assert.Equal("ingestion.model-invalid", (await models.PutAsync(id, new JsonObject { ["files"] = new JsonObject { ["schema.yaml"] = "a: " + deep } })).Code);
    }

    [Theory]
    [InlineData("DROP TABLE x", "plugin.bad-expression")]
    [InlineData("(SELECT 1)", "plugin.bad-expression")]
    [InlineData("pg_sleep(10)", "plugin.bad-expression")]
    [InlineData("current_setting('x')", "plugin.bad-expression")]
    [InlineData("amount; DELETE FROM orders", "plugin.bad-expression")]
    [InlineData("amount) FROM pg_shadow --", "plugin.bad-expression")]
    [InlineData("other.amount", "plugin.bad-expression")]
    [InlineData("dataset_id", "plugin.unknown-column")]
    [InlineData("ssn", "plugin.bad-metric")]
    [InlineData("length(ssn)", "plugin.bad-expression")]
    public async Task Put_SqlThatIsNotAllowed_IsRefusedWithItsPlace(string expression, string code)
    {
        var id = await models.CreateAsync(Orders);

        var answer = await models.EditAsync(id, m => m.Named("metrics", "total_amount")["expression"] = expression);

        Assert.Equal("ingestion.model-invalid", answer.Code);
        var issue = answer["issues"][0];
        Assert.Equal((code, "metrics.yaml"), (issue.GetProperty("code").GetString(), issue.GetProperty("file").GetString()));
        Assert.True(issue.GetProperty("line").GetInt32() > 1);
    }

    [Fact]
    public async Task Put_WhatIsNotStored_IsNamed()
    {
        var id = await models.CreateAsync(Orders);

        var answer = await models.EditAsync(id, m =>
        {
            var columns = m.Named("tables", "orders")["columns"]!.AsArray();
            columns.Add(new JsonObject { ["name"] = "salary", ["label"] = "Salary", ["type"] = "decimal", ["kind"] = "fact" });
            m.Named("tables", "orders").Named("columns", "amount")["type"] = "integer";
            m["tables"]!.AsArray().Add(new JsonObject
            {
                ["name"] = "part_columns",
                ["label"] = "Others",
                ["columns"] = new JsonArray(new JsonObject { ["name"] = "a", ["label"] = "A", ["type"] = "text", ["kind"] = "text" }),
            });
        });

        Assert.Equal("ingestion.model-invalid", answer.Code);
        var messages = answer["issues"].EnumerateArray().Select(i => i.GetProperty("message").GetString()).ToList();
        Assert.Contains("The dataset has no column 'orders.salary'.", messages);
        Assert.Contains("'orders.amount' is stored as decimal.", messages);
        Assert.Contains("The dataset has no table 'part_columns'.", messages);
    }

    [Fact]
    public async Task Put_AKeyThatIsNone_IsRefused()
    {
        var id = await models.CreateAsync(Orders);

        var answer = await models.EditAsync(id, m => m.Named("tables", "orders")["unique_keys"] = new JsonArray(new JsonArray("customer_id")));

        Assert.Equal(("plugin.bad-key", "schema.yaml"), (answer["issues"][0].GetProperty("code").GetString(), answer["issues"][0].GetProperty("file").GetString()));
    }

    [Theory]
    [InlineData("tables", "null")]
    [InlineData("tables", "[null]")]
    [InlineData("tables", "[{}]")]
    [InlineData("metrics", """[{"name": "x", "label": "X", "type": 99}]""")]
    [InlineData("metrics", """[{"name": "x", "label": "X", "type": "simple", "synonyms": [null]}]""")]
    [InlineData("policy", """{"column_masks": [{"column": "orders.ssn"}]}""")]
    [InlineData("policy", """{"forbiden_columns": []}""")]
    [InlineData("question_packs", """[{"name": "p", "title": "P", "questions": [{"ask": ["x"], "query": {"json": "{"}}]}]""")]
    [InlineData("question_packs", """[{"name": "p", "title": "P", "questions": [{"ask": ["x"], "query": {"json": "[]"}}]}]""")]
    [InlineData("insights", """[{"name": "i", "title": "I", "detector": {"kind": "change"}}]""")]
    [InlineData("plugin", """{"id": "a\u0000b", "name": "x"}""")]
    [InlineData("plugin", """{"id": "x", "name": "a\u0000b"}""")]
    [InlineData("plugin", """{"id": "x", "name": "x\ny: z\n- {"}""")]
    public async Task Put_AnyPartBroken_IsRefusedOrHarmless(string part, string json)
    {
        var id = await models.CreateAsync(Orders);

        var answer = await models.EditAsync(id, m => m[part] = JsonNode.Parse(json));

        if (answer.Status == HttpStatusCode.OK)
            Assert.Equal("x\ny: z\n- {", answer["model"].GetProperty("plugin").GetProperty("name").GetString());
        else
            Assert.StartsWith("ingestion.model-", answer.Code, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "umsaetze_2024")]
    [InlineData("?plugin_id=my_shop", "my_shop")]
    public async Task Export_AsAPlugin_IsValid(string query, string plugin)
    {
        var id = await models.CreateAsync(Orders, ModelFixture.Table("customers", "customer id|name", "10|Ann", "11|Bob"));
        var stored = await models.StoredAsync(id);

        var files = Unzip(await models.BytesAsync($"/datasets/{id}/model/export{query}"));

        Assert.All(files.Keys, name => Assert.StartsWith($"{plugin}/", name, StringComparison.Ordinal));
        var reading = PluginSqlChecker.Read(new PluginSource(plugin, files.ToDictionary(f => f.Key.Split('/')[1], f => f.Value)));
        Assert.Empty(reading.Problems);
        Assert.Equal(stored.Model.Metrics.Select(m => m.Name), reading.Model!.Metrics.Select(m => m.Name));
    }

    [Theory]
    [InlineData("reload")]
    [InlineData("../x")]
    [InlineData("A")]
    public async Task Export_UnderNoId_IsRefused(string plugin)
    {
        var id = await models.CreateAsync(Orders);

        Assert.Equal("ingestion.plugin-id-invalid", (await models.GetAsync(id, $"/export?plugin_id={Uri.EscapeDataString(plugin)}")).Code);
    }

    private static Dictionary<string, byte[]> Unzip(byte[] bytes)
    {
        using var zip = new ZipArchive(new MemoryStream(bytes));
        return zip.Entries.ToDictionary(e => e.FullName, e =>
        {
            using var content = new MemoryStream();
            using var stream = e.Open();
            stream.CopyTo(content);
            return content.ToArray();
        });
    }
}
