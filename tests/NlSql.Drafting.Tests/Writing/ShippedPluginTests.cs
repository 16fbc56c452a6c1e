using System.Text;
using System.Text.Json.Nodes;
using NlSql.Drafting.Models;
using NlSql.Drafting.Writing;
using NlSql.Query.Plugins;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;
using NlSql.SemanticModel.Reading;

namespace NlSql.Drafting.Tests.Writing;

/// <summary>Whatever a model may hold, the files hold it: read, written and read again it is the same.</summary>
public sealed class ShippedPluginTests
{
    [Theory]
    [InlineData("manufacturing")]
    [InlineData("restaurant")]
    [InlineData("retail")]
    [InlineData("saas")]
    public void Write_AShippedPlugin_ReadsAsTheSameModel(string plugin)
    {
        var model = PluginSqlChecker.Read(PluginSource.FromFolder(Path.Combine(Folder(), "plugins", plugin))).Model!;

        AssertSame(model, ReadBack(model));
    }

    /// <summary>What no shipped plugin uses.</summary>
    [Fact]
    public void Write_TheRarerKeys_ReadAsTheSameModel()
    {
        var retail = PluginSqlChecker.Read(PluginSource.FromFolder(Path.Combine(Folder(), "plugins", "retail"))).Model!;
        var (table, metric) = (retail.DefaultTable, retail.Metrics.First(m => m.Type == MetricType.Simple && m.Expression is not null));
        var model = retail with
        {
            Plugin = retail.Plugin with
            {
                VersionLabel = "2024.1",
                Description = "Zeile eins\nZeile zwei: \"so\" # nicht \u2028 \u0085 😀 \\ ende",
                Calendar = new CalendarDefinition { WeekStart = DayOfWeek.Sunday, FiscalYearStart = 4, TimeZone = "Europe/Berlin" },
            },
            Tables =
            [
                .. retail.Tables.Select(t => t == table
                    ? t with
                    {
                        Description = "yes", Synonyms = ["zzz", "zz top"], SynonymRanks = new Dictionary<string, int> { ["zz top"] = 3 },
                        Columns = [.. t.Columns.Select((c, i) => i > 0 ? c : c with { Format = "0.00", Description = "- a list?", Headers = ["Nr.", "#"] })],
                    }
                    : t),
            ],
            Metrics =
            [
                .. retail.Metrics,
                metric with { Name = "rare_p90", Label = "Rare P90", Synonyms = [], Aggregate = AggregateFunction.Percentile, Percentile = 0.90m, GoodDirection = GoodDirection.Down, ValidMin = -1.50m, ValidMax = 1e6m, Owner = "A. Nobody", Format = "0.0" },
                new MetricDefinition { Name = "rare_running", Label = "Rare running", Type = MetricType.Cumulative, Metric = metric.Name, GrainToDate = "fiscal_quarter" },
                new MetricDefinition { Name = "rare_window", Label = "Rare window", Type = MetricType.Cumulative, Metric = metric.Name, Window = "7 days" },
                new MetricDefinition { Name = "rare_derived", Label = "Rare derived", Type = MetricType.Derived, Expression = $"{metric.Name} * 2" },
            ],
            Glossary = [.. retail.Glossary, new GlossaryEntry { Term = "Rare: term", Meaning = "{x}", Synonyms = ["[y]"], MapsTo = metric.Name, Not = "the other" }],
            Policy = retail.Policy with
            {
                AllowedQuestionTypes = ["metric", "breakdown", "trend", "ranking", "list", "distinct", "exists"],
                ForbiddenTopics = [new ForbiddenTopic("Rare topic", [], ["palimpsest"], "No.")],
                Roles = ["clerk", "boss"],
                RowFilters = [new RowFilter(table.Name, $"{table.Columns[0].Name} IS NOT NULL", ["clerk"])],
                ColumnMasks = [new ColumnMask($"{table.Name}.{table.Columns.First(c => c is { Type: ColumnType.Text, Kind: ColumnKind.Dimension }).Name}", MaskKind.LastFour, ["boss"])],
                MinGroupSize = new GroupSize(5, [$"{table.Name}.*"]),
                MaxCost = 1234.5m,
                MaxEstimatedRows = 5_000_000,
                MaxDateRangeDays = 3660,
                DefaultLimit = 50,
                AnswerTiersAllowed = [AnswerTier.Verified, AnswerTier.Semantic],
                ShareValuesWithModel = ValueSharing.None,
                TimeAnchor = TimeAnchor.Now,
            },
            QuestionPacks = [],
            Insights =
            [
                .. retail.Insights,
                new InsightDefinition
                {
                    Name = "rare", Title = "Rare", Description = "d", Metric = metric.Name, Time = new TimeFilter(new TimeRange.Rolling(7, TimeGrain.Day), $"{table.Name}.{table.TimeColumn}"),
                    Compare = "previous_period", Detector = new DetectorDefinition(DetectorKind.Change, new Dictionary<string, decimal> { ["min_change_pct"] = 2.5m }), Cooldown = "7 days", Schedule = "0 6 * * 1",
                },
                new InsightDefinition
                {
                    Name = "rarer", Title = "Rarer", Metric = metric.Name, Segment = retail.Segments[0].Name, Time = new TimeFilter(new TimeRange.Rolling(8, TimeGrain.Week)),
                    Grain = TimeGrain.Week, Detector = new DetectorDefinition(DetectorKind.Trend, new Dictionary<string, decimal> { ["alpha"] = 0.01m }),
                },
            ],
        };

        AssertSame(model, ReadBack(model));
    }

    private static ModelDefinition ReadBack(ModelDefinition model)
    {
        var texts = PluginWriter.Write(new DraftedModel(model, [], []), "the model", null);
        var reading = PluginSqlChecker.Read(new PluginSource(model.Plugin.Id, texts.ToDictionary(t => t.Key, t => Encoding.UTF8.GetBytes(t.Value))));
        Assert.Empty(reading.Problems.Select(p => $"{p}\n{texts[p.File].Split('\n')[p.Line - 1]}"));
        return reading.Model!;
    }

    private static void AssertSame(ModelDefinition expected, ModelDefinition actual) => Assert.Equal(Canonical(expected), Canonical(actual));

    // The version is the files', the lines of questions are where they stand, and maps have no order.
    private static string Canonical(ModelDefinition model) => Sorted(JsonNode.Parse(ModelDefinitionJson.Write(model with
    {
        Version = "",
        QuestionPacks = [.. model.QuestionPacks.Select(p => p with { Questions = [.. p.Questions.Select(q => q with { Line = 0 })] })],
    })))!.ToJsonString(new() { WriteIndented = true });

    private static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject map => new JsonObject(map.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => KeyValuePair.Create(p.Key, Sorted(p.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Sorted)]),
        _ => node?.DeepClone(),
    };

    private static string Folder()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "NlSql.sln")))
            folder = Path.GetDirectoryName(folder)!;
        return folder;
    }
}
