using System.Text;
using NlSql.Query.Sql.Parsing;
using NlSql.SqlFidelity.Tests.Postgres;

namespace NlSql.SqlFidelity.Tests;

/// <summary>Texts that nobody wrote: whatever of them is accepted, Postgres accepts, and it means the same. Seeds are fixed.</summary>
public sealed class MutationTests
{
    private static readonly string[] Pieces =
    [
        "'", "\"", "--", "/*", "*/", "(", ")", ";", "$$", "::", ",", ".", "[", "]", "%", "^", "||", "~", "<>", "=", "!=", "-", "+", "*", "E'", "U&'", "\\", "\n", "\0", "\ud83d", "é",
        "a", "t", "b.c", "1", "1.5", "'x'", "\"q\"", "$1", "f(", "count(*)",
        " SELECT ", " FROM ", " WHERE ", " AND ", " OR ", " NOT ", " NULL ", " IS ", " IN ", " LIKE ", " ILIKE ", " SIMILAR TO ", " ESCAPE ", " BETWEEN ", " SYMMETRIC ", " AS ", " CASE ",
        " WHEN ", " THEN ", " ELSE ", " END ", " JOIN ", " LEFT ", " CROSS ", " NATURAL ", " ON ", " USING ", " UNION ", " ALL ", " INTERSECT ", " EXCEPT ", " ORDER BY ", " GROUP BY ",
        " HAVING ", " LIMIT ", " OFFSET ", " FETCH FIRST ", " ROWS ", " ONLY ", " WITH TIES ", " WITH ", " VALUES ", " DISTINCT ", " DISTINCT ON ", " OVER ", " PARTITION BY ", " FILTER (WHERE ",
        " WITHIN GROUP (ORDER BY ", " WINDOW ", " RANGE ", " UNBOUNDED ", " PRECEDING ", " FOLLOWING ", " CURRENT ROW ", " ROW ", " ARRAY[", " ANY ", " CAST(", " EXTRACT(", " AT TIME ZONE ",
        " INTERVAL ", " DATE ", " TIMESTAMP ", " year ", " int ", " text ", " numeric(5, 2) ", " DESC ", " NULLS FIRST ", " ROLLUP ", " CUBE ", " GROUPING SETS ", " EXISTS ", " coalesce(", " trim(",
        " position(", " substring(", " OVERLAPS ", " COLLATE ", " LATERAL ", " MATERIALIZED ", " RECURSIVE ", " TRUE ", " UNKNOWN ", " ISNULL ", " UESCAPE ", " OPERATOR(+) ", " FOR UPDATE ",
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void ParseQuery_MutatedQuery_IsRefusedOrMeansTheSame(int seed)
    {
        var random = new Random(seed);
        int accepted = 0;
        for (int i = 0; i < 10_000; i++)
            accepted += Holds(Mutate(random, Corpus.Queries[random.Next(Corpus.Queries.Count)])) ? 1 : 0;
        Assert.InRange(accepted, 500, 10_000);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void ParseQuery_RandomTokens_AreRefusedOrMeanTheSame(int seed)
    {
        var random = new Random(seed);
        int accepted = 0;
        for (int i = 0; i < 20_000; i++)
            accepted += Holds("SELECT a " + string.Join(' ', Enumerable.Range(0, random.Next(1, 8)).Select(_ => Pieces[random.Next(Pieces.Length)]))) ? 1 : 0;
        Assert.InRange(accepted, 100, 20_000);
    }

    private static bool Holds(string sql)
    {
        var parsed = SqlParser.ParseQuery(sql);
        if (parsed.Tree is null)
        {
            Assert.Single(parsed.Issues);
            return false;
        }

        // A unit behind an interval is folded into the value: see the literals' own tests.
        if (PgQuery.Parse(sql).Json?.Contains("\"interval\"}}],\"typmods\"", StringComparison.Ordinal) == true) return true;
        Faithful.Check(sql, parsed.Tree);
        return true;
    }

    private static string Mutate(Random random, string sql)
    {
        var text = new StringBuilder(sql);
        for (int edits = random.Next(1, 4); edits > 0 && text.Length > 0; edits--)
        {
            int at = random.Next(text.Length);
            switch (random.Next(6))
            {
                case 0: text.Remove(at, Math.Min(random.Next(1, 8), text.Length - at)); break;
                case 1: text.Insert(at, Pieces[random.Next(Pieces.Length)]); break;
                case 2: text[at] = (char)random.Next(32, 127); break;
                case 3: text.Insert(at, text.ToString(at, Math.Min(random.Next(1, 20), text.Length - at))); break;
                default: ReplaceWord(random, text); break;
            }
        }

        return text.ToString();
    }

    /// <summary>Keeps more of the grammar than a change of characters.</summary>
    private static void ReplaceWord(Random random, StringBuilder text)
    {
        string[] words = text.ToString().Split(' ');
        words[random.Next(words.Length)] = Pieces[random.Next(Pieces.Length)].Trim();
        text.Clear().AppendJoin(' ', words);
    }
}
