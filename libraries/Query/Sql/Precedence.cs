namespace NlSql.Query.Sql;

/// <summary>How tightly Postgres binds operators, loosest first. The parser and the printer share it.</summary>
internal static class Precedence
{
    public const int Or = 1;
    public const int And = 2;
    public const int Not = 3;
    public const int Is = 4;
    public const int Comparison = 5;

    /// <summary>BETWEEN, IN, LIKE.</summary>
    public const int Range = 6;

    /// <summary>Every other operator: <c>||</c>, <c>~</c>.</summary>
    public const int Operator = 7;
    public const int Additive = 8;
    public const int Multiplicative = 9;
    public const int Power = 10;
    public const int AtTimeZone = 11;
    public const int Sign = 12;
    public const int Cast = 13;
    public const int Primary = 14;
}
