using NlSql.Query.Model;
using NlSql.Query.Plugins;
using NlSql.Query.Tests.Goldens;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;
using NlSql.SemanticModel.Reading;
using NlSql.Testing;
using NlSql.Testing.Servers;

namespace NlSql.Query.Tests.Plugins;

/// <summary>Every plugin under random queries: what compiles passes the guard and runs, and parts add up to the whole.</summary>
public sealed class PluginQueryTests(TestServers servers)
{
    private const int Queries = 150;
    private const int Sums = 25;

    // What a random query may be refused for: a metric that has no shares, a dimension that another metric does not lead to…
    private static readonly HashSet<string> Meaningless =
    [
        "plan.share-not-additive", "plan.not-summable", "plan.no-path", "plan.no-time-column", "plan.ambiguous-path", "plan.window-too-short",
        "plan.fill-needs-range", "plan.unknown-dimension", "plan.wrong-grain",
    ];

    public static TheoryData<string> PluginIds =>
        [.. Directory.GetDirectories(Path.Combine(RepositoryFolder.Root, "plugins")).Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(PluginIds))]
    public async Task Compile_RandomQueries_PassTheGuardAndRun(string plugin)
    {
        var model = Model(plugin);
        await using var database = await SampleDatabase.CreateAsync(servers, model.Definition);
        var queries = new RandomQueries(model, seed: 20251231);
        var compiled = 0;
        for (var i = 0; i < Queries; i++)
        {
            var query = queries.Next();
            var result = QueryCompiler.Compile(query, Context(model));
            if (result.Query is null)
            {
                var unexpected = result.Issues.Where(issue => !Meaningless.Contains(issue.Code));
                Assert.True(!unexpected.Any(), $"{SemanticQueryJson.Write(query)}\n{string.Join("\n", result.Issues)}");
                continue;
            }

            compiled++;
            var exception = await Record.ExceptionAsync(() => database.RunAsync(result.Query.Executable));
            Assert.True(exception is null, $"{SemanticQueryJson.Write(query)}\n{result.Query.DisplaySql}\n{exception?.Message}");
        }

        Assert.InRange(compiled, Queries / 2, Queries);
    }

    [Theory]
    [MemberData(nameof(PluginIds))]
    public async Task Compile_AdditiveMetric_PartsAddUpToTheWhole(string plugin)
    {
        var model = Model(plugin);
        await using var database = await SampleDatabase.CreateAsync(servers, model.Definition);
        var queries = new RandomQueries(model, seed: 7);
        var checkedSums = 0;
        for (var i = 0; i < Sums; i++)
        {
            if (queries.Additive() is not var (whole, parts))
                continue;
            var total = await SumAsync(database, whole, model);
            var sum = await SumAsync(database, parts, model);
            Assert.True(total == sum, $"{total} is not {sum}: {SemanticQueryJson.Write(parts)}");
            checkedSums += total != 0 ? 1 : 0;
        }

        Assert.InRange(checkedSums, Sums / 3, Sums);
    }

    private static async Task<decimal> SumAsync(SampleDatabase database, SemanticQuery query, ModelIndex model)
    {
        var result = QueryCompiler.Compile(query, Context(model));
        Assert.True(result.Query is not null, $"{SemanticQueryJson.Write(query)}\n{string.Join("\n", result.Issues)}");
        var rows = await database.RunAsync(result.Query.Executable);
        return rows.Sum(row => row[^1] is null ? 0 : Convert.ToDecimal(row[^1], System.Globalization.CultureInfo.InvariantCulture));
    }

    // The policy is another subject: it would leave out small groups.
    private static ModelIndex Model(string plugin)
    {
        var reading = PluginSqlChecker.Read(PluginSource.FromFolder(Path.Combine(RepositoryFolder.Root, "plugins", plugin)));
        Assert.Empty(reading.Problems);
        return new ModelIndex(reading.Model! with { Policy = new PolicyDefinition() });
    }

    private static QueryContext Context(ModelIndex model) => new()
    {
        Model = model,
        Scope = SampleDatabase.ScopeOf(model.Definition),
        Anchor = new TimeAnchorDay(new DateOnly(2025, 12, 31)),
        DataDays = [.. model.Definition.Tables.Where(t => t.TimeColumn is not null).Select(t => new TableDays(t.Name, new(2024, 1, 1), new(2025, 12, 31)))],
    };
}
