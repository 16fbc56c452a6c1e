using System.Collections.Frozen;

namespace NlSql.Query.Sql;

/// <summary>The keywords of Postgres 15, by what an unquoted one may name.</summary>
internal static class SqlKeywords
{
    private static readonly FrozenSet<string> Reserved = Words("""
        all analyse analyze and any array as asc asymmetric both case cast check collate column constraint create current_catalog
        current_date current_role current_time current_timestamp current_user default deferrable desc distinct do else end except
        false fetch for foreign from grant group having in initially intersect into lateral leading limit localtime localtimestamp
        not null offset on only or order placing primary references returning select session_user some symmetric table then to
        trailing true union unique user using variadic when where window with
        """);

    /// <summary>May name a function or a type, never a column or a table.</summary>
    private static readonly FrozenSet<string> FunctionOnly = Words("""
        authorization binary collation concurrently cross current_schema freeze full ilike inner is isnull join left like natural
        notnull outer overlaps right similar tablesample verbose
        """);

    /// <summary>May name a column or a table, never a function: they have a syntax of their own.</summary>
    private static readonly FrozenSet<string> ColumnOnly = Words("""
        between bigint bit boolean char character coalesce dec decimal exists extract float greatest grouping inout int integer
        interval least national nchar none normalize nullif numeric out overlay position precision real row setof smallint substring
        time timestamp treat trim values varchar xmlattributes xmlconcat xmlelement xmlexists xmlforest xmlnamespaces xmlparse xmlpi
        xmlroot xmlserialize xmltable
        """);

    /// <summary>May name an output column only behind AS.</summary>
    private static readonly FrozenSet<string> NeedAs = Words("""
        char character day filter hour minute month over precision second varying within without year
        """);

    /// <summary>May name anything, but begin a clause where a name could stand too: <c>WITH recursive</c>, <c>ROWS unbounded PRECEDING</c>.</summary>
    private static readonly FrozenSet<string> SometimesSyntax = Words("recursive unbounded");

    /// <summary>Whether the word, unquoted, may name a column, a table or an alias.</summary>
    public static bool CanNameColumn(string word) => !Reserved.Contains(word) && !FunctionOnly.Contains(word);

    /// <summary>Whether the word, unquoted, may be called with the ordinary syntax.</summary>
    public static bool CanNameFunction(string word) => !Reserved.Contains(word) && !ColumnOnly.Contains(word);

    /// <summary>Whether the word, unquoted, may follow an expression as its alias without AS.</summary>
    public static bool CanBeBareAlias(string word) => CanNameColumn(word) && !NeedAs.Contains(word);

    /// <summary>Whether the word must be quoted to be a name everywhere.</summary>
    public static bool IsKeyword(string word) =>
        Reserved.Contains(word) || FunctionOnly.Contains(word) || ColumnOnly.Contains(word) || NeedAs.Contains(word) || SometimesSyntax.Contains(word);

    private static FrozenSet<string> Words(string list) =>
        list.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).ToFrozenSet(StringComparer.Ordinal);
}
