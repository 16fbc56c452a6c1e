using System.Text.RegularExpressions;

namespace NlSql.Query.Tests.Sql.Fencing;

/// <summary>Random edits of a query, as somebody would make who looks for a gap: names, literals, quotes, comments, doubled parts, other letters.</summary>
internal sealed partial class Mutator(int seed)
{
    private static readonly string[] Names =
    [
        "sales", "stores", "products", "customers", "pg_class", "users", "data.shop__sales", "shop__sales", "sale_id", "store_id", "city", "name", "email",
        "dataset_id", "part_id", "ctid", "amount", "s", "*", "pg_sleep", "current_setting", "set_config", "version", "sum", "count", "upper", "random",
    ];

    private static readonly string[] Literals =
        ["'FOREIGN'", "'x'' OR 1=1 --'", "NULL", "0", "-1", "777777", "1e9", "'%'", "TRUE", "E'\\'", "$$x$$", "'2999-01-01'", "(SELECT max(city) FROM stores)", "ARRAY['FOREIGN']"];

    private static readonly string[] Insertions =
    [
        "--", "/*", "*/", "/**/", "'", "\"", ";", "$1", "\\", "\0", "\n", " OR TRUE ", " OR 1=1 ", "; DROP TABLE sales; --", " UNION ALL SELECT 1 ", " UNION SELECT city FROM stores ",
        "(", ")", ",", "::text", "::regclass", ".ctid", ".*", " NOT ", " -- ", " FROM ", " LATERAL ", " NATURAL ", " CROSS JOIN stores ", "\u00a0", "\u200b", "\ufeff", "\u2019", "U&\"\\0073ales\"", "E'\\x27'",
    ];

    private readonly Random random = new(seed);

    public string Edit(string sql)
    {
        for (int edits = 1 + random.Next(2); edits > 0; edits--)
            sql = Once(sql);
        return sql;
    }

    private string Once(string sql)
    {
        switch (random.Next(9))
        {
            case 0: return Replace(sql, Words(), _ => Any(Names));
            case 1: return Replace(sql, Constants(), _ => Any(Literals));
            case 2: return Replace(sql, Words(), m => Swapped(m.Value));
            case 3: return sql.Insert(random.Next(sql.Length + 1), Any(Insertions));
            case 4: return Replace(sql, Words(), m => m.Value + Any(Insertions));
            case 5:
                int from = random.Next(sql.Length), length = random.Next(1, 1 + sql.Length - from);
                return sql.Insert(from + length, sql.Substring(from, length));
            case 6: return Replace(sql, Parentheses(), m => $"{m.Value}{AnyOf(" ", ", ", " AND ", " OR ", " UNION ")}{m.Value}");
            case 7:
                int at = random.Next(sql.Length);
                return sql.Remove(at, Math.Min(random.Next(1, 6), sql.Length - at));
            default: return Replace(sql, Spaces(), _ => AnyOf("", "\n", "\t", "/**/", "--\n", "\u3000", "  "));
        }
    }

    private string Swapped(string word) => random.Next(5) switch
    {
        0 => word.ToUpperInvariant(),
        1 => $"\"{word}\"",
        2 => word.Replace('s', '\u017f'),
        3 => word.Replace('a', '\u0430'),
        _ => $"\"{word.ToUpperInvariant()}\"",
    };

    private string Replace(string sql, Regex pattern, Func<Match, string> with)
    {
        MatchCollection matches = pattern.Matches(sql);
        if (matches.Count == 0) return sql + Any(Insertions);
        Match match = matches[random.Next(matches.Count)];
        return sql[..match.Index] + with(match) + sql[(match.Index + match.Length)..];
    }

    private T Any<T>(IReadOnlyList<T> values) => values[random.Next(values.Count)];

    private T AnyOf<T>(params T[] values) => Any<T>(values);

    [GeneratedRegex("[A-Za-z_]+")]
    private static partial Regex Words();

    [GeneratedRegex(@"'[^']*'|\b\d+(\.\d+)?\b")]
    private static partial Regex Constants();

    [GeneratedRegex(@"\([^()]*\)")]
    private static partial Regex Parentheses();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
