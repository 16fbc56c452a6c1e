using System.Text;
using NlSql.Query.Sql;
using NlSql.Query.Sql.Guarding;
using NlSql.Query.Sql.Parsing;
using NlSql.Query.Sql.Printing;

namespace NlSql.Query.Tests.Sql.Parsing;

/// <summary>The parser throws nothing, hangs on nothing and overflows no stack, whatever it is given.</summary>
public sealed class HostileInputTests
{
    /// <summary>Beyond the character limit of 20,000 on purpose: the depth counter must hold on its own.</summary>
    private static readonly SqlLimits Wide = SqlLimits.Default with { Characters = 10_000_000, Tokens = 10_000_000, Nodes = 10_000_000 };

    public static TheoryData<string, string, string> Nested => new()
    {
        { "(", "1", ")" },
        { "- ", "1", "" },
        { "NOT ", "TRUE", "" },
        { "abs(", "1", ")" },
        { "CASE WHEN TRUE THEN ", "1", " END" },
        { "ARRAY[", "1", "]" },
        { "(SELECT ", "1", ")" },
        { "1 IN (", "1", ")" },
        { "EXISTS (SELECT ", "1", ")" },
        { "CAST(", "1", " AS text)" },
        { "1 + (", "1", ")" },
        { "trim(", "'x'", ")" },
        { "substring(", "'x'", ", 1)" },
        { "coalesce(", "1", ")" },
        { "position(", "'x'", " IN 'y')" },
        { "EXTRACT(year FROM ", "a", ")" },
        { "ROW(", "1", ", 2)" },
        { "1 = ANY (", "a", ")" },
        { "1 = ALL (SELECT ", "1", ")" },
        { "1 BETWEEN (", "1", ") AND 2" },
        { "a LIKE (", "'x'", ")" },
        { "CASE ", "1", " WHEN 1 THEN 2 END" },
        { "count(*) FILTER (WHERE ", "TRUE", ")" },
        { "sum(1) OVER (ORDER BY ", "1", ")" },
        { "mode() WITHIN GROUP (ORDER BY ", "1", ")" },
        { "a IN (SELECT ", "1", ")" },
        { "a AT TIME ZONE (", "'UTC'", ")" },
        { "a IS DISTINCT FROM (", "1", ")" },
        { "(WITH x AS (SELECT ", "1", ") SELECT 1)" },
        { "(SELECT 1 UNION SELECT ", "1", ")" },
        { "(VALUES (", "1", "))" },
        { "+ - ", "a", "" },
    };

    [Theory]
    [MemberData(nameof(Nested))]
    public void ParseQuery_TenThousandLevels_IsRefusedAsTooDeep(string open, string inner, string close)
    {
        string expression = new StringBuilder().Insert(0, open, 10_000).Append(inner).Insert(0, "SELECT ").ToString()
            + new StringBuilder().Insert(0, close, 10_000);
        Assert.Equal(ParsingIssues.TooDeep, Assert.Single(SqlParser.ParseQuery(expression, Wide).Issues).Code);
        Assert.Equal(ParsingIssues.TooLong, Assert.Single(SqlParser.ParseQuery(expression).Issues).Code);
    }

    [Theory]
    [InlineData("SELECT * FROM ", "(", "stores", ")")]
    [InlineData("SELECT * FROM ", "(SELECT * FROM ", "stores", ") x")]
    [InlineData("", "(", "SELECT 1", ")")]
    [InlineData("", "WITH x AS (", "SELECT 1", ") SELECT 1")]
    [InlineData("SELECT 1 GROUP BY ", "GROUPING SETS (", "()", ")")]
    [InlineData("SELECT * FROM ", "a JOIN ", "b", " ON TRUE")]
    [InlineData("SELECT * FROM ", "(a JOIN ", "b", " USING (c))")]
    [InlineData("", "SELECT 1 UNION (", "SELECT 1", ")")]
    [InlineData("SELECT 1 ORDER BY ", "(SELECT 1 ORDER BY ", "1", ")")]
    [InlineData("SELECT 1 LIMIT ", "(SELECT 1 LIMIT ", "1", ")")]
    public void ParseQuery_TenThousandLevelsOfQueries_AreRefused(string before, string open, string inner, string close)
    {
        string sql = before + new StringBuilder().Insert(0, open, 10_000).Append(inner) + new StringBuilder().Insert(0, close, 10_000);
        Assert.NotEmpty(SqlParser.ParseQuery(sql, Wide).Issues);
    }

    [Theory]
    [InlineData("SELECT 1", " + 1")]
    [InlineData("SELECT 'a'", " || 'a'")]
    [InlineData("SELECT 1", " UNION SELECT 1")]
    [InlineData("SELECT 1", "::int")]
    [InlineData("SELECT sold_at", " AT TIME ZONE 'UTC'")]
    [InlineData("SELECT * FROM stores", " CROSS JOIN stores")]
    public void ParseQuery_LongChain_IsRefusedAsTooHigh(string start, string link) =>
        Assert.Equal(ParsingIssues.TooDeep, Assert.Single(SqlParser.ParseQuery(start + new StringBuilder().Insert(0, link, 20_000), Wide).Issues).Code);

    [Theory]
    [InlineData('a')]
    [InlineData('(')]
    [InlineData('\'')]
    [InlineData('/')]
    [InlineData('-')]
    [InlineData('$')]
    [InlineData('"')]
    [InlineData('9')]
    [InlineData('\0')]
    [InlineData('\ud800')]
    [InlineData('*')]
    [InlineData('.')]
    public void ParseQuery_AMegabyteOfOneCharacter_IsRefused(char character)
    {
        // An odd number: an even number of quotes is a literal made of quotes.
        string sql = new(character, 1_000_001);
        Assert.NotEmpty(SqlParser.ParseQuery(sql).Issues);
        Assert.NotEmpty(SqlParser.ParseQuery(sql, Wide).Issues);
        Assert.NotEmpty(SqlParser.ParseQuery($"SELECT {sql}", Wide).Issues);
    }

    [Fact]
    public void ParseQuery_MutatedCorpus_IsReadOrRefusedAndReadsBack()
    {
        var random = new Random(20240131);
        string[] pieces = ["'", "\"", "--", "/*", "*/", "(", ")", ";", "$$", "::", ",", ".", " SELECT ", " FROM secrets", " OR ", " NULL", "\0", "\ud83d", "é", "[", "%", " AS "];
        string[] texts = [.. Corpus.Benign, .. Corpus.Attacks.Select(a => a.Sql)];
        for (int i = 0; i < 20_000; i++)
        {
            var text = new StringBuilder(texts[random.Next(texts.Length)]);
            for (int edits = random.Next(1, 4); edits > 0 && text.Length > 0; edits--)
            {
                int at = random.Next(text.Length);
                switch (random.Next(4))
                {
                    case 0: text.Remove(at, Math.Min(random.Next(1, 8), text.Length - at)); break;
                    case 1: text.Insert(at, pieces[random.Next(pieces.Length)]); break;
                    case 2: text[at] = (char)random.Next(32, 127); break;
                    default: text.Insert(at, text.ToString(at, Math.Min(random.Next(1, 20), text.Length - at))); break;
                }
            }

            ReadsBackOrIsRefused(text.ToString());
        }
    }

    [Fact]
    public void ParseQuery_RandomCharacters_AreReadOrRefused()
    {
        var random = new Random(7);
        for (int i = 0; i < 5_000; i++)
        {
            char[] characters = [.. Enumerable.Range(0, random.Next(60)).Select(_ => (char)(random.Next(4) == 0 ? random.Next(65_536) : random.Next(32, 127)))];
            ReadsBackOrIsRefused(new string(characters));
        }
    }

    [Fact]
    public void ParseQuery_RandomBytes_AreReadOrRefused()
    {
        var random = new Random(11);
        for (int i = 0; i < 5_000; i++)
        {
            byte[] bytes = new byte[random.Next(80)];
            random.NextBytes(bytes);
            ReadsBackOrIsRefused(Encoding.UTF8.GetString(bytes));
            ReadsBackOrIsRefused("SELECT " + Encoding.Latin1.GetString(bytes));
        }
    }

    private static void ReadsBackOrIsRefused(string sql)
    {
        var parsed = SqlParser.ParseQuery(sql);
        if (parsed.Tree is null)
        {
            Assert.Single(parsed.Issues);
            Assert.InRange(parsed.Issues[0].Span.End, 0, sql.Length);
            return;
        }

        Assert.Equal(parsed.Tree, SqlParser.ParseQuery(SqlPrinter.PrintReadable(parsed.Tree)).Tree);
        GuardResult result = SqlGuard.Check(parsed.Tree, Shop.Scope);
        Assert.Equal(result.Statement is null, result.Issues.Count > 0);
    }
}
