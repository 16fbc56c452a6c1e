using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;
using NlSql.SemanticModel.Reading;

namespace NlSql.SemanticModel.Tests.Reading;

public sealed class PluginReaderTests
{
    [Fact]
    public void Read_ValidPlugin_GivesEveryPartOfTheModel()
    {
        var reading = new TestPlugin().Read();

        Assert.Empty(reading.Problems);
        var model = reading.Model!;
        Assert.Equal("shop", model.Plugin.Id);
        Assert.Equal("sales", model.DefaultTable.Name);
        Assert.Equal(ColumnType.Decimal, model.FindTable("sales")!.FindColumn("amount")!.Type);
        Assert.Equal(["cash"], model.FindTable("sales")!.FindColumn("method")!.Values[0].Synonyms);
        Assert.Equal("Sold on", model.FindTable("sales")!.FindColumn("sold_on")!.Label);
        Assert.Equal(["store_id"], model.Relationships.Single().ToColumns);
        Assert.Equal(MetricType.Ratio, model.FindMetric("order_value")!.Type);
        Assert.Equal("amount > 100", model.FindSegment("large")!.Filter);
        Assert.Equal("order_value", model.Glossary.Single().MapsTo);
        Assert.Equal(100, model.Policy.MaxRows);
        Assert.Equal(new TimeRange.Rolling(7, TimeGrain.Day), model.Insights.Single().Time!.Range);
        Assert.Equal(5, model.Insights.Single().Detector!.Parameters["min_change_pct"]);
    }

    [Fact]
    public void Read_QuestionWithSlots_InfersThemAndFillsTheQuery()
    {
        var questions = new TestPlugin().Read().Model!.QuestionPacks.Single().Questions;

        Assert.Equal(new QuestionSlot("n", SlotKind.WholeNumber, null), questions[0].Slots.Single());
        Assert.Equal(new QuestionSlot("region", SlotKind.Value, "sales.region"), questions[1].Slots.Single());
        Assert.Equal(3, questions[0].Query!.Fill(questions[0].Slots, new Dictionary<string, string> { ["n"] = "3" }).Limit);
        var filter = questions[1].Query!.Fill(questions[1].Slots, new Dictionary<string, string> { ["region"] = "North" }).Filters;
        Assert.Equal(new QueryFilter.Compare("region", FilterOperator.Equal, [QueryLiteral.Of("North")]), filter);
    }

    [Fact]
    public void Read_SeveralMistakes_ReportsAllWithTheirPlaces()
    {
        var reading = new TestPlugin()
            .Replace(PluginFile.Schema, "time_column: sold_on", "time_column: sold_onn")
            .Replace(PluginFile.Metrics, "numerator: revenue", "numerator: revenu")
            .Replace(PluginFile.Policy, "max_rows: 100", "max_rows: many")
            .Read();

        Assert.Null(reading.Model);
        Assert.Equal(
            [
                ("metrics.yaml", 4, 41, "plugin.unknown-metric", "Did you mean 'revenue'?"),
                ("policy.yaml", 2, 11, "plugin.wrong-type", null),
                ("schema.yaml", 8, 18, "plugin.unknown-column", "Did you mean 'sold_on'?"),
            ],
            reading.Problems.Select(p => (p.File, p.Line, p.Column, p.Code, p.Hint)));
    }

    [Fact]
    public void Read_UnknownKey_NamesTheLineAndTheKeyMeant()
    {
        var problem = new TestPlugin().Replace(PluginFile.Schema, "    default: true\n", "    defualt: true\n").Read().Problems.Single();

        Assert.Equal("schema.yaml(7,5): plugin.unknown-key", problem.ToString()[.."schema.yaml(7,5): plugin.unknown-key".Length]);
        Assert.Equal("Did you mean 'default'?", problem.Hint);
    }

    [Fact]
    public void Read_KeyOfAnotherMetricType_IsUnknown()
    {
        var problem = new TestPlugin().Replace(PluginFile.Metrics, "expr: revenue * 2", "expr: revenue * 2, agg: sum").Read().Problems.Single();

        Assert.Equal((PluginProblemCodes.UnknownKey, 5), (problem.Code, problem.Line));
    }

    [Fact]
    public void Read_MissingFile_IsReportedAndTheOthersAreStillRead()
    {
        var reading = new TestPlugin().Without(PluginFile.Policy).Replace(PluginFile.Insights, "compare:", "compair:").Read();

        Assert.Equal(
            [("insights.yaml", PluginProblemCodes.UnknownKey), ("policy.yaml", PluginProblemCodes.FileMissing)],
            reading.Problems.Select(p => (p.File, p.Code)));
    }

    [Fact]
    public void Read_StrangeFile_IsReportedWithTheNameMeant()
    {
        var problem = new TestPlugin().With("metric.yaml", "a: 1").Read().Problems.Single();

        Assert.Equal((PluginProblemCodes.FileUnknown, "Did you mean 'metrics.yaml'?"), (problem.Code, problem.Hint));
    }

    [Fact]
    public void Read_IdOfAnotherFolder_IsReported() =>
        Assert.Equal(PluginProblemCodes.WrongId, new TestPlugin().Read("market").Problems.Single().Code);

    [Fact]
    public void Read_EmptyFiles_AreAllowedWhereNothingIsNeeded()
    {
        var reading = new TestPlugin().With(PluginFile.Insights, "").With(PluginFile.Questions, "# none yet\n").Read();

        Assert.Empty(reading.Problems);
        Assert.Empty(reading.Model!.Insights);
    }

    [Fact]
    public void Read_SameFiles_GiveTheSameVersionAndOthersAnother()
    {
        var version = new TestPlugin().Read().Version;

        Assert.Equal(version, new TestPlugin().Read().Version);
        Assert.Matches("^[0-9a-f]{64}$", version);
        Assert.NotEqual(version, new TestPlugin().With(PluginFile.Insights, "").Read().Version);
    }

    [Fact]
    public void Read_BadQuery_NamesTheLineWithinTheQuery()
    {
        var problem = new TestPlugin()
            .Replace(PluginFile.Questions, "query: {metrics: [revenue], filters", "query:\n          metrics:\n            - {nmae: revenue}\n          limit: 3\n        x: {filters")
            .Read().Problems.First(p => p.Code == PluginProblemCodes.BadQuery);

        Assert.Equal(("questions.yaml", 10), (problem.File, problem.Line));
    }

    [Fact]
    public void Read_RetailPlugin_HasNoProblems()
    {
        var reading = PluginReader.Read(PluginSource.FromFolder(Repository.Path("plugins", "retail")));

        Assert.Empty(reading.Problems);
        Assert.Equal(["sales", "products", "stores", "customers"], reading.Model!.Tables.Select(t => t.Name));
        Assert.True(reading.Model.Metrics.Count >= 12);
    }
}
