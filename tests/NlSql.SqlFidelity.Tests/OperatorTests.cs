using NlSql.Query.Sql.Parsing;
using NlSql.Query.Sql.Tree;
using NlSql.SqlFidelity.Tests.Postgres;

namespace NlSql.SqlFidelity.Tests;

/// <summary>Every operator beside every other, with every prefix: what is accepted groups as Postgres groups it.</summary>
public sealed class OperatorTests
{
    private static readonly string[] Between =
    [
        "+", "-", "*", "/", "%", "^", "||", "~", "!~*", "=", "<>", "!=", "<", ">=", "AND", "OR", "LIKE", "NOT ILIKE", "SIMILAR TO", "IS DISTINCT FROM",
        "IS NOT DISTINCT FROM", "BETWEEN x AND", "NOT BETWEEN SYMMETRIC x + 1 AND", "AT TIME ZONE", "LIKE x ESCAPE",
    ];

    private static readonly string[] Behind =
    [
        "IS NULL", "IS NOT NULL", "ISNULL", "NOTNULL", "IS NOT TRUE", "IS UNKNOWN", "IN (1, 2)", "NOT IN (SELECT 1)", "= ANY (x)", "<= ALL (SELECT 1)", "::int",
        "::timestamp with time zone", "OVERLAPS (c, d)", "COLLATE \"C\"", "[1]", "",
    ];

    private static readonly string[] Before = ["", "-", "+", "NOT ", "(a, b) = ", "- -"];

    public static TheoryData<string> First => [.. Between];

    /// <summary>Postgres may accept more: what it leaves to precedence alone, such as <c>a = NOT b</c>, we want in parentheses.</summary>
    [Theory]
    [MemberData(nameof(First))]
    public void ParseQuery_OperatorBesideOperator_GroupsAsInPostgres(string first)
    {
        int accepted = 0, missed = 0;
        foreach (string sql in Combinations(first))
        {
            if (SqlParser.ParseQuery(sql).Tree is { } tree)
            {
                Faithful.Check(sql, tree);
                accepted++;
            }
            else if (PgQuery.Parse(sql).Error is null)
            {
                missed++;
            }
        }

        Assert.InRange(accepted, 200, int.MaxValue);
        Assert.InRange(missed, 0, accepted);
    }

    /// <summary>Where AND or IN belongs to the syntax, Postgres takes less than elsewhere.</summary>
    [Theory]
    [InlineData("a BETWEEN b AT TIME ZONE 'UTC' AND c")]
    [InlineData("a BETWEEN (b, c) OVERLAPS (d, e) AND f")]
    [InlineData("a BETWEEN b IS NULL AND c")]
    [InlineData("position(a AT TIME ZONE 'UTC' IN b)")]
    [InlineData("a < b < c")]
    [InlineData("a = b = c")]
    [InlineData("a BETWEEN b AND c BETWEEN d AND e")]
    [InlineData("a LIKE b LIKE c")]
    [InlineData("a IS DISTINCT FROM b IS NULL")]
    [InlineData("((a, b)) OVERLAPS (c, d)")]
    public void ParseExpression_WhatPostgresLeavesOut_IsRefused(string expression)
    {
        Assert.NotNull(PgQuery.Parse($"SELECT {expression}").Error);
        Assert.Null(SqlParser.ParseExpression(expression).Tree);
    }

    private static IEnumerable<string> Combinations(string first)
    {
        foreach (string before in Before)
        {
            foreach (string inner in Before)
            {
                foreach (string second in Between)
                    yield return $"SELECT {before}a {first} {inner}b {second} c";
                foreach (string behind in Behind)
                {
                    yield return $"SELECT {before}a {first} {inner}b {behind}";
                    yield return $"SELECT {before}a {behind} {first} {inner}b";
                    yield return $"SELECT {before}(a, b) {behind} {first} {inner}(c, d)";
                }
            }
        }
    }
}
