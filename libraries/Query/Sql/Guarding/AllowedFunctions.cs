using System.Collections.Frozen;

namespace NlSql.Query.Sql.Guarding;

/// <summary>How a function may be called.</summary>
internal enum FunctionKind
{
    /// <summary>On one row.</summary>
    Scalar,

    /// <summary>Over a group, or over a window.</summary>
    Aggregate,

    /// <summary>Over a group only: over a window it would build one list per row.</summary>
    Collecting,

    /// <summary>With WITHIN GROUP.</summary>
    OrderedSet,

    /// <summary>With OVER only.</summary>
    Window,
}

/// <summary>
/// Every function that a query may call; there is no other way in. None reads anything but its arguments, none writes, waits, or
/// takes a name or SQL as text, and none makes much out of little (<c>repeat</c>, <c>format</c>, <c>generate_series</c> are missing for that).
/// </summary>
internal static class AllowedFunctions
{
    private static readonly FrozenDictionary<string, (FunctionKind Kind, int Least, int Most)> All = Build();

    private static readonly FrozenDictionary<string, string> Instead = new Dictionary<string, string>
    {
        ["median"] = "percentile_cont(0.5) WITHIN GROUP (ORDER BY x)",
        ["ifnull"] = "coalesce(x, y)",
        ["nvl"] = "coalesce(x, y)",
        ["isnull"] = "coalesce(x, y)",
        ["if"] = "CASE WHEN … THEN … END",
        ["iif"] = "CASE WHEN … THEN … END",
        ["datediff"] = "end_date - start_date",
        ["dateadd"] = "a_date + INTERVAL '1 day'",
        ["date_add"] = "a_date + INTERVAL '1 day'",
        ["getdate"] = "now()",
        ["sysdate"] = "now()",
        ["clock_timestamp"] = "now()",
        ["year"] = "EXTRACT(year FROM x)",
        ["month"] = "EXTRACT(month FROM x)",
        ["day"] = "EXTRACT(day FROM x)",
        ["strftime"] = "to_char(x, 'YYYY-MM')",
        ["date_format"] = "to_char(x, 'YYYY-MM')",
        ["len"] = "length(x)",
        ["instr"] = "strpos(x, y)",
        ["charindex"] = "strpos(x, y)",
        ["group_concat"] = "string_agg(x, ', ')",
        ["generate_series"] = "GROUP BY date_trunc('month', x)",
        ["format"] = "concat(x, y) or to_char(x, '999')",
        ["json_agg"] = "string_agg(x, ', ')",
        ["jsonb_build_object"] = "json_build_object('name', x)",
        ["json_object_agg"] = "one row for each value",
        ["to_json"] = "json_build_object('name', x)",
        ["regexp_replace"] = "replace(x, 'from', 'to')",
        ["repeat"] = "lpad(x, 10, '0')",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>How the function may be called; null when it may not.</summary>
    public static (FunctionKind Kind, int Least, int Most)? Find(string name) => All.TryGetValue(name, out var found) ? found : null;

    /// <summary>What to write instead of a function that is not there.</summary>
    public static IEnumerable<string> Suggest(string name) =>
        Instead.TryGetValue(name, out string? instead) ? [instead] : Similarity.Closest(name, All.Keys);

    private static FrozenDictionary<string, (FunctionKind, int, int)> Build()
    {
        var all = new Dictionary<string, (FunctionKind, int, int)>(StringComparer.Ordinal);
        void Add(FunctionKind kind, int least, int most, string names)
        {
            foreach (string name in names.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                all.Add(name, (kind, least, most));
        }

        Add(FunctionKind.Scalar, 0, 0, "now pi random");
        Add(FunctionKind.Scalar, 1, 1, "abs ceil ceiling floor sign sqrt cbrt exp ln log10 degrees radians sin cos tan asin acos atan");
        Add(FunctionKind.Scalar, 1, 2, "round trunc log");
        Add(FunctionKind.Scalar, 2, 2, "power pow mod div atan2");
        Add(FunctionKind.Scalar, 4, 4, "width_bucket");
        Add(FunctionKind.Scalar, 1, 1, "lower upper initcap length char_length character_length octet_length reverse ascii md5");
        Add(FunctionKind.Scalar, 1, 2, "btrim ltrim rtrim");
        Add(FunctionKind.Scalar, 2, 2, "left right strpos starts_with");
        Add(FunctionKind.Scalar, 2, 3, "substr substring lpad rpad");
        Add(FunctionKind.Scalar, 3, 3, "replace translate split_part");
        Add(FunctionKind.Scalar, 1, 100, "concat coalesce greatest least num_nulls num_nonnulls");
        Add(FunctionKind.Scalar, 2, 100, "concat_ws json_build_object");
        Add(FunctionKind.Scalar, 2, 2, "nullif");
        Add(FunctionKind.Scalar, 2, 2, "date_trunc date_part to_char to_date to_number");
        Add(FunctionKind.Scalar, 1, 2, "age to_timestamp");
        Add(FunctionKind.Scalar, 1, 1, "date isfinite justify_days justify_hours justify_interval");
        Add(FunctionKind.Scalar, 3, 3, "make_date date_bin");
        Add(FunctionKind.Scalar, 6, 6, "make_timestamp");
        Add(FunctionKind.Scalar, 1, 20, "grouping");
        Add(FunctionKind.Aggregate, 1, 1, "count sum avg min max every bool_and bool_or");
        Add(FunctionKind.Aggregate, 1, 1, "stddev stddev_pop stddev_samp variance var_pop var_samp");
        Add(
            FunctionKind.Aggregate, 2, 2,
            "corr covar_pop covar_samp regr_avgx regr_avgy regr_count regr_intercept regr_r2 regr_slope regr_sxx regr_sxy regr_syy");
        Add(FunctionKind.Collecting, 1, 1, "array_agg");
        Add(FunctionKind.Collecting, 2, 2, "string_agg");
        Add(FunctionKind.OrderedSet, 1, 1, "percentile_cont percentile_disc");
        Add(FunctionKind.OrderedSet, 0, 0, "mode");
        Add(FunctionKind.Window, 0, 0, "row_number rank dense_rank percent_rank cume_dist");
        Add(FunctionKind.Window, 1, 1, "ntile first_value last_value");
        Add(FunctionKind.Window, 1, 3, "lag lead");
        Add(FunctionKind.Window, 2, 2, "nth_value");
        return all.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
