using NlSql.Query.Linking;
using NlSql.Query.Tests.Goldens;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Query.Tests.Policies;

/// <summary>Row filters and masks, on rows: whatever SQL says, it sees the permitted rows and the masked values.</summary>
[Collection(RetailDatabase.Collection)]
public sealed class AccessTests(RetailDatabase database)
{
    private static readonly PolicyDefinition Policy = new()
    {
        Roles = ["manager", "north"],
        RowFilters =
        [
            new("sales", "sales.region = 'North' AND total_amount > 1", []),
            new("stores", "region = 'North'", ["north"]),
        ],
        ColumnMasks =
        [
            new("customers.customer_name", MaskKind.Redacted, ["manager"]),
            new("customers.town", MaskKind.FirstLetter, []),
            new("customers.signup_date", MaskKind.Year, []),
            new("customers.newsletter", MaskKind.Hidden, []),
            new("products.product_name", MaskKind.LastFour, []),
            new("products.list_price", MaskKind.Rounded, []),
            new("products.launched_on", MaskKind.Month, []),
            new("stores.store_name", MaskKind.Hash, []),
        ],
    };

    private static readonly QueryContext Caller = Retail.With(Policy) with { Roles = ["north"] };

    // What the caller may see, written down by hand, under the tables' own names.
    private const string Permitted = """
        sales AS (SELECT * FROM reference.sales WHERE region = 'North' AND total_amount > 1),
        stores AS (SELECT store_id, md5('0192f0c1-0000-7000-8000-000000000001:' || store_name) AS store_name, city, region, format, floor_area, opened_on
          FROM reference.stores WHERE region = 'North'),
        products AS (SELECT product_id, CASE WHEN length(product_name) > 8 THEN '****' || right(product_name, 4) ELSE '****' END AS product_name, category,
          subcategory, brand, CASE WHEN list_price = 0 THEN 0 ELSE round(list_price, 1 - floor(log(list_price))::int) END AS list_price, unit_cost,
          date_trunc('month', launched_on)::date AS launched_on FROM reference.products),
        customers AS (SELECT customer_id, '***'::text AS customer_name, left(town, 1) || '***' AS town, segment, loyalty_tier,
          make_date(extract(year FROM signup_date)::int, 1, 1) AS signup_date, NULL::boolean AS newsletter FROM reference.customers)
        """;

    public static TheoryData<string> Attacks =>
    [
        "SELECT * FROM stores ORDER BY store_id",
        "SELECT c.* FROM customers c ORDER BY c.customer_id",
        "SELECT count(*), sum(total_amount) FROM sales",
        "SELECT region, count(*) FROM sales GROUP BY region ORDER BY 1",
        "SELECT count(*) FROM sales WHERE region = 'South' OR TRUE",
        "SELECT count(*) FROM (SELECT region AS r FROM sales) x WHERE x.r <> 'North' OR x.r IS NOT NULL",
        "WITH a AS (SELECT * FROM sales), b AS (SELECT * FROM a) SELECT region, count(*) FROM b GROUP BY region",
        "WITH sales AS (SELECT * FROM sales) SELECT count(*) FROM sales",
        "SELECT s.store_id, (SELECT count(*) FROM sales WHERE sales.store_id = s.store_id) AS n FROM stores s ORDER BY s.store_id",
        "SELECT store_id FROM stores WHERE EXISTS (SELECT 1 FROM sales x WHERE x.region = 'South') ORDER BY 1",
        "SELECT count(*) FROM sales JOIN stores USING (store_id)",
        "SELECT count(*) FROM stores a JOIN stores b ON a.store_name = b.store_name",
        "SELECT store_id FROM stores UNION SELECT store_id FROM sales ORDER BY 1",
        "SELECT store_id, rank() OVER (ORDER BY store_name) AS r FROM stores ORDER BY 1",
        "SELECT DISTINCT customer_name FROM customers",
        "SELECT count(*) FROM customers WHERE customer_name = 'Wanda Sommerfeld'",
        "SELECT count(*) FROM customers WHERE customer_name LIKE 'W%' OR upper(customer_name) LIKE 'W%'",
        "SELECT count(*) FROM customers GROUP BY customer_name",
        "SELECT max(customer_name), min(town), count(newsletter) FROM customers",
        "SELECT t.n FROM customers AS t (i, n) GROUP BY t.n",
        "SELECT count(*) FROM customers a JOIN customers b ON a.town = b.town AND a.signup_date = b.signup_date",
        "SELECT town, rank() OVER (ORDER BY town) AS r FROM customers GROUP BY town ORDER BY 1",
        "SELECT customer_id FROM customers ORDER BY town, customer_id",
        "SELECT product_id, product_name, list_price, launched_on FROM products ORDER BY product_id",
        "SELECT sum(list_price), avg(list_price) FROM products WHERE list_price > 5",
        "SELECT product_id FROM products WHERE launched_on > '2020-08-02' ORDER BY 1",
        "SELECT CASE WHEN customer_name < 'M' THEN 1 ELSE 2 END AS half, count(*) FROM customers GROUP BY 1",
        "SELECT count(*) FILTER (WHERE customer_name LIKE 'A%') AS n FROM customers HAVING min(customer_name) < 'z'",
    ];

    [Theory]
    [MemberData(nameof(Attacks))]
    public async Task CompileSql_AnyText_SeesOnlyWhatTheCallerMay(string sql)
    {
        var result = QueryCompiler.CompileSql(sql, Caller with { HardLimit = 10_000, FallbackLimit = 10_000 });
        Assert.True(result.Query is not null, string.Join("\n", result.Issues));

        var rows = await database.RunAsync(result.Query.Executable);

        var permitted = await database.ReferenceAsync($"WITH {Permitted} SELECT * FROM ({sql}) q");
        Assert.Equal(permitted.Select(RowText.Of), rows.Select(RowText.Of));
        Assert.NotEqual((await database.ReferenceAsync(sql)).Select(RowText.Of), rows.Select(RowText.Of));
    }

    // Postgres tries cheap conditions first: without a barrier that of the query would run on hidden rows, and fail on one.
    [Fact]
    public async Task CompileSql_ErrorOnAHiddenRow_DoesNotTellOfIt()
    {
        var costly = Retail.With(new() { RowFilters = [new("sales", "upper(lower(upper(lower(region)))) = 'NORTH'", [])] });
        var sql = "SELECT count(*) FROM sales WHERE 1 / (CASE WHEN region = 'South' THEN 0 ELSE 1 END) = 1";

        var rows = await database.RunAsync(QueryCompiler.CompileSql(sql, costly).Query!.Executable);

        Assert.Equal(await database.ReferenceAsync("SELECT count(*) FROM sales WHERE region = 'North'"), rows);
    }

    [Fact]
    public async Task Compile_SemanticQuery_SeesTheSame()
    {
        var query = Retail.Compile("""{"metrics": ["revenue"], "dimensions": ["customers.town"]}""", Caller);

        var rows = await database.RunAsync(query.Executable);

        Assert.Equal(
            await database.ReferenceAsync(
                $"WITH {Permitted} SELECT town, sum(total_amount) FROM sales LEFT JOIN customers USING (customer_id) GROUP BY 1 ORDER BY 2 DESC NULLS LAST, 1"),
            rows);
        Assert.Equal(
            [
                "row_filters: Of sales, only rows with sales.region = 'North' AND total_amount > 1 are seen.",
                "column_masks: customers.town is cut to its first letter, in conditions and calculations too.",
            ],
            query.PolicyApplied.Select(p => $"{p.Rule}: {p.Effect}"));
    }

    [Theory]
    [InlineData("", "***", 12)]
    [InlineData("manager", "Wanda Sommerfeld", 12)]
    [InlineData("north", "***", 3)]
    [InlineData("any", "***", 3)]
    public async Task CompileSql_Roles_DecideWhatHolds(string role, string name, long stores)
    {
        var context = Caller with { Roles = role is "" or "any" ? [] : [role], ForAnyRole = role == "any" };
        var sql = "SELECT customer_name, (SELECT count(*) FROM stores) AS n FROM customers WHERE customer_id = 'C0001'";

        var query = QueryCompiler.CompileSql(sql, context).Query!;

        Assert.Equal([[name, stores]], await database.RunAsync(query.Executable));
        Assert.Equal(stores < 12, query.PolicyApplied.Any(p => p.Rule == "row_filters"));
        Assert.Equal(name == "***", query.PolicyApplied.Any(p => p.Rule == "column_masks"));
    }

    // What a mask keeps from answers must not be learnt from what the reader of questions recognises.
    [Fact]
    public void Build_MaskedColumn_LeavesItsValuesUnknown()
    {
        var model = Retail.Definition with { Policy = Policy };

        var lexicon = Lexicon.Build(model, new([new("customers", "town", ["Offenbach"], true), new("customers", "segment", ["Student"], true)]));

        Assert.False(lexicon.Knows("offenbach", "offenbach"));
        Assert.True(lexicon.Knows("student", "student"));
        Assert.Null(lexicon.Values.Find("customers", "town"));
    }

    [Fact]
    public void CompileSql_OtherColumnsAndTables_SayNothingOfRules() =>
        Assert.Empty(QueryCompiler.CompileSql("SELECT segment FROM customers", Caller).Query!.PolicyApplied);
}
