using System.Globalization;
using NlSql.Query.Sql.Printing;
using NlSql.Query.Sql.Tree;

namespace NlSql.SqlFidelity.Tests.Postgres;

/// <summary>How values appear in a canonical parse, whether they were literals or parameters.</summary>
internal static class LiteralText
{
    public static string Integer(long value) =>
        value is <= 0 and > int.MinValue ? "integer below 1" : string.Create(CultureInfo.InvariantCulture, $"integer {value}");

    public static string Decimal(decimal value) => string.Create(CultureInfo.InvariantCulture, $"numeric {value}");

    public static string Text(string value) => $"text {System.Text.Json.JsonSerializer.Serialize(value)}";

    public static string Date(DateOnly value) => string.Create(CultureInfo.InvariantCulture, $"date {value:yyyy-MM-dd}");

    public static string Timestamp(DateTime value) => string.Create(CultureInfo.InvariantCulture, $"timestamp {value:yyyy-MM-ddTHH:mm:ss.ffffff}");

    public static string Interval(SqlInterval value) => string.Create(CultureInfo.InvariantCulture, $"interval {value.Months} {value.Days} {value.Microseconds}");

    /// <summary>A parameter, as the literal that it stands for.</summary>
    public static string Of(SqlParameterValue parameter) => parameter.Value switch
    {
        string text => Text(text),
        int integer => Integer(integer),
        long integer => Integer(integer),
        decimal number => Decimal(number),
        DateOnly date => Date(date),
        DateTime moment => Timestamp(moment),
        SqlInterval interval => Interval(interval),
        _ => $"scope {parameter.TypeName}",
    };
}
