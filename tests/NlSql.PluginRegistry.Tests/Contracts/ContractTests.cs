using System.Net;
using System.Text.Json;
using Dapper;
using NlSql.PluginRegistry.Plugins;
using NlSql.Testing;
using NlSql.Testing.Faults;
using NlSql.Testing.Servers;
using Npgsql;

namespace NlSql.PluginRegistry.Tests.Contracts;

public sealed class ContractTests(TestServers servers) : IAsyncLifetime
{
    private readonly ShopFolders folders = new();
    private TestDatabase database = null!;
    private RegistryHost? host;

    public async ValueTask InitializeAsync() => database = await servers.CreateDatabaseAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (host is not null)
            await host.DisposeAsync();
        await database.DisposeAsync();
        folders.Dispose();
    }

    [Fact]
    public async Task Start_PluginThatKeepsItsContract_IsServedAndLeavesNothingBehind()
    {
        folders.Add("shop");
        Start();

        var contract = (await host!.ValidationAsync("shop")).GetProperty("contract");

        Assert.Equal(("passed", 2, 1), (contract.GetProperty("status").GetString(), contract.GetProperty("questions").GetInt32(), contract.GetProperty("compared").GetInt32()));
        Assert.Contains("shop", await host.ListedAsync());
        Assert.Equal(0, await CountAsync("SELECT count(*)::int FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'registry_contract'"));
    }

    [Fact]
    public async Task Start_QuestionWithOtherRows_LeavesThePluginOutAndNamesLineAndRows()
    {
        folders.Add("shop");
        folders.Add("other");
        folders.Edit("shop", "questions.yaml", "[North, 5]", "[North, 6]");
        Start();

        var validation = await host!.ValidationAsync("shop");

        var problem = Assert.Single(validation.GetProperty("problems").EnumerateArray());
        Assert.Equal(("questions.yaml", "plugin.question-wrong-rows"), (Text(problem, "file"), Text(problem, "code")));
        Assert.Equal(folders.LineOf("shop", "questions.yaml", "expect:"), problem.GetProperty("line").GetInt32());
        Assert.Equal("Plugin 'shop', question 'how much did each region sell': row 2 should be [North, 6] and is [North, 5].", Text(problem, "message"));
        Assert.StartsWith("It ran: SELECT ", Text(problem, "hint"), StringComparison.Ordinal);
        Assert.Equal("failed", Text(validation.GetProperty("contract"), "status"));
        Assert.Equal(["other"], await host.ListedAsync());
    }

    [Theory]
    [InlineData("- [South, 7.5]\n", "- [South, 7.5]\n            - [Middle, 6]\n", "row 2 should be [Middle, 6] and is [North, 5]")]
    [InlineData("            - [North, 5]\n", "            - [North, 5]\n            - [West, 1]\n", "row 3 should be [West, 1], but only 2 came")]
    [InlineData("            - [North, 5]\n", "", "1 rows were expected, but row 2 came: [North, 5]")]
    public async Task Start_MoreOrFewerRows_SaysTheFirstThatDiffers(string old, string replacement, string difference)
    {
        folders.Add("shop");
        folders.Edit("shop", "questions.yaml", old, replacement);
        Start();

        var problem = Assert.Single((await host!.ValidationAsync("shop")).GetProperty("problems").EnumerateArray());

        Assert.Contains(difference, Text(problem, "message"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reload_ContractBrokenThenMended_KeepsTheLastGoodVersionThenServesTheNew()
    {
        folders.Add("shop");
        Start();
        var first = Text(await host!.ValidationAsync("shop"), "served_version");
        folders.Edit("shop", "questions.yaml", "[North, 5]", "[North, 6]");
        await host.ReloadAsync();
        var broken = await host.ValidationAsync("shop");
        folders.Edit("shop", "questions.yaml", "[North, 6]", "[North, 5.00]");
        await host.ReloadAsync();
        var mended = await host.ValidationAsync("shop");

        Assert.Equal((first, false), (Text(broken, "served_version"), broken.GetProperty("valid").GetBoolean()));
        Assert.NotEqual(first, Text(mended, "served_version"));
        Assert.Equal(Text(mended, "files_version"), Text(mended, "served_version"));
    }

    [Fact]
    public async Task Reload_SampleDataChanged_RunsTheContractAgain()
    {
        folders.Add("shop");
        Start();
        folders.AddSample("shop", "region,sold_on,amount\nNorth,2025-01-31,9\n");
        await host!.ReloadAsync();

        var validation = await host.ValidationAsync("shop");

        Assert.Contains("row 1 should be [South, 7.5] and is [North, 9]", Text(validation.GetProperty("problems")[0], "message"), StringComparison.Ordinal);
        Assert.Contains("shop", await host.ListedAsync());
    }

    [Fact]
    public async Task Start_WithoutSampleData_ServesThePluginAndSaysThatNothingWasRun()
    {
        folders.Add("shop");
        folders.RemoveSamples("shop");
        Start();

        var contract = (await host!.ValidationAsync("shop")).GetProperty("contract");

        Assert.Equal(("not_run", "There are no sample data for 'shop'."), (Text(contract, "status"), Text(contract, "reason")));
        Assert.Equal(["shop"], await host.ListedAsync());
    }

    [Fact]
    public async Task Reload_SampleDataThatContradictComeLater_TakesTheUnprovenPluginOut()
    {
        folders.Add("shop");
        folders.RemoveSamples("shop");
        Start();
        folders.AddSample("shop", "region,sold_on,amount\nNorth,2025-01-31,9\n");
        await host!.ReloadAsync();

        Assert.Empty(await host.ListedAsync());
    }

    [Theory]
    [InlineData("region,sold_on,amount\nNorth,2025-01-31,9\nNorth,soon,1\n", 3, "soon")]
    [InlineData("region,amount\nNorth,9\n", 1, "'sold_on'")]
    [InlineData("region,sold_on,amount\nWest,2025-01-31,9\n", 1, "'West'")]
    [InlineData("region,sold_on,amount\nNorth,2025-01-31,\n", 2, "amount")]
    public async Task Start_SampleDataThatDoNotFit_NamesFileAndLine(string csv, int line, string named)
    {
        folders.Add("shop");
        folders.AddSample("shop", csv);
        Start();

        var problem = Assert.Single((await host!.ValidationAsync("shop")).GetProperty("problems").EnumerateArray());

        Assert.Equal(("sales.csv", line, "plugin.bad-sample-data"), (Text(problem, "file"), problem.GetProperty("line").GetInt32(), Text(problem, "code")));
        Assert.Contains(named, Text(problem, "message"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_SameFilesAsBefore_TakesTheStoredResult()
    {
        folders.Add("shop");
        Start();
        await host!.DisposeAsync();
        await ExecuteAsync("""UPDATE registry.contract_results SET body = '{"questions": 77, "compared": 77, "problems": []}'""");

        Start();

        Assert.Equal(77, (await host.ValidationAsync("shop")).GetProperty("contract").GetProperty("questions").GetInt32());
    }

    [Fact]
    public async Task Start_QuestionThatItsPolicyRefuses_IsReportedOnItsLine()
    {
        folders.Add("shop");
        folders.Write("shop", "policy.yaml", "max_date_range_days: 30\n");
        folders.Edit("shop", "questions.yaml", "\"last {n} days\"", "\"last 90 days\"");
        folders.Edit("shop", "questions.yaml", "in the last {n} days", "lately");
        Start();

        var problem = (await host!.ValidationAsync("shop")).GetProperty("problems")[0];

        Assert.Equal(("questions.yaml", "plugin.question-not-compiled"), (Text(problem, "file"), Text(problem, "code")));
        Assert.Equal(folders.LineOf("shop", "questions.yaml", "last 90 days"), problem.GetProperty("line").GetInt32());
        Assert.Equal("Did you mean 'last 30 days'?", Text(problem, "hint"));
    }

    [Fact]
    public async Task Start_InsightThatDoesNotCompile_IsReportedOnItsLine()
    {
        folders.Add("shop");
        folders.Write("shop", "policy.yaml", "min_group_size: 2\n");
        folders.Write("shop", "insights.yaml", "insights:\n  much:\n    sql: SELECT region FROM sales\n");
        Start();

        var problems = (await host!.ValidationAsync("shop")).GetProperty("problems").EnumerateArray();

        Assert.Contains(("insights.yaml", 3, "plugin.insight-not-compiled"), problems.Select(p => (Text(p, "file"), p.GetProperty("line").GetInt32(), Text(p, "code"))));
    }

    [Fact]
    public async Task Start_TwoFoldersWithOneId_SaysWhichTheOtherIs()
    {
        folders.Add("shop");
        folders.Add("copy", id: "shop");
        Start();

        var problem = Assert.Single((await host!.ValidationAsync("copy")).GetProperty("problems").EnumerateArray());

        Assert.Equal("plugin.wrong-id", Text(problem, "code"));
        Assert.Equal("The id 'shop' belongs to the plugin in the folder 'shop'; this folder is 'copy'.", Text(problem, "message"));
        Assert.Equal(["shop"], await host.ListedAsync());
    }

    [Theory]
    [InlineData("shop", "plugin.wrong-id")]
    [InlineData("Shop", "plugin.bad-name")]
    public async Task Start_FoldersThatDifferInCaseAlone_ServesTheLowerCaseOne(string id, string code)
    {
        folders.Add("shop");
        folders.Add("Shop", id);
        Start();

        Assert.Contains(code, (await host!.ValidationAsync("Shop")).GetProperty("problems").EnumerateArray().Select(p => Text(p, "code")));
        Assert.Equal(["shop"], await host.ListedAsync());
    }

    [Fact]
    public async Task Start_ContractThatTakesLong_OpensWithoutThePluginAndServesItWhenItHasPassed()
    {
        folders.Add("shop");
        Start();
        await host!.DisposeAsync();
        // As another replica does while it runs the same contract: the row is locked, and its result is not yet there.
        await ExecuteAsync("UPDATE registry.contract_results SET plugin_version = ''");
        await using var replica = new NpgsqlConnection(database.ConnectionString);
        await replica.OpenAsync(TestContext.Current.CancellationToken);
        await using var running = await replica.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await replica.ExecuteAsync("SELECT 1 FROM registry.contract_results FOR UPDATE", transaction: running);

        host = Prepared();
        var started = Task.Run(host.Started);
        await Eventually.TrueAsync(
            () =>
            {
                host.Clock.Advance(TimeSpan.FromSeconds(1));
                return Task.FromResult(started.IsCompleted);
            },
            "the web server opens",
            TestContext.Current.CancellationToken);
        await started;
        using var detail = await host.SendAsync(HttpMethod.Get, "/plugins/shop");
        var meanwhile = await host.ValidationAsync("shop");
        await running.RollbackAsync(TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, detail.StatusCode);
        Assert.Contains("plugins.contract-running", await detail.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal("running", Text(meanwhile.GetProperty("contract"), "status"));
        await Eventually.TrueAsync(async () => (await host.ListedAsync()).Contains("shop"), "the plugin is served", TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Reload_DatabaseAway_KeepsTheProvenVersionUntilTheNewOneCanBeJudged()
    {
        folders.Add("shop");
        var direct = new NpgsqlConnectionStringBuilder(database.ConnectionString);
        await using var wire = TcpProxy.To(direct.Port);
        host = new RegistryHost(
            servers, new NpgsqlConnectionStringBuilder(database.ConnectionString) { Host = "127.0.0.1", Port = wire.Port }.ConnectionString, folders.Plugins, folders.Samples).Started();
        var first = Text(await host.ValidationAsync("shop"), "served_version");
        wire.Cut();
        folders.Edit("shop", "questions.yaml", "[North, 5]", "[North, 5.0]");
        await host.ReloadAsync();
        var away = await host.ValidationAsync("shop");
        wire.Mend();

        Assert.Equal((first, "not_run"), (Text(away, "served_version"), Text(away.GetProperty("contract"), "status")));
        Assert.Equal(JsonValueKind.Null, away.GetProperty("data_findings").ValueKind);
        await Eventually.TrueAsync(
            async () =>
            {
                host.Clock.Advance(WatchPlugins.Interval);
                var now = await host.ValidationAsync("shop");
                return Text(now, "served_version") == Text(now, "files_version") && Text(now.GetProperty("contract"), "status") == "passed";
            },
            "the new version is served",
            TestContext.Current.CancellationToken);
    }

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    private void Start() => host = Prepared().Started();

    private RegistryHost Prepared() => new(servers, database.ConnectionString, folders.Plugins, folders.Samples);

    private async Task<int> CountAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(database.ConnectionString);
        return await connection.ExecuteScalarAsync<int>(sql);
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(database.ConnectionString);
        await connection.ExecuteAsync(sql);
    }
}
