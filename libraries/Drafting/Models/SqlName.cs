namespace NlSql.Drafting.Models;

/// <summary>Names of columns in SQL: as they are, or in quotes where they are words of the language.</summary>
internal static class SqlName
{
    private static readonly HashSet<string> Reserved =
    [
        .. """
            all analyse analyze and any array as asc asymmetric both case cast check collate column constraint create current_catalog
            current_date current_role current_time current_timestamp current_user default deferrable desc distinct do else end except
            false fetch for foreign from grant group having in initially intersect into lateral leading limit localtime localtimestamp
            not null offset on only or order placing primary references returning select session_user some symmetric table then to
            trailing true union unique user using variadic when where window with authorization binary collation concurrently cross
            current_schema freeze full ilike inner is isnull join left like natural notnull outer overlaps right similar tablesample verbose
            """.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
    ];

    public static string Of(string name) => Reserved.Contains(name) ? $"\"{name}\"" : name;
}
