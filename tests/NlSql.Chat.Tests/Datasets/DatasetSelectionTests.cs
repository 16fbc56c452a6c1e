using System.Net;
using NlSql.Testing;

namespace NlSql.Chat.Tests.Datasets;

[Collection(ChatService.Name)]
public sealed class DatasetSelectionTests(ChatFixture chat)
{
    private static readonly DateTimeOffset Earlier = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Later = new(2031, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Ask_NothingNamed_MeansTheNewestAndSaysSo()
    {
        var shop = chat.NewTenant();
        var newest = await shop.UploadAsync("winter sale");
        await shop.UploadAsync("old", Earlier);

        var answer = await shop.AskAsync(new { query = "total revenue", plugin = "retail" });

        Assert.Equal(newest, answer.GetProperty("dataset_id").GetGuid());
        Assert.Contains(answer.GetProperty("assumptions").EnumerateArray(), a => a.GetString()!.Contains("winter sale", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Start_NewestDataset_IsPreparedBeforeSomebodyAsks()
    {
        var shop = chat.NewTenant();
        var newest = await shop.UploadAsync("winter sale", Later);

        (await chat.OtherAsync(new Dictionary<string, string> { ["NlSql:Chat:PreparedAtStart"] = "1" })).CreateClient().Dispose();

        await Eventually.TrueAsync(() => Task.FromResult(chat.AskedFor.Contains($"/internal/datasets/{newest}/versions/1/catalog")), "what the newest dataset holds", TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Ask_DatasetNamed_IsAnsweredFromItWithoutAnAssumption()
    {
        var shop = chat.NewTenant();
        await shop.UploadAsync("winter sale");
        var old = await shop.UploadAsync("old", Earlier);

        var answer = await shop.AskAsync(new { query = "total revenue", dataset_id = old });

        Assert.Equal(old, answer.GetProperty("dataset_id").GetGuid());
        Assert.DoesNotContain(answer.GetProperty("assumptions").EnumerateArray(), a => a.GetString()!.Contains("newest one", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Ask_OnlyDataset_NeedsNoAssumption()
    {
        var shop = await chat.OpenShopAsync();

        var answer = await shop.AskAsync("total revenue");

        Assert.DoesNotContain(answer.GetProperty("assumptions").EnumerateArray(), a => a.GetString()!.Contains("newest one", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Ask_DatasetOfAnotherTenant_LooksLikeAnUnknownOne()
    {
        var (shop, other) = (await chat.OpenShopAsync(), await chat.OpenShopAsync());
        // Asked by its owner first, so that it is in memory.
        await other.AskAsync("total revenue");

        var foreign = await shop.SendAsync(new { query = "total revenue", dataset_id = other.Dataset });
        var unknown = await shop.SendAsync(new { query = "total revenue", dataset_id = Guid.CreateVersion7() });

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (foreign.Status, unknown.Status));
        foreach (var member in (string[])["code", "title", "detail"])
            Assert.Equal(unknown.Body.GetProperty(member).GetString(), foreign.Body.GetProperty(member).GetString());
        Assert.Equal("chat.dataset-unknown", foreign.Body.GetProperty("code").GetString());
    }

    [Fact]
    public async Task Ask_DeletedAfterAQuestion_IsUnknownAtOnce()
    {
        var shop = await chat.OpenShopAsync();
        await shop.AskAsync("total revenue");

        await shop.DeleteAsync();

        await shop.RefusesAsync(HttpStatusCode.NotFound, "chat.dataset-unknown", new { query = "total revenue", dataset_id = shop.Dataset });
        await shop.RefusesAsync(HttpStatusCode.UnprocessableEntity, "chat.no-dataset", new { query = "total revenue" });
    }

    [Fact]
    public async Task Ask_PluginThatTheDatasetIsNotOf_IsRefused()
    {
        var shop = await chat.OpenShopAsync();

        await shop.RefusesAsync(
            HttpStatusCode.UnprocessableEntity, "chat.dataset-of-other-plugin", new { query = "total revenue", dataset_id = shop.Dataset, plugin = "logistics" });
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("a/../retail")]
    [InlineData("retail\u0000")]
    public async Task Ask_UnknownPlugin_Is404(string plugin)
    {
        var shop = await chat.OpenShopAsync();

        await shop.RefusesAsync(HttpStatusCode.NotFound, "chat.plugin-unknown", new { query = "total revenue", plugin });

        Assert.DoesNotContain('\0', Assert.Single(await shop.TrailAsync()).Event.PluginId ?? "");
    }

    [Fact]
    public async Task Ask_PluginInCapitals_IsTheSame()
    {
        var shop = await chat.OpenShopAsync();

        Assert.Equal(1750m, (await shop.AskAsync(new { query = "total revenue", plugin = "Retail" })).GetProperty("answer").GetDecimal());
    }

    [Fact]
    public async Task Ask_EmptyPlugin_IsAsIfLeftOut()
    {
        var shop = await chat.OpenShopAsync();

        Assert.Equal(1750m, (await shop.AskAsync(new { query = "total revenue", plugin = "" })).GetProperty("answer").GetDecimal());
        Assert.Equal(
            1750m, (await shop.AskAsync(new { query = "total revenue", plugin = "", dataset_id = shop.Dataset })).GetProperty("answer").GetDecimal());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(2)]
    public async Task Ask_VersionThatDoesNotExist_Is404(int version)
    {
        var shop = await chat.OpenShopAsync();

        await shop.RefusesAsync(
            HttpStatusCode.NotFound, "chat.dataset-version-unknown", new { query = "total revenue", dataset_id = shop.Dataset, dataset_version = version });
    }

    [Fact]
    public async Task Ask_NewVersion_IsAnsweredFromAtOnceAndTheOldOneStays()
    {
        var shop = await chat.OpenShopAsync();
        await shop.AskAsync("total revenue");

        await shop.AppendAsync(0.25m);

        var now = await shop.AskAsync("total revenue");
        var before = await shop.AskAsync(new { query = "total revenue", dataset_id = shop.Dataset, dataset_version = 1 });
        Assert.Equal((1750.25m, 2), (now.GetProperty("answer").GetDecimal(), now.GetProperty("dataset_version").GetInt32()));
        Assert.Equal((1750m, 1), (before.GetProperty("answer").GetDecimal(), before.GetProperty("dataset_version").GetInt32()));
    }

    [Theory]
    [InlineData("how many stores are there", "stores")]
    [InlineData("how many registered customers", "customers")]
    public async Task Ask_TableThatNobodyUploaded_SaysWhichToUploadAndNeverZero(string question, string table)
    {
        var shop = await chat.OpenShopAsync();

        var answer = await shop.AskAsync(question);

        Assert.Equal("clarification", answer.GetProperty("answer_type").GetString());
        Assert.Contains(table, answer.GetProperty("answer").GetString(), StringComparison.OrdinalIgnoreCase);
        Assert.Contains("upload", answer.GetProperty("answer").GetString(), StringComparison.OrdinalIgnoreCase);
        Assert.Contains(answer.GetProperty("issues").EnumerateArray(), i => i.GetProperty("code").GetString() == "compile.table-without-data");
    }

    [Fact]
    public async Task Ask_ColumnThatTheFileDidNotHave_IsDoubted()
    {
        var shop = await chat.OpenShopAsync();

        var answer = await shop.AskAsync("gross margin");

        Assert.Equal("low", answer.GetProperty("confidence").GetProperty("level").GetString());
        Assert.Contains(answer.GetProperty("warnings").EnumerateArray(), w => w.GetString()!.Contains("cost_amount", StringComparison.OrdinalIgnoreCase));
    }
}
