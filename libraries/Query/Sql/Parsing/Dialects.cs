using System.Collections.Frozen;

namespace NlSql.Query.Sql.Parsing;

/// <summary>Words that other databases know and Postgres does not, with what to write instead.</summary>
internal static class Dialects
{
    private static readonly FrozenDictionary<string, (string What, string Instead)> Words = new Dictionary<string, (string, string)>
    {
        ["top"] = ("TOP", "LIMIT 10"),
        ["qualify"] = ("QUALIFY", "SELECT * FROM (SELECT …, row_number() OVER (…) AS n FROM …) t WHERE n = 1"),
        ["minus"] = ("MINUS", "EXCEPT"),
        ["pivot"] = ("PIVOT", "sum(x) FILTER (WHERE y = 'a')"),
        ["unpivot"] = ("UNPIVOT", "UNION ALL"),
        ["connect"] = ("CONNECT BY", "a join"),
        ["prewhere"] = ("PREWHERE", "WHERE"),
        ["straight_join"] = ("STRAIGHT_JOIN", "JOIN"),
        ["apply"] = ("APPLY", "JOIN (SELECT …) t ON …"),
        ["regexp"] = ("REGEXP", "~"),
        ["rlike"] = ("RLIKE", "~"),
        ["glob"] = ("GLOB", "LIKE"),
        ["div"] = ("DIV", "div(a, b)"),
        ["mod"] = ("MOD between two values", "%"),
        ["xor"] = ("XOR", "<>"),
        ["collate"] = ("COLLATE", "lower(x)"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>What the word is called and what stands for it here; null for words of no known dialect.</summary>
    public static (string What, string Instead)? Find(string word) => Words.TryGetValue(word, out var found) ? found : null;
}
