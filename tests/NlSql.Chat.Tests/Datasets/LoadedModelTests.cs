using NlSql.Chat.Datasets;
using NlSql.SemanticModel.Definitions;
using NlSql.Testing.Retail;

namespace NlSql.Chat.Tests.Datasets;

public sealed class LoadedModelTests
{
    private static readonly ModelDefinition Retail = RetailPlugin.Read();

    [Fact]
    public void Of_AllTablesLoaded_IsTheModelItself() =>
        Assert.Same(Retail, LoadedModel.Of(Retail, Retail.Tables.Select(t => t.Name).ToHashSet()));

    [Fact]
    public void Of_SalesAlone_KeepsWhatSalesCanAnswer()
    {
        var model = LoadedModel.Of(Retail, new HashSet<string> { "sales" });

        Assert.Equal(["sales"], model.Tables.Select(t => t.Name));
        Assert.Empty(model.Relationships);
        Assert.All(model.Segments, s => Assert.Equal("sales", s.Table));
        Assert.NotEmpty(model.Segments);
        Assert.NotNull(model.FindMetric("revenue"));
        Assert.NotNull(model.FindMetric("average_order_value"));
        Assert.NotNull(model.FindMetric("discount_rate"));
        Assert.Null(model.FindMetric("store_count"));
        Assert.Null(model.FindMetric("registered_customers"));
    }

    [Fact]
    public void Of_CustomersAlone_LeavesOutWholeChains()
    {
        var model = LoadedModel.Of(Retail, new HashSet<string> { "customers" });

        Assert.NotNull(model.FindMetric("registered_customers"));
        // margin_rate is a ratio over gross_margin, which is derived from revenue, which needs sales.
        Assert.Null(model.FindMetric("revenue"));
        Assert.Null(model.FindMetric("gross_margin"));
        Assert.Null(model.FindMetric("margin_rate"));
    }

    [Fact]
    public void Of_CumulativeOfAMissingMetric_IsLeftOut()
    {
        var model = LoadedModel.Of(With(new MetricDefinition { Name = "stores_so_far", Label = "x", Type = MetricType.Cumulative, Metric = "store_count" }), new HashSet<string> { "sales" });

        Assert.Null(model.FindMetric("stores_so_far"));
    }

    [Theory]
    [InlineData("store_count", "revenue")]
    [InlineData("revenue", "store_count")]
    public void Of_RatioWithOneMissingSide_IsLeftOut(string numerator, string denominator)
    {
        var ratio = new MetricDefinition { Name = "share", Label = "x", Type = MetricType.Ratio, Numerator = numerator, Denominator = denominator };

        Assert.Null(LoadedModel.Of(With(ratio), new HashSet<string> { "sales" }).FindMetric("share"));
    }

    [Theory]
    [InlineData("revenue / store_count", false)]
    [InlineData("revenue / STORE_COUNT", false)]
    [InlineData("store_count", false)]
    [InlineData("revenue + discounts", true)]
    public void Of_Derived_IsKeptOnlyWhenEverythingItNamesIs(string expression, bool kept)
    {
        var model = LoadedModel.Of(With(new MetricDefinition { Name = "made", Label = "x", Type = MetricType.Derived, Expression = expression }), new HashSet<string> { "sales" });

        Assert.Equal(kept, model.FindMetric("made") is not null);
    }

    [Fact]
    public void Of_DerivedNamingALongerMetric_IsNotTakenForTheShorterOne()
    {
        // "count" needs stores; "order_count" only contains its name.
        var model = With(
            new() { Name = "count", Label = "x", Type = MetricType.Simple, Table = "stores", Aggregate = AggregateFunction.Count },
            new() { Name = "order_count", Label = "x", Type = MetricType.Simple, Table = "sales", Aggregate = AggregateFunction.Count },
            new() { Name = "made", Label = "x", Type = MetricType.Derived, Expression = "order_count * 2" });

        Assert.NotNull(LoadedModel.Of(model, new HashSet<string> { "sales" }).FindMetric("made"));
    }

    private static ModelDefinition With(params MetricDefinition[] metrics) => Retail with { Metrics = [.. Retail.Metrics, .. metrics] };
}
