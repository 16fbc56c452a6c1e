namespace NlSql.Cli.Tests;

public sealed class UploadCommandTests : IDisposable
{
    private const string Done = """
        {"dataset_id":"01a20a5f-2eb8-730e-84bf-e4884bf30adb","dataset_name":"My shop","plugin":"retail","version":3,"table":"sales","mode":"append",
         "rows":2,"rejected":1,"rejects":[{"code":"ingestion.cell","message":"Row 3: no number."}],"warnings":["1 row(s) were left out."],
         "examples":["total revenue"]}
        """;

    private readonly string file = Path.Combine(Directory.CreateTempSubdirectory("nlsql-cli-").FullName, "sales.csv");

    [Fact]
    public async Task Upload_File_IsSentBehindItsFields()
    {
        await File.WriteAllTextAsync(file, "order_id,total\n1,2\n", TestContext.Current.CancellationToken);
        await using var gateway = await FakeGateway.StartAsync(Done);

        var run = await CommandRun.OfAsync(
            "upload", "sales", file, "--plugin", "shop", "--name", "My shop", "--mode", "append", "--on-error", "skip", "--gateway", gateway.Address);

        Assert.Equal(0, run.Status);
        Assert.Equal("/upload/sales", gateway.Path);
        Assert.Equal("shop", gateway.Plugin);
        Assert.Equal(gateway.Body.Length, gateway.Length);
        string[] inOrder = ["append", "skip", "My shop", "filename=sales.csv", "order_id,total\n1,2\n"];
        var places = inOrder.Select(part => gateway.Body.IndexOf(part, StringComparison.Ordinal)).ToList();
        Assert.DoesNotContain(-1, places);
        Assert.Equal(places.Order(), places);
    }

    [Fact]
    public async Task Upload_Done_PrintsWhatBecameOfItAndWhatCanBeAsked()
    {
        await File.WriteAllTextAsync(file, "order_id\n1\n", TestContext.Current.CancellationToken);
        await using var gateway = await FakeGateway.StartAsync(Done);

        var run = await CommandRun.OfAsync("upload", "sales", file, "--gateway", gateway.Address);

        Assert.Equal(
            """
            Dataset   01a20a5f-2eb8-730e-84bf-e4884bf30adb (My shop)
            Version   3
            Rows      2 into sales
            Rejected  1
              Row 3: no number.
            Warning: 1 row(s) were left out.
            Now ask:
              nlsql ask "total revenue" --dataset 01a20a5f-2eb8-730e-84bf-e4884bf30adb

            """,
            run.Output);
        Assert.Equal("retail", gateway.Plugin);
    }

    [Fact]
    public async Task Upload_Async_FollowsTheJobToItsResult()
    {
        await File.WriteAllTextAsync(file, "order_id\n1\n", TestContext.Current.CancellationToken);
        await using var gateway = await FakeGateway.StartInTurnAsync(JobOf("running", "null", "null"), JobOf("succeeded", Done, "null"));

        var run = await CommandRun.OfAsync("upload", "sales", file, "--async", "--gateway", gateway.Address);

        Assert.Equal("/jobs/01a20a5f-2eb8-730e-84bf-e4884bf30aaa", gateway.Path);
        Assert.Equal("Job 01a20a5f-2eb8-730e-84bf-e4884bf30aaa: loading, 25 %, 7 rows, about 3 s left\n", run.Error);
        Assert.StartsWith("Dataset   01a20a5f-2eb8-730e-84bf-e4884bf30adb (My shop)\nVersion   3\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Upload_AsyncThatFails_SaysWhy()
    {
        await File.WriteAllTextAsync(file, "order_id\n1\n", TestContext.Current.CancellationToken);
        await using var gateway = await FakeGateway.StartInTurnAsync(JobOf(
            "failed", "null", """{"detail":"1 row(s) cannot be loaded.","code":"ingestion.rows-rejected","issues":[{"code":"ingestion.cell-missing","message":"'a' needs a value."}]}"""));

        var run = await CommandRun.OfAsync("upload", "sales", file, "--async", "--gateway", gateway.Address);

        Assert.Equal(1, run.Status);
        Assert.Equal("1 row(s) cannot be loaded. (ingestion.rows-rejected)\n  'a' needs a value. (ingestion.cell-missing)\n", run.Error);
    }

    private static string JobOf(string state, string result, string problem) => $$"""
        {"job_id":"01a20a5f-2eb8-730e-84bf-e4884bf30aaa","state":"{{state}}","phase":"loading","bytes":1,"bytes_total":4,"rows":7,"eta_seconds":3.2,"result":{{result}},"problem":{{problem}}}
        """;

    [Fact]
    public async Task Upload_NoFile_IsRefusedBeforeAnythingIsSent()
    {
        await using var gateway = await FakeGateway.StartAsync(Done);

        var run = await CommandRun.OfAsync("upload", "sales", file, "--gateway", gateway.Address);

        Assert.Equal(1, run.Status);
        Assert.Contains(file, run.Error, StringComparison.Ordinal);
        Assert.Equal("", gateway.Path);
    }

    [Fact]
    public async Task Upload_UnknownMode_IsRefused()
    {
        await File.WriteAllTextAsync(file, "order_id\n1\n", TestContext.Current.CancellationToken);

        var run = await CommandRun.OfAsync("upload", "sales", file, "--mode", "merge");

        Assert.Equal(1, run.Status);
        Assert.Contains("merge", run.Error, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
}
