using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using NlSql.Testing;

namespace NlSql.System.Tests.Asking;

/// <summary>The examples of the README, through the gateway: catalog, upload, datasets, a question, a refusal, health and the trail.</summary>
[Collection<SystemCollection>]
public sealed class ApiExampleTests(RunningSystem system)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Plugins_Catalog_ListsRetail()
    {
        var catalog = await system.Gateway.GetFromJsonAsync<JsonElement>("/plugins", Cancellation);

        Assert.Contains(catalog.GetProperty("plugins").EnumerateArray(), p => p.GetProperty("id").GetString() == "retail");
    }

    [Fact]
    public async Task Chat_SampleCsvAsked_AnswersFromItAndLeavesATrail()
    {
        var upload = await UploadAsync("order_id,order_date,total_amount,region\n1,2025-12-31,10.50,North\n2,2025-12-25,20.00,South\n3,2025-12-24,99.00,South\n");
        var dataset = upload.GetProperty("dataset_id").GetGuid();
        Assert.Equal(3, upload.GetProperty("rows").GetInt64());

        var datasets = await system.Gateway.GetFromJsonAsync<JsonElement>("/datasets?plugin_id=retail&limit=200", Cancellation);
        Assert.Contains(datasets.GetProperty("items").EnumerateArray(), d => d.GetProperty("dataset_id").GetGuid() == dataset);

        var answer = await AskAsync("total revenue last 7 days", dataset);
        Assert.Equal("number", answer.GetProperty("answer_type").GetString());
        Assert.Equal(30.50m, answer.GetProperty("answer").GetDecimal());
        Assert.Equal("semantic", answer.GetProperty("tier").GetString());
        Assert.Contains("sum(sales.total_amount)", answer.GetProperty("sql").GetString());
        Assert.Contains("31 December 2025", answer.GetProperty("assumptions")[0].GetString());
        Assert.Equal("high", answer.GetProperty("confidence").GetProperty("level").GetString());

        var refusal = await AskAsync("delete from sales", dataset);
        Assert.Equal("blocked", refusal.GetProperty("answer_type").GetString());
        Assert.NotEmpty(refusal.GetProperty("explanation").GetString()!);
        Assert.Equal(30.50m, (await AskAsync("total revenue last 7 days", dataset)).GetProperty("answer").GetDecimal());

        await AssertAuditedAsync(answer.GetProperty("audit_id").GetString()!, "answered", "total revenue last 7 days");
        await AssertAuditedAsync(refusal.GetProperty("audit_id").GetString()!, "blocked", "delete from sales");
        var verdict = await system.Gateway.GetFromJsonAsync<JsonElement>("/audit/verify", Cancellation);
        Assert.True(verdict.GetProperty("intact").GetBoolean());
    }

    [Fact]
    public async Task Query_SemanticQuery_IsAnsweredAndExplained()
    {
        var dataset = (await UploadAsync("order_id,order_date,total_amount,region\n1,2025-12-31,10.50,North\n2,2025-12-25,20.00,South\n")).GetProperty("dataset_id").GetGuid();
        var body = new { semantic_query = new { metrics = new[] { "revenue" }, dimensions = new[] { "sales.region" }, time = "last 30 days" }, dataset_id = dataset };

        using var ran = await system.Gateway.PostAsJsonAsync("/query", body, Cancellation);
        using var explained = await system.Gateway.PostAsJsonAsync("/query?explain=true", body, Cancellation);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (ran.StatusCode, explained.StatusCode));
        var answer = await ran.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        Assert.Equal(20.00m, answer.GetProperty("answer")[0].GetProperty("revenue").GetDecimal());
        var explanation = await explained.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        Assert.Equal(0, explanation.GetProperty("row_count").GetInt32());
        Assert.Equal(answer.GetProperty("sql").GetString(), explanation.GetProperty("sql").GetString());
        await AssertAuditedAsync(answer.GetProperty("audit_id").GetString()!, "answered", """{"metrics":["revenue"],"dimensions":["sales.region"],"time":"last 30 days"}""");
    }

    [Fact]
    public async Task Upload_NewVersion_IsAnsweredFromAtOnceAndADeletedDatasetNoMore()
    {
        var dataset = (await UploadAsync("order_id,order_date,total_amount\n1,2025-12-31,1\n")).GetProperty("dataset_id").GetGuid();
        Assert.Equal(1m, (await AskAsync("total revenue", dataset)).GetProperty("answer").GetDecimal());

        await UploadAsync("order_id,order_date,total_amount\n1,2025-12-31,2\n", dataset);
        var second = await AskAsync("total revenue", dataset);
        Assert.Equal((2m, 2), (second.GetProperty("answer").GetDecimal(), second.GetProperty("dataset_version").GetInt32()));

        using var deleted = await system.Gateway.DeleteAsync(new Uri($"/datasets/{dataset}", UriKind.Relative), Cancellation);
        deleted.EnsureSuccessStatusCode();
        using var refused = await system.Gateway.PostAsJsonAsync("/chat", new { query = "total revenue", dataset_id = dataset }, Cancellation);
        Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
        Assert.Equal("chat.dataset-unknown", (await refused.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("code").GetString());
    }

    [Fact]
    public async Task Chat_UnknownWord_AsksBackAndAChoiceAnswers()
    {
        var dataset = await system.RetailAsync();

        var asked = await AskAsync("blorbs by region", dataset);
        Assert.True(asked.GetProperty("requires_clarification").GetBoolean());
        Assert.Contains("blorbs", asked.GetProperty("answer").GetString());
        var choice = asked.GetProperty("choices")[0].GetProperty("semantic_query");

        var answer = await RetailDataset.AskAsync(system.Gateway, new { choice, dataset_id = dataset }, Cancellation);
        Assert.Equal("table", answer.GetProperty("answer_type").GetString());
    }

    [Fact]
    public async Task Upload_NewData_RunsTheInsightOfTheWeek()
    {
        var dataset = await system.RetailAsync();

        JsonElement latest = default;
        await Eventually.TrueAsync(
            async () =>
            {
                using var response = await system.Gateway.GetAsync(new Uri($"/insights/latest?dataset_id={dataset}", UriKind.Relative), Cancellation);
                if (!response.IsSuccessStatusCode)
                    return false;
                latest = await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
                return latest.GetRawText().Contains("revenue_this_week");
            },
            "the insight of the week",
            Cancellation);

        Assert.Contains("5532.67", latest.GetRawText());
    }

    private Task<JsonElement> AskAsync(string question, Guid dataset) =>
        RetailDataset.AskAsync(system.Gateway, new { query = question, plugin = "retail", dataset_id = dataset }, Cancellation);

    private async Task<JsonElement> UploadAsync(string csv, Guid? dataset = null)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(Encoding.UTF8.GetBytes(csv)), "file", "sample.csv" } };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/upload/sales" + (dataset is { } id ? $"?dataset_id={id}" : "")) { Content = form };
        request.Headers.Add("x-plugin", "retail");
        using var response = await system.Gateway.SendAsync(request, Cancellation);
        var body = await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        return response.IsSuccessStatusCode ? body : throw new InvalidOperationException(body.GetRawText());
    }

    /// <summary>The trail is written after the answer: the event comes through the broker.</summary>
    private Task AssertAuditedAsync(string id, string outcome, string question) => Eventually.TrueAsync(
        async () =>
        {
            using var response = await system.Gateway.GetAsync(new Uri($"/audit/{id}", UriKind.Relative), Cancellation);
            if (!response.IsSuccessStatusCode)
                return false;
            var entry = await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
            return entry.GetProperty("outcome").GetString() == outcome && entry.GetProperty("question").GetString() == question;
        },
        $"{question} in the trail as {outcome}",
        Cancellation);
}
