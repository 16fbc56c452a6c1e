using NlSql.Query.Model;
using NlSql.Query.Tests.Goldens.School;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Query.Tests.Planning;

/// <summary>Related rows, nested queries, expressions and unions that mean nothing, and what the policy sees of them.</summary>
public sealed class ConditionTests
{
    private const string Products = "\"from\": \"products\", \"shape\": \"rows\", \"return\": [\"product_name\"]";
    private const string Students = "\"from\": \"students\", \"shape\": \"rows\", \"return\": [\"student_id\"]";

    [Theory]
    [InlineData("""{"expr": {"-": ["list_price", "brand"]}, "op": ">", "value": 1}""", "plan.wrong-type")]
    [InlineData("""{"expr": {"-": ["launched_on", 7]}, "op": ">", "value": 1}""", "plan.wrong-type")]
    [InlineData("""{"expr": {"date_diff": ["day", "brand", {"today": true}]}, "op": ">", "value": 1}""", "plan.wrong-type")]
    [InlineData("""{"expr": {"date_part": ["hour", "launched_on"]}, "op": ">", "value": 1}""", "plan.wrong-type")]
    [InlineData("""{"column": "list_price", "op": ">", "value": {"column": "brand"}}""", "plan.wrong-type")]
    [InlineData("""{"column": "list_price", "op": ">", "value": {"expr": {"today": true}}}""", "plan.wrong-type")]
    [InlineData("""{"column": "brand", "op": "in", "query": {"from": "products", "shape": "rows", "return": ["list_price"]}}""", "plan.wrong-type")]
    [InlineData("""{"column": "list_price", "value": {"query": {"from": "products", "shape": "rows", "return": ["brand"], "limit": 1}}}""", "plan.wrong-type")]
    [InlineData("""{"related": "sales", "agg": "sum", "column": "channel", "op": ">", "value": 1}""", "plan.wrong-type")]
    [InlineData("""{"related": "sales", "agg": "avg", "op": ">", "value": 1}""", "plan.missing-column")]
    [InlineData("""{"related": "sales", "agg": "count", "op": ">", "value": "many"}""", "plan.wrong-value")]
    [InlineData("""{"related": "sale"}""", "plan.unknown-table")]
    [InlineData("""{"related": "sales", "via": "gift"}""", "plan.no-path")]
    [InlineData("""{"related": "sales", "where": {"column": "colour", "value": 1}}""", "plan.unknown-column")]
    [InlineData("""{"column": "list_price", "op": ">", "value": {"query": {"from": "products", "metrics": [{"agg": "avg", "column": "list_price"}], "dimensions": ["brand"], "return": ["avg_list_price"]}}}""", "plan.not-one-value")]
    [InlineData("""{"column": "list_price", "op": ">", "value": {"query": {"from": "products", "shape": "rows", "return": ["list_price"], "limit": 2}}}""", "plan.not-one-value")]
    [InlineData("""{"column": "list_price", "op": ">", "value": {"query": {"from": "products", "shape": "rows", "return": ["list_price"], "order_by": ["list_price"], "limit": {"n": 1, "ties": true}}}}""", "plan.not-one-value")]
    [InlineData("""{"column": "brand", "op": "in", "query": {"from": "products", "shape": "rows", "return": ["brand", "category"]}}""", "plan.not-one-column")]
    [InlineData("""{"column": "list_price", "op": ">", "value": {"query": {"metrics": ["revenue", "orders"]}}}""", "plan.not-one-column")]
    [InlineData("""{"column": "list_price", "op": ">", "value": {"query": {"from": "products", "metrics": [{"agg": "avg", "column": "list_price"}], "dimensions": ["brand"]}, "within": "products.category"}}""", "plan.not-one-value")]
    public void Compile_ConditionThatMeansNothing_IsRefused(string condition, string code) =>
        Assert.Contains(code, Retail.IssueCodes(Where(Products, condition)));

    [Fact]
    public void Compile_WrongType_NamesTheColumn()
    {
        var result = QueryCompiler.Compile(
            Retail.Query(Where(Products, """{"expr": {"-": ["list_price", "brand"]}, "value": 1}""")), Retail.Context);

        Assert.Equal("- needs numbers; brand is of the type text.", Assert.Single(result.Issues).Message);
    }

    [Theory]
    [InlineData("""{"metrics": ["revenue"], "dimensions": ["region"], "having": {"related": "customers"}}""", "plan.related-in-having")]
    [InlineData("""{"metrics": ["revenue"], "dimensions": ["region"], "having": {"column": "revenue", "op": ">", "value": {"query": {"metrics": ["revenue"]}, "within": "stores.region"}}}""", "plan.within-in-having")]
    [InlineData("""{"from": "sales", "shape": "rows", "metrics": ["revenue"]}""", "plan.metric-in-list")]
    [InlineData("""{"from": "stores", "shape": "rows", "metrics": [{"agg": "count"}]}""", "plan.metric-in-list")]
    [InlineData("""{"from": "stores", "shape": "distinct", "metrics": ["revenue"]}""", "plan.metric-in-list")]
    [InlineData("""{"from": "stores", "shape": "rows", "return": ["city"], "having": {"column": "turnover", "op": ">", "value": 1}}""", "plan.unknown-metric")]
    [InlineData("""{"shape": "distinct", "return": ["products.brand"], "order_by": [{"expr": {"-": ["list_price", 1]}}]}""", "plan.unknown-order")]
    [InlineData("""{"from": "stores", "shape": "rows", "metrics": ["revenue"], "share_of": "total"}""", "plan.list-form")]
    [InlineData("""{"from": "stores", "shape": "rows", "metrics": [{"agg": "percentile", "of": "sales", "column": "quantity"}]}""", "plan.missing-percentile")]
    [InlineData("""{"from": "stores", "union": [{"from": "stores", "shape": "rows", "return": ["city"]}]}""", "plan.union-form")]
    [InlineData("""{"union": [{"from": "stores", "shape": "rows", "return": ["city"]}, {"from": "stores", "shape": "rows", "return": ["city", "region"]}]}""", "plan.union-mismatch")]
    [InlineData("""{"union": [{"from": "stores", "shape": "rows", "return": ["city"]}, {"from": "stores", "shape": "rows", "return": ["floor_area"]}]}""", "plan.union-mismatch")]
    [InlineData("""{"union": [{"from": "stores", "shape": "rows", "return": ["city"]}, {"from": "stores", "shape": "rows", "return": ["region"]}], "order_by": ["region"]}""", "plan.unknown-order")]
    public void Compile_QueryThatMeansNothing_IsRefused(string query, string code) => Assert.Contains(code, Retail.IssueCodes(query));

    [Theory]
    [InlineData("""{"related": "courses"}""", "lecturer", "assistant")]
    [InlineData("""{"related": "courses", "agg": "count", "op": ">", "value": 1}""", "lecturer", "assistant")]
    public void Compile_SeveralWays_NamesThem(string condition, params string[] choices)
    {
        var result = QueryCompiler.Compile(
            Retail.Query(Where("\"from\": \"teachers\", \"shape\": \"rows\"", condition)), School.Context);

        var issue = Assert.Single(result.Issues);
        Assert.Equal("plan.ambiguous-path", issue.Code);
        Assert.Equal(choices, issue.Suggestions);
    }

    [Fact]
    public void Compile_NumberThroughTwoBridges_IsRefused() =>
        Assert.Equal(
            ["plan.no-path"],
            Retail.IssueCodes("""{"from": "courses", "shape": "rows", "return": ["title"], "filters": {"related": "clubs", "via": "enrolment_course", "agg": "count", "op": ">", "value": 1}}""", School.Context));

    [Theory]
    [InlineData("""{"related": "enrolments", "where": {"column": "grade", "op": ">", "value": 3}}""")]
    [InlineData("""{"related": "enrolments", "agg": "max", "column": "grade", "op": ">", "value": 3}""")]
    [InlineData("""{"column": "student_id", "op": "in", "query": {"from": "enrolments", "shape": "rows", "return": ["student_id"], "filters": {"column": "grade", "op": "is_null"}}}""")]
    [InlineData("""{"column": "student_id", "op": "!=", "value": {"query": {"from": "enrolments", "shape": "rows", "return": ["student_id"], "order_by": ["grade"], "limit": 1}}}""")]
    public void Compile_ForbiddenColumnInside_IsRefused(string condition) =>
        Assert.Contains(
            "policy.forbidden-column",
            Retail.IssueCodes(Where(Students, condition), School.With(new() { ForbiddenColumns = ["enrolments.grade"] })));

    [Theory]
    [InlineData("""{"related": "enrolments"}""", true)]
    [InlineData("""{"related": "enrolments", "where": {"column": "course_id", "value": "C1"}}""", false)]
    [InlineData("""{"related": "enrolments", "where": {"or": [{"column": "course_id", "value": "C1"}, {"column": "grade", "value": 1}]}}""", true)]
    [InlineData("""{"related": "enrolments", "is": "none", "where": {"column": "course_id", "value": "C1"}}""", false)]
    [InlineData("""{"related": "enrolments", "is": "all", "where": {"column": "course_id", "value": "C1"}}""", true)]
    [InlineData("""[{"related": "enrolments", "where": {"column": "course_id", "value": "C1"}}, {"related": "enrolments", "agg": "count", "op": ">", "value": 1}]""", true)]
    [InlineData("""{"column": "student_id", "op": "in", "query": {"from": "enrolments", "shape": "rows", "return": ["student_id"]}}""", true)]
    [InlineData("""{"column": "student_id", "op": "in", "query": {"from": "enrolments", "shape": "rows", "return": ["student_id"], "filters": {"column": "course_id", "value": "C1"}}}""", false)]
    public void Compile_RequiredFilterOfInnerTable_IsJudgedForEachSelect(string condition, bool refused)
    {
        var context = School.With(new() { RequiredFilters = ["enrolments.course_id"] });
        var query = Where(Students, condition);

        if (refused)
            Assert.Contains("policy.required-filter", Retail.IssueCodes(query, context));
        else
            Assert.Equal("required_filters", Assert.Single(Retail.Compile(query, context).PolicyApplied).Rule);
    }

    [Fact]
    public void Compile_RequiredFilterOfOneMember_IsAskedOfTheOther() =>
        Assert.Contains(
            "policy.required-filter",
            Retail.IssueCodes(
                """{"union": [{"from": "students", "shape": "rows", "return": ["house"], "filters": {"column": "house", "value": "Red"}}, {"from": "students", "shape": "rows", "return": ["house"]}]}""",
                School.With(new() { RequiredFilters = ["students.house"] })));

    [Fact]
    public void Compile_RelatedRowsUnderLongestRange_AreOfThoseDays()
    {
        var compiled = Retail.Compile(Where(Students, """{"related": "enrolments"}"""), School.With(new() { MaxDateRangeDays = 30 }));

        Assert.Contains("enrolments.enrolled_on >= DATE '2025-12-02'", compiled.DisplaySql, StringComparison.Ordinal);
        Assert.Contains(compiled.PolicyApplied, p => p.Rule == "max_date_range_days");
    }

    [Fact]
    public void Compile_RelativeTimeInside_IsAbsoluteInCanonicalText()
    {
        var compiled = Retail.Compile(
            """{"metrics": ["revenue"], "filters": {"column": "total_amount", "op": ">", "value": {"query": {"metrics": [{"agg": "avg", "column": "sales.total_amount"}], "time": "last 7 days"}}}}""");

        Assert.Contains("\"time\":\"2025-12-25..2025-12-31\"", compiled.CanonicalText, StringComparison.Ordinal);
        Assert.Equal(compiled.CanonicalText, Retail.Compile(compiled.CanonicalText).CanonicalText);
        Assert.Single(compiled.Assumptions);
    }

    [Fact]
    public void Compile_NumbersOverTheSameRows_ShareOneSelect()
    {
        var sql = Retail.Compile(
            """{"from": "stores", "shape": "rows", "return": ["city"], "metrics": [{"agg": "count", "of": "sales", "as": "n"}, "revenue", "margin_rate"], "filters": {"related": "sales", "agg": "count", "op": ">", "value": 5}}""").DisplaySql;

        Assert.Equal(1, sql.Split("FROM sales").Length - 1);
    }

    [Fact]
    public void Compile_TiesUnderPolicy_AreCutByItsNumberOnly()
    {
        var compiled = Retail.Compile("""{"from": "products", "shape": "rows", "return": ["product_name"], "order_by": ["category"], "limit": {"n": 1, "ties": true}}""");

        Assert.Equal(100, compiled.RowLimit);
        Assert.False(compiled.LimitAsked);
    }

    [Fact]
    public void Compile_Union_TakesNamesOfFirst()
    {
        var columns = Retail.Compile(
            """{"union": [{"from": "stores", "shape": "rows", "return": [{"column": "floor_area", "as": "size"}]}, {"from": "products", "shape": "rows", "return": ["list_price"]}]}""").Columns;

        var column = Assert.Single(columns);
        Assert.Equal(("size", ColumnType.Decimal, null), (column.Name, column.Type, column.Unit));
    }

    // Its rows would be compared with themselves if the nested query took the same name.
    [Fact]
    public void Compile_TableNamedLikeAnAlias_KeepsItsName()
    {
        static ColumnDefinition Key(string name) => new() { Name = name, Label = name, Type = ColumnType.Text, Kind = ColumnKind.Dimension };
        var model = new ModelDefinition
        {
            Plugin = new PluginDefinition { Id = "names", Name = "Names" },
            Version = "test",
            Tables = [new TableDefinition { Name = "others", Label = "Others", PrimaryKey = ["id"], Columns = [Key("id"), Key("parent")] }],
        };

        var sql = Retail.Compile(
            """{"from": "others", "shape": "rows", "return": ["id"], "filters": {"column": "id", "op": "not_in", "query": {"from": "others", "shape": "rows", "return": ["parent"]}}}""",
            Retail.ContextFor(new ModelIndex(model))).DisplaySql;

        Assert.Contains("WHERE others_2.parent = others.id", sql, StringComparison.Ordinal);
    }

    private static string Where(string query, string condition) => "{" + query + ", \"filters\": " + condition + "}";
}
