using NlSql.SemanticModel.Definitions;

namespace NlSql.Query.Tests.Policies;

public sealed class PolicyGateTests
{
    private const string RevenueByRegion = """{"metrics": ["revenue"], "dimensions": ["sales.region"]}""";
    private const string Revenue = """{"metrics": ["revenue"]}""";

    [Theory]
    [InlineData("sales.region", RevenueByRegion)]
    [InlineData("sales.total_amount", RevenueByRegion)]
    [InlineData("sales.region", """{"metrics": ["revenue"], "filters": {"not": {"column": "region", "value": "North"}}}""")]
    [InlineData("stores.store_id", """{"metrics": ["revenue"], "dimensions": ["stores.city"]}""")]
    [InlineData("sales.order_date", """{"metrics": ["revenue"], "time": "2025"}""")]
    [InlineData("products.brand", """{"metrics": ["revenue"], "filters": {"segment": "own_brands"}}""")]
    public void Compile_ForbiddenColumnAnywhere_IsRefused(string column, string query) =>
        Assert.Contains("policy.forbidden-column", Retail.IssueCodes(query, Retail.With(new() { ForbiddenColumns = [column] })));

    [Fact]
    public void Compile_ForbiddenTopicsColumn_IsRefusedWithItsReason()
    {
        var context = Retail.With(new() { ForbiddenTopics = [new("costs", ["sales.cost_amount"], ["cost"], "Costs are confidential.")] });

        var result = QueryCompiler.Compile(Retail.Query("""{"metrics": ["gross_margin"]}"""), context);

        Assert.Contains(result.Issues, i => i is { Code: "policy.forbidden-topic", Message: "Costs are confidential." });
    }

    [Theory]
    [InlineData("SELECT email FROM customers")]
    [InlineData("SELECT count(*) FROM customers WHERE phone LIKE '%1'")]
    [InlineData("SELECT customer_id FROM customers ORDER BY email")]
    public void CompileSql_HiddenColumn_IsRefused(string sql)
    {
        var result = QueryCompiler.CompileSql(sql, Retail.Context);

        Assert.Null(result.Query);
        Assert.NotEmpty(result.Issues);
    }

    [Theory]
    [InlineData("""{"from": "customers", "shape": "rows", "return": ["email"]}""")]
    [InlineData("""{"metrics": ["registered_customers"], "filters": {"column": "customers.phone", "op": "is_null"}}""")]
    public void Compile_HiddenColumn_IsUnknown(string query) => Assert.Contains("plan.unknown-column", Retail.IssueCodes(query));

    [Fact]
    public void Compile_NoLimitAsked_TakesDefault()
    {
        var query = Retail.Compile(RevenueByRegion, Retail.With(new() { DefaultLimit = 7 }));

        Assert.Equal(7, query.RowLimit);
        Assert.False(query.LimitAsked);
        Assert.EndsWith("LIMIT 7", query.DisplaySql, StringComparison.Ordinal);
        Assert.Contains(query.Executable.Parameters, p => p.Value is 8);
    }

    [Fact]
    public void Compile_MoreThanMaxRows_IsCutAndSaid()
    {
        var query = Retail.Compile("""{"metrics": ["revenue"], "dimensions": ["product"], "limit": 50}""", Retail.With(new() { MaxRows = 20 }));

        Assert.Equal(20, query.RowLimit);
        Assert.False(query.LimitAsked);
        Assert.Equal("max_rows", Assert.Single(query.PolicyApplied).Rule);
    }

    [Theory]
    [InlineData("last 31 days", true)]
    [InlineData("last 30 days", false)]
    [InlineData("2025-12-01..", true)]
    [InlineData("..2025-12-01", true)]
    public void Compile_LongTimeRange_IsRefused(string range, bool refused)
    {
        var context = Retail.With(new() { MaxDateRangeDays = 30 });
        var query = $$"""{"metrics": ["revenue"], "time": "{{range}}"}""";

        if (refused)
            Assert.Contains("policy.max-date-range", Retail.IssueCodes(query, context));
        else
            Assert.Empty(Retail.Compile(query, context).PolicyApplied);
    }

    [Fact]
    public void Compile_NoTimeRangeOnEvents_IsLimitedAndSaid()
    {
        var query = Retail.Compile(Revenue, Retail.With(new() { MaxDateRangeDays = 30 }));

        Assert.Equal(new DateOnly(2025, 12, 2), query.Time!.From);
        Assert.Equal("max_date_range_days", Assert.Single(query.PolicyApplied).Rule);
    }

    [Fact]
    public void Compile_NoTimeRangeOnThings_IsNotLimited() =>
        Assert.Null(Retail.Compile("""{"metrics": ["store_count"]}""", Retail.With(new() { MaxDateRangeDays = 30 })).Time);

    [Fact]
    public void Compile_AllDataFitsIntoMaxRange_NeedsNoCondition() =>
        Assert.Null(Retail.Compile(Revenue, Retail.With(new() { MaxDateRangeDays = 731 })).Time);

    [Fact]
    public void Compile_NoTimeRange_TakesDefaultRange()
    {
        var query = Retail.Compile(Revenue, Retail.With(new() { DefaultTimeRange = "last 12 months" }));

        Assert.Equal(new DateOnly(2025, 1, 1), query.Time!.From);
        Assert.Equal("default_time_range", Assert.Single(query.PolicyApplied).Rule);
    }

    [Theory]
    [InlineData(RevenueByRegion, true)]
    [InlineData("""{"metrics": ["revenue"], "filters": {"column": "region", "value": "North"}}""", false)]
    [InlineData("""{"metrics": ["revenue"], "filters": {"or": [{"column": "region", "value": "North"}, {"column": "channel", "value": "WEB"}]}}""", true)]
    [InlineData("""{"metrics": ["revenue"], "filters": {"not": {"column": "region", "value": "North"}}}""", true)]
    [InlineData("""{"metrics": ["store_count"]}""", false)]
    public void Compile_RequiredFilter_MustRestrictEveryRow(string query, bool refused)
    {
        var context = Retail.With(new() { RequiredFilters = ["sales.region"] });

        if (refused)
            Assert.Contains("policy.required-filter", Retail.IssueCodes(query, context));
        else
            Retail.Compile(query, context);
    }

    [Theory]
    [InlineData("metric", RevenueByRegion)]
    [InlineData("breakdown", Revenue)]
    [InlineData("breakdown", """{"metrics": ["revenue"], "dimensions": [{"column": "order_date", "grain": "month"}]}""")]
    [InlineData("breakdown", """{"from": "stores", "shape": "rows"}""")]
    public void Compile_OtherQuestionType_IsRefused(string allowed, string query) =>
        Assert.Contains("policy.question-type", Retail.IssueCodes(query, Retail.With(new() { AllowedQuestionTypes = [allowed] })));

    [Fact]
    public void Compile_TierNotAllowed_IsRefused() =>
        Assert.Contains("policy.tier", Retail.IssueCodes(Revenue, Retail.With(new() { AnswerTiersAllowed = [AnswerTier.Verified] })));

    [Fact]
    public void Compile_MinGroupSize_CountsRowsOfEachGroupAndEachFilteredAggregate()
    {
        var context = Retail.With(new() { MinGroupSize = new(5, []) });

        var query = Retail.Compile("""{"metrics": ["orders", "discounted_orders"], "dimensions": ["sales.region"]}""", context);

        Assert.Contains("HAVING count(*) >= 5 AND count(*) FILTER (WHERE sales.discount_amount > 0) >= 5", query.DisplaySql, StringComparison.Ordinal);
        Assert.Contains("policy.min-group-size", Retail.IssueCodes("""{"from": "customers", "shape": "rows"}""", context));
        Assert.Contains("HAVING count(*) >= 5", Retail.Compile("""{"dimensions": ["customers.town"]}""", context).DisplaySql, StringComparison.Ordinal);
        Assert.Contains("policy.sql", QueryCompiler.CompileSql("SELECT count(*) FROM sales", context).Issues.Select(i => i.Code));
    }

    [Fact]
    public void Compile_RuleThatCannotBeEnforced_RefusesEverything()
    {
        PolicyDefinition[] policies =
        [
            new() { RowFilters = [new("sales", "region = (SELECT 'North')", [])] },
            new() { RowFilters = [new("sales", "no_such_column = 1", [])] },
            new() { ColumnMasks = [new("sales.total_amount", MaskKind.FirstLetter, [])] },
            new() { AllowedQuestionTypes = ["gossip"] },
        ];

        Assert.All(policies, policy =>
        {
            Assert.Contains("policy.not-enforced", Retail.IssueCodes(Revenue, Retail.With(policy)));
            Assert.Contains("policy.not-enforced", QueryCompiler.CompileSql("SELECT count(*) FROM sales", Retail.With(policy)).Issues.Select(i => i.Code));
        });
    }
}
