using System.Net.Http.Headers;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Hosting;
using NlSql.ServiceDefaults;
using NlSql.Testing.Servers;

namespace NlSql.Gateway.Tests.Callers;

/// <summary>The claim may have the name that the provider gives it.</summary>
public sealed class DatasetsClaimTests(DatasetsClaimTests.Renamed gateway) : IClassFixture<DatasetsClaimTests.Renamed>
{
    private const string Name = "https://acme.example/datasets";

    [Fact]
    public async Task Send_WithAClaimOfTheSettingsName_IsLimitedToItsDatasets()
    {
        var id = Guid.CreateVersion7();

        Assert.Equal([id], await DatasetsAsync(Name, id));
        Assert.Null(await DatasetsAsync("nlsql_datasets", id));
    }

    private async Task<IReadOnlyList<Guid>?> DatasetsAsync(string claim, Guid id)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/datasets");
        var token = gateway.Token(new Dictionary<string, object> { ["sub"] = "anna", ["tenant"] = "acme", ["role"] = "bi-team", [claim] = new[] { id.ToString() } });
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await gateway.Client.SendAsync(request, TestContext.Current.CancellationToken);
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<Echo>(JsonOptions.Snake, TestContext.Current.CancellationToken))!.Datasets;
    }

    /// <summary>A gateway whose provider has a name of its own for the claim.</summary>
    public sealed class Renamed(TestServers servers) : CredentialGateway(servers)
    {
        protected override void Configure(IWebHostBuilder host)
        {
            base.Configure(host);
            host.UseSetting("NlSql:Access:DatasetsClaim", Name);
        }
    }
}
