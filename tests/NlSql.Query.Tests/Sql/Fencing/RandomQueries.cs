namespace NlSql.Query.Tests.Sql.Fencing;

/// <summary>
/// Random queries over the shop that mostly run: common tables that take the names of tables, nested WITH, USING and NATURAL, sub-selects
/// wherever one can stand, set operations, windows, and expressions that fail on values of other rows.
/// </summary>
internal sealed class RandomQueries(int seed)
{
    private sealed record Column(string Name, char Type);

    private sealed record Source(string Name, IReadOnlyList<Column> Columns);

    private static readonly Source[] Tables =
    [
        new("sales", [new("sale_id", 'n'), new("sold_at", 'd'), new("store_id", 'n'), new("product_id", 'n'), new("customer_id", 'n'), new("quantity", 'n'), new("amount", 'n'), new("online", 'b')]),
        new("stores", [new("store_id", 'n'), new("city", 't'), new("country", 't')]),
        new("products", [new("product_id", 'n'), new("name", 't'), new("category", 't')]),
        new("customers", [new("customer_id", 'n'), new("name", 't')]),
    ];

    private readonly Random random = new(seed);
    private readonly List<Source> commonTables = [];
    private int aliases;

    public string Next() => Query(2, out _);

    private string Query(int depth, out IReadOnlyList<Column> outputs)
    {
        int inSight = commonTables.Count;
        string with = "";
        if (depth > 0 && Chance(35))
        {
            var tables = new List<string>();
            foreach (string name in new[] { AnyOf("sales", "stores", "a"), "b" }.Take(1 + random.Next(2)))
            {
                string body = Query(depth - 1, out IReadOnlyList<Column> columns);
                tables.Add($"{name} AS {AnyOf("", "MATERIALIZED ", "NOT MATERIALIZED ")}({body})");
                commonTables.Add(new(name, columns));
            }

            with = $"WITH {string.Join(", ", tables)} ";
        }

        string select = Select(depth, out outputs);
        if (depth > 0 && Chance(15))
        {
            string types = string.Concat(outputs.Select(c => c.Type));
            string other = Select(depth, out IReadOnlyList<Column> right, types);
            select = $"{select} {AnyOf("UNION", "UNION ALL", "INTERSECT", "EXCEPT", "EXCEPT ALL")} {other}";
            _ = right;
        }
        else if (Chance(10))
        {
            select += $" ORDER BY {string.Join(", ", Enumerable.Range(1, outputs.Count))}";
        }

        commonTables.RemoveRange(inSight, commonTables.Count - inSight);
        return with + select;
    }

    private string Select(int depth, out IReadOnlyList<Column> outputs, string? types = null)
    {
        string from = From(depth, out List<(string Name, Column Column)> columns);
        string where = Chance(70) ? $" WHERE {Condition(depth, columns)}{(Chance(40) ? AnyOf(" AND ", " OR ") + Condition(depth, columns) : "")}" : "";
        types ??= string.Concat(Enumerable.Range(0, 1 + random.Next(3)).Select(_ => AnyOf('n', 'n', 't', 'd', 'b')));
        if (Chance(30))
        {
            var aggregates = types.Select((t, i) => (Sql: i == 0 ? Value(t, columns) : Aggregate(t, depth, columns), Column: new Column($"x{i}", t))).ToList();
            outputs = [.. aggregates.Select(a => a.Column)];
            string grouping = Chance(20) ? "ROLLUP (1)" : "1";
            string having = Chance(30) ? $" HAVING count(*) > {random.Next(3)}" : "";
            return $"SELECT {string.Join(", ", aggregates.Select(a => $"{a.Sql} AS {a.Column.Name}"))} FROM {from}{where} GROUP BY {grouping}{having}";
        }

        var items = types.Select((t, i) => (Sql: Chance(15) ? Window(t, columns) : Value(t, columns), Column: new Column($"x{i}", t))).ToList();
        outputs = [.. items.Select(i => i.Column)];
        return $"SELECT {(Chance(15) ? "DISTINCT " : "")}{string.Join(", ", items.Select(i => $"{i.Sql} AS {i.Column.Name}"))} FROM {from}{where}";
    }

    private string From(int depth, out List<(string, Column)> columns)
    {
        columns = [];
        (string sql, string alias, Source source) = Single(depth);
        columns.AddRange(source.Columns.Select(c => ($"{alias}.{c.Name}", c)));
        for (int joins = random.Next(3); joins > 0; joins--)
        {
            (string right, string name, Source joined) = Single(depth);
            Column[] shared = [.. joined.Columns.Where(c => source.Columns.Contains(c))];
            string kind = AnyOf("JOIN", "LEFT JOIN", "RIGHT JOIN", "FULL JOIN");
            (string Name, Column Column) left = Any(columns);
            Column? match = joined.Columns.FirstOrDefault(c => c.Type == left.Column.Type);
            if (shared.Length > 0 && columns.Count == source.Columns.Count && Chance(40))
                sql = Chance(25) ? $"{sql} NATURAL {kind} {right}" : $"{sql} {kind} {right} USING ({shared[0].Name})";
            else if (match is not null && kind != "FULL JOIN")
                sql = $"{sql} {kind} {right} ON {left.Name} = {name}.{match.Name}{(Chance(20) ? $" AND {Condition(0, [(left.Name, left.Column)])}" : "")}";
            else
                continue;
            columns.AddRange(joined.Columns.Select(c => ($"{name}.{c.Name}", c)));
        }

        return sql;
    }

    private (string Sql, string Alias, Source Source) Single(int depth)
    {
        string alias = $"s{aliases++}";
        if (depth > 0 && Chance(25))
        {
            string query = Query(depth - 1, out IReadOnlyList<Column> columns);
            return ($"({query}) {alias}", alias, new(alias, columns));
        }

        // The latest common table of a name hides the table.
        Source source = Any([.. Tables, .. commonTables, .. commonTables]);
        source = commonTables.FindLast(c => c.Name == source.Name) ?? source;
        if (!Chance(20)) return ($"{source.Name} AS {alias}", alias, source);
        Column[] renamed = [.. source.Columns.Select((c, i) => i == 0 ? new Column("k", c.Type) : c)];
        return ($"{source.Name} AS {alias} (k)", alias, new(source.Name, renamed));
    }

    private string Condition(int depth, IReadOnlyList<(string Name, Column Column)> columns)
    {
        (string name, Column column) = Any(columns);
        if (depth > 0 && Chance(30))
        {
            string query = Query(depth - 1, out IReadOnlyList<Column> outputs);
            return random.Next(4) switch
            {
                0 => $"EXISTS ({query})",
                1 when outputs.Count == 1 => $"{Value(outputs[0].Type, columns)} {AnyOf("", "NOT ")}IN ({query})",
                2 when outputs.Count == 1 => $"{Value(outputs[0].Type, columns)} {AnyOf("=", "<", ">=")} {AnyOf("ANY", "ALL")} ({query})",
                _ => $"(SELECT count(*) FROM ({query}) q{aliases++}) > {random.Next(4)}",
            };
        }

        return column.Type switch
        {
            'n' => AnyOf($"{name} > {random.Next(30)}", $"{name} IS NULL OR TRUE", $"sqrt({name}) > 1", $"10 / {name} >= 0", $"{name} BETWEEN -1000000 AND 50", $"{name} = {name}"),
            't' => AnyOf($"{name} LIKE '%{random.Next(9)}%'", $"CAST({name} AS integer) > 0", $"to_date({name}, 'YYYY-MM-DD') > DATE '2000-01-01'", $"{name} <> 'x'", $"{name} ~ '^[A-Z]'"),
            'd' => AnyOf($"{name} > TIMESTAMP '2024-01-20'", $"EXTRACT(year FROM {name}) < 3000", $"{name} + INTERVAL '290000 years' > {name}"),
            _ => AnyOf($"{name}", $"{name} IS NOT TRUE", $"NOT {name}"),
        };
    }

    private string Value(char type, IReadOnlyList<(string Name, Column Column)> columns)
    {
        (string Name, Column Column)[] fitting = [.. columns.Where(c => c.Column.Type == type)];
        if (fitting.Length == 0) return type switch { 'n' => "1", 't' => "'t'::text", 'd' => "TIMESTAMP '2024-01-01'", _ => "TRUE" };
        string name = Any(fitting).Name;
        return type switch
        {
            'n' => AnyOf(name, name, $"{name} + 1", $"coalesce({name}, 0)", $"100 / {name}", $"ln({name})"),
            't' => AnyOf(name, name, $"upper({name})", $"{name} || '!'", $"CASE WHEN {name} = 'Lagos' THEN 'here' ELSE {name} END"),
            'd' => AnyOf(name, $"date_trunc('month', {name})"),
            _ => name,
        };
    }

    private string Aggregate(char type, int depth, IReadOnlyList<(string Name, Column Column)> columns) => type switch
    {
        'n' => AnyOf("count(*)", $"sum({Value('n', columns)})", $"count(DISTINCT {Any(columns).Name})", $"count(*) FILTER (WHERE {Condition(depth - 1, columns)})"),
        't' => AnyOf($"string_agg({Value('t', columns)}, ',' ORDER BY {Value('t', columns)})", $"max({Value('t', columns)})"),
        'd' => $"max({Value('d', columns)})",
        _ => $"bool_or({Value('b', columns)})",
    };

    private string Window(char type, IReadOnlyList<(string Name, Column Column)> columns) => type == 'n'
        ? AnyOf($"count(*) OVER (PARTITION BY {Any(columns).Name})", $"rank() OVER (ORDER BY {Any(columns).Name})", $"sum({Value('n', columns)}) OVER ()")
        : $"max({Value(type == 'b' ? 't' : type, columns)}) OVER (){(type == 'b' ? " IS NULL" : "")}";

    private bool Chance(int percent) => random.Next(100) < percent;

    private T Any<T>(IReadOnlyList<T> values) => values[random.Next(values.Count)];

    private T AnyOf<T>(params T[] values) => Any<T>(values);
}
