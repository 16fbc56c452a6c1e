using System.Net;
using NlSql.ServiceDefaults.Identity;

namespace NlSql.Chat.Tests.Asking;

/// <summary>A key for single datasets asks those, and nothing else of the tenant.</summary>
public sealed class GrantTests(ChatFixture chat) : IClassFixture<ChatFixture>
{
    [Fact]
    public async Task Ask_ByAKeyForOneDataset_KnowsThatAlone()
    {
        var shop = await chat.OpenShopAsync();
        var granted = shop.Dataset;
        var newer = await shop.UploadAsync("autumn", new(2026, 2, 1, 0, 0, 0, TimeSpan.Zero));
        var caller = shop.Ann with { Role = Roles.Editor, Datasets = [granted] };

        var unnamed = await chat.SendAsync(caller, new { query = "total revenue", plugin = "retail" });
        Assert.Equal((HttpStatusCode.OK, granted), (unnamed.Status, unnamed.Body.GetProperty("dataset_id").GetGuid()));
        Assert.DoesNotContain(unnamed.Body.GetProperty("assumptions").EnumerateArray(), a => a.GetString()!.Contains("newest", StringComparison.Ordinal));
        foreach (var (path, body) in new (string, object)[]
        {
            ("/chat", new { query = "total revenue", dataset_id = newer }),
            ("/sql", new { sql = "SELECT count(*) FROM sales", dataset_id = newer }),
            ("/query", new { semantic_query = new { metrics = new[] { new { name = "revenue" } } }, dataset_id = newer }),
        })
        {
            var (status, problem) = await chat.SendAsync(caller, body, path);
            Assert.Equal((HttpStatusCode.NotFound, "chat.dataset-unknown"), (status, problem.GetProperty("code").GetString()));
        }

        Assert.Equal(HttpStatusCode.OK, (await chat.SendAsync(caller, HttpMethod.Get, "/conversations")).Status);
        var (refused, why) = await chat.SendAsync(caller, HttpMethod.Get, "/reviews");
        Assert.Equal((HttpStatusCode.Forbidden, "identity.dataset-grant"), (refused, why.GetProperty("code").GetString()));
    }
}
