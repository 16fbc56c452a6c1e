using System.IO.Compression;
using System.Text;

namespace NlSql.Cli.Tests;

public sealed class DatasetCommandTests
{
    private const string Id = "01a20a5f-2eb8-730e-84bf-e4884bf30adb";

    [Fact]
    public async Task Model_OfADataset_ShowsTablesNotesAndQuestions()
    {
        await using var gateway = await FakeGateway.StartAsync("""
            {"dataset_id":"01a20a5f-2eb8-730e-84bf-e4884bf30adb","version":2,"model_version":"ab","edited":true,"files":{},
             "model":{"tables":[{"name":"claims","default":true,"primary_key":["id"],"columns":[{"name":"id"},{"name":"head"}]}],"metrics":[{"name":"claim_count"}],
              "relationships":[{"from_table":"claims","from_columns":["city_id"],"to_table":"cities","to_columns":["id"],"role":"city"}]},
             "notes":[{"kind":"question","table":"claims","column":"day","text":"Day or month first?"}],
             "proposals":[{"id":"claims.head~staff.id","question":"Does claims.head say which of staff.id is meant?"}]}
            """);

        var run = await CommandRun.OfAsync("dataset", "model", Id, "--gateway", gateway.Address);

        Assert.Equal((0, $"/datasets/{Id}/model"), (run.Status, gateway.Path));
        foreach (var text in (string[])["claims (default)", "claims.city_id -> cities.id as city", "claims.day: Day or month first?", "(claims.head~staff.id)", "1 metrics, version 2, changed by its owner"])
            Assert.Contains(text, run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Export_OfADataset_WritesTheFiveFilesAlone()
    {
        await using var gateway = await FakeGateway.StartAsync(Zip("shop/schema.yaml", "shop/../evil.yaml", "../metrics.yaml"));
        using var parent = new TemporaryFolder();

        var run = await CommandRun.OfAsync("dataset", "export", Id, Path.Combine(parent.Path, "shop"), "--gateway", gateway.Address);

        Assert.Equal((0, $"/datasets/{Id}/model/export?plugin_id=shop"), (run.Status, gateway.Path));
        Assert.Equal(["metrics.yaml", "schema.yaml"], Directory.GetFiles(Path.Combine(parent.Path, "shop")).Select(Path.GetFileName).Order());
        Assert.Single(Directory.GetFileSystemEntries(parent.Path));
    }

    [Fact]
    public async Task Export_IntoAFolderThatIsThere_OverwritesNothing()
    {
        await using var gateway = await FakeGateway.StartAsync(Zip("shop/schema.yaml"));
        using var parent = new TemporaryFolder();

        var run = await CommandRun.OfAsync("dataset", "export", Id, parent.Path, "--gateway", gateway.Address);

        Assert.Equal((1, ""), (run.Status, gateway.Path));
        Assert.Empty(Directory.GetFileSystemEntries(parent.Path));
    }

    [Fact]
    public async Task Model_OfAPluginsDataset_TellsTheReason()
    {
        await using var gateway = await FakeGateway.StartAsync("""{"title":"x","detail":"GET /plugins/retail/schema","code":"ingestion.model-of-plugin"}""", 409);

        var run = await CommandRun.OfAsync("dataset", "model", Id, "--gateway", gateway.Address);

        Assert.Equal(1, run.Status);
        Assert.Contains("ingestion.model-of-plugin", run.Error, StringComparison.Ordinal);
    }

    private static byte[] Zip(params string[] names)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var name in names)
            {
                using var file = zip.CreateEntry(name).Open();
                file.Write(Encoding.UTF8.GetBytes("x: 1"));
            }
        }

        return bytes.ToArray();
    }

    private sealed class TemporaryFolder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("nlsql-").FullName;

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
