using NlSql.Query.Sql.Tree;

namespace NlSql.Query.Sql.Guarding.Naming;

/// <summary>The name that Postgres gives to an output column without an alias.</summary>
internal static class OutputName
{
    private const string None = "?column?";

    public static string Of(SqlExpression expression) => Find(expression).Name;

    /// <summary>The name, and whether it is strong: a weak one gives way to that of a cast or CASE around it.</summary>
    private static (string Name, bool Strong) Find(SqlExpression expression) => expression switch
    {
        ColumnReference c => (c.Column, true),
        FunctionCall f => (f.Name, true),
        CastExpression c => Find(c.Operand) is { Strong: true } inner ? inner : (InternalName(c.Type.Name), false),
        CaseExpression c => c.Else is not null && Find(c.Else) is { Strong: true } inner ? inner : ("case", false),
        ExtractExpression => ("extract", true),
        AtTimeZoneExpression => ("timezone", true),
        CurrentTimeExpression { Kind: CurrentTimeKind.CurrentDate } => ("current_date", true),
        CurrentTimeExpression { Kind: CurrentTimeKind.CurrentTimestamp } => ("current_timestamp", true),
        CurrentTimeExpression => ("localtimestamp", true),
        TrimExpression { Side: TrimSide.Leading } => ("ltrim", true),
        TrimExpression { Side: TrimSide.Trailing } => ("rtrim", true),
        TrimExpression => ("btrim", true),
        PositionExpression => ("position", true),
        SubstringExpression => ("substring", true),
        OverlapsExpression => ("overlaps", true),
        ExistsExpression => ("exists", true),
        ArrayExpression => ("array", true),
        RowExpression => ("row", true),
        DateLiteral => ("date", false),
        TimestampLiteral => ("timestamp", false),
        IntervalLiteral => ("interval", false),
        BooleanLiteral => ("bool", false),
        ScalarSubquery { Query.Body: Select { Items: [ExpressionItem item, ..] } } => (item.Alias ?? Of(item.Expression), true),
        _ => (None, false),
    };

    private static string InternalName(string type) => type switch
    {
        "integer" => "int4",
        "bigint" => "int8",
        "smallint" => "int2",
        "double precision" => "float8",
        "real" => "float4",
        "boolean" => "bool",
        "character varying" => "varchar",
        "character" => "bpchar",
        SqlTypeNames.TimestampWithTimeZone => "timestamptz",
        _ => type,
    };
}
