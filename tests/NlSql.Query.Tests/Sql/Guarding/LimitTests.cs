using NlSql.Query.Sql;
using NlSql.Query.Sql.Guarding;
using NlSql.Query.Sql.Parsing;

namespace NlSql.Query.Tests.Sql.Guarding;

/// <summary>Each limit holds at itself and refuses one more.</summary>
public sealed class LimitTests
{
    private static readonly SqlLimits Wide = SqlLimits.Default with { Characters = 1_000_000, Tokens = 100_000, Nodes = 100_000 };

    public static TheoryData<string, int, Func<int, string>> Limits => new()
    {
        { GuardIssues.TooManyTables, 16, n => $"SELECT 1 WHERE {Repeat(n, i => "EXISTS (SELECT 1 FROM stores)", " AND ")}" },
        { GuardIssues.TooManyTables, 12, n => $"SELECT 1 FROM stores s0 {Repeat(n, i => $"JOIN stores s{i + 1} ON s{i}.store_id = s{i + 1}.store_id", " ")}" },
        { GuardIssues.TooManyTables, 32, n => $"WITH {Repeat(n, i => $"t{i} AS (SELECT 1 AS x)", ", ")} SELECT x FROM t0" },
        { GuardIssues.TooManyTables, 16, n => Repeat(n, i => "SELECT 1", " UNION ALL ") },
        { GuardIssues.TooManyItems, 1000, n => $"SELECT 1 WHERE 1 IN ({Repeat(n, i => "1", ", ")})" },
        { GuardIssues.TooManyItems, 1000, n => $"SELECT 1 WHERE 1 = ANY (ARRAY[{Repeat(n, i => "1", ", ")}])" },
        { GuardIssues.TooManyItems, 1000, n => $"SELECT 1 FROM (VALUES {Repeat(n, i => "(1)", ", ")}) v (x)" },
        { GuardIssues.TooManyItems, 200, n => $"SELECT 1 WHERE {Repeat(n, i => "TRUE", " OR ")}" },
        { GuardIssues.TooManyItems, 200, n => $"SELECT 1 WHERE TRUE AND NOT ({Repeat(n - 1, i => "TRUE", " OR ")})" },
        { GuardIssues.TooManyItems, 100, n => $"SELECT CASE {Repeat(n, i => "WHEN TRUE THEN 1", " ")} END" },
        { GuardIssues.TooManyItems, 200, n => $"SELECT {Repeat(n, i => "1", ", ")}" },
        { GuardIssues.TooManyGroupings, 64, n => $"SELECT count(*) FROM stores GROUP BY GROUPING SETS ({Repeat(n, i => "()", ", ")})" },
        { GuardIssues.Limit, 10_000, n => $"SELECT city FROM stores LIMIT {n}" },
        { GuardIssues.Limit, 1_000_000, n => $"SELECT city FROM stores OFFSET {n}" },
        { GuardIssues.Window, 10_000, n => $"SELECT sum(store_id) OVER (ORDER BY store_id ROWS {n} PRECEDING) FROM stores" },
        { GuardIssues.FunctionCall, 200, n => $"SELECT lpad(city, {n}) FROM stores" },
        { GuardIssues.Pattern, 200, n => $"SELECT 1 FROM stores WHERE city LIKE '{new string('a', n)}'" },
        { GuardIssues.Pattern, 200, n => $"SELECT 1 FROM stores WHERE city ~ '{new string('a', n)}'" },
        { GuardIssues.Growth, 100, n => $"SELECT quantity ^ {n} FROM sales" },
        { GuardIssues.Type, 100, n => $"SELECT CAST(amount AS numeric({n}, 2)) FROM sales" },
        { GuardIssues.Type, 1_000, n => $"SELECT CAST(city AS char({n})) FROM stores" },
        { GuardIssues.FunctionCall, 30, n => $"SELECT round(amount, {n}) FROM sales" },
        { GuardIssues.FunctionCall, 30, n => $"SELECT trunc(amount, -{n}) FROM sales" },
        { GuardIssues.FunctionCall, 64, n => $"SELECT string_agg(city, '{new string('-', n)}') FROM stores" },
        { GuardIssues.FunctionCall, 64, n => $"SELECT to_char(amount, '{new string('9', n)}') FROM sales" },
        { GuardIssues.FunctionCall, 64, n => $"SELECT sold_at AT TIME ZONE '{new string('A', n)}' FROM sales" },
        { GuardIssues.Pattern, 20, n => $"SELECT 1 FROM stores WHERE city LIKE '{Repeat(n, _ => "%", "a")}'" },
        { GuardIssues.Pattern, 64, n => $"SELECT 1 FROM stores WHERE city ~ 'a{{32}}b{{{n - 32}}}'" },
        { GuardIssues.Pattern, 20, n => $"SELECT 1 FROM stores WHERE city ~ '{Repeat(n, _ => "a*", "")}'" },
        { GuardIssues.Pattern, 20, n => $"SELECT 1 FROM stores WHERE city ~ '{Repeat(n, _ => "(a)", "")}'" },
        { GuardIssues.Pattern, 50, n => $"SELECT 1 FROM stores WHERE city ~ '{Repeat(n + 1, _ => "a", "|")}'" },
        { GuardIssues.TooManyTables, 64, n => $"WITH a AS ({Repeat(8, _ => "SELECT city FROM stores", " UNION ALL ")}), b AS ({Repeat(4, _ => "SELECT city FROM a", " UNION ALL ")}) {Repeat(2, _ => "SELECT city FROM b", " UNION ALL ")}{(n > 64 ? " UNION ALL SELECT city FROM stores" : "")}" },
    };

    [Theory]
    [MemberData(nameof(Limits))]
    public void Check_AtTheLimit_IsAcceptedAndOneMoreRefused(string code, int limit, Func<int, string> sql)
    {
        Assert.Empty(Issues(sql(limit)));
        Assert.Equal([code], Issues(sql(limit + 1)));
    }

    private static IEnumerable<string> Issues(string sql)
    {
        var parsed = SqlParser.ParseQuery(sql, Wide);
        Assert.Empty(parsed.Issues);
        return SqlGuard.Check(parsed.Tree!, Shop.Scope, Wide).Issues.Select(i => i.Code);
    }

    private static string Repeat(int count, Func<int, string> item, string separator) => string.Join(separator, Enumerable.Range(0, count).Select(item));
}
