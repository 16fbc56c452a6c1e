using NlSql.Query.Sql.Tree;

namespace NlSql.Query.Sql.Guarding.Naming;

/// <summary>The name that Postgres gives to an output column without an alias.</summary>
internal static class OutputName
{
    private const string None = "?column?";

    public static string Of(SqlExpression expression) => expression switch
    {
        ColumnReference c => c.Column,
        FunctionCall f => f.Name,
        CastExpression c => Of(c.Operand) is var inner && inner != None ? inner : InternalName(c.Type.Name),
        CaseExpression c => c.Else is not null && Of(c.Else) is var otherwise && otherwise != None ? otherwise : "case",
        ExtractExpression => "extract",
        AtTimeZoneExpression => "timezone",
        CurrentTimeExpression { Kind: CurrentTimeKind.CurrentDate } => "current_date",
        CurrentTimeExpression { Kind: CurrentTimeKind.CurrentTimestamp } => "current_timestamp",
        CurrentTimeExpression => "localtimestamp",
        TrimExpression { Side: TrimSide.Leading } => "ltrim",
        TrimExpression { Side: TrimSide.Trailing } => "rtrim",
        TrimExpression => "btrim",
        PositionExpression => "position",
        SubstringExpression => "substring",
        OverlapsExpression => "overlaps",
        ExistsExpression => "exists",
        ArrayExpression => "array",
        RowExpression => "row",
        DateLiteral => "date",
        TimestampLiteral => "timestamp",
        IntervalLiteral => "interval",
        BooleanLiteral => "bool",
        ScalarSubquery { Query.Body: Select { Items: [ExpressionItem item, ..] } } => item.Alias ?? Of(item.Expression),
        _ => None,
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
