using System.Globalization;
using NlSql.Query.Sql.Tree;

namespace NlSql.Query.Sql.Printing;

/// <summary>How the printer writes values: as parameters to run, or in place to read.</summary>
internal abstract class SqlValues
{
    /// <summary>Whether names are always quoted and table references scoped.</summary>
    public abstract bool Executable { get; }

    /// <summary>
    /// What stands for the literal. Texts that share a key stand where the same expression is repeated; without a key, nothing around
    /// the literal gives it a type.
    /// </summary>
    public abstract string Print(Literal literal, TextKey? key);

    /// <summary>Identifies the place of a quoted literal: the query, the expression directly around it, and which of its literals.</summary>
    public readonly record struct TextKey(int Query, int Parent, int Index);
}

/// <summary>
/// Values as typed parameters. Postgres must see <c>date_trunc(…)</c> or <c>coalesce(region, '?')</c> in SELECT and GROUP BY as the same
/// expression, so equal values share a number: numbers, dates and intervals by type and value; quoted literals, whose type follows from
/// where they stand, only where the same expression is repeated in the same query.
/// </summary>
internal sealed class ParameterValues : SqlValues
{
    private readonly List<SqlParameterValue> parameters = [];
    private readonly Dictionary<object, int> numbers = [];

    public IReadOnlyList<SqlParameterValue> Parameters => parameters;

    public override bool Executable => true;

    public override string Print(Literal literal, TextKey? key) => literal switch
    {
        TextLiteral t when key is null => Typed(t.Value, SqlParameterType.Text),
        TextLiteral t => Number((key.Value, t.Value), t.Value, SqlParameterType.Unknown),
        IntegerLiteral { Value: >= int.MinValue and <= int.MaxValue } i => Typed((int)i.Value, SqlParameterType.Integer),
        IntegerLiteral i => Typed(i.Value, SqlParameterType.BigInteger),

        // By its digits: 1.0 and 1.00 are equal, but give results of different scale.
        DecimalLiteral d => Number(d.Value.ToString(CultureInfo.InvariantCulture), d.Value, SqlParameterType.Numeric),
        // The driver would send the first and the last day that .NET knows as infinity.
        DateLiteral { Value: var day } when day == DateOnly.MinValue || day == DateOnly.MaxValue =>
            $"CAST({Typed(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), SqlParameterType.Unknown)} AS date)",
        DateLiteral d => Typed(d.Value, SqlParameterType.Date),
        TimestampLiteral { Value: var moment } when moment == DateTime.MinValue =>
            $"CAST({Typed(moment.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), SqlParameterType.Unknown)} AS timestamp)",
        TimestampLiteral t => Typed(DateTime.SpecifyKind(t.Value, DateTimeKind.Unspecified), SqlParameterType.Timestamp),
        IntervalLiteral i => Typed(i.Value, SqlParameterType.Interval),
        BooleanLiteral b => b.Value ? "TRUE" : "FALSE",
        NullLiteral => "NULL",
        _ => throw new InvalidOperationException($"{literal.GetType().Name} has no value."),
    };

    public string Typed(object value, SqlParameterType type) => Number((type, value), value, type);

    private string Number(object key, object value, SqlParameterType type)
    {
        if (!numbers.TryGetValue(key, out int number))
        {
            parameters.Add(new SqlParameterValue(value, type));
            numbers.Add(key, number = parameters.Count);
        }

        return string.Create(CultureInfo.InvariantCulture, $"${number}");
    }
}

/// <summary>Values in place, quoted so that they read back as the same literal.</summary>
internal sealed class ReadableValues : SqlValues
{
    public override bool Executable => false;

    public override string Print(Literal literal, TextKey? key) => literal switch
    {
        TextLiteral t => Quote(t.Value),
        IntegerLiteral i => i.Value.ToString(CultureInfo.InvariantCulture),
        DecimalLiteral d => Decimal(d.Value.ToString(CultureInfo.InvariantCulture)),
        BooleanLiteral b => b.Value ? "TRUE" : "FALSE",
        DateLiteral d => $"DATE {Quote(d.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))}",
        TimestampLiteral t => $"TIMESTAMP {Quote(t.Value.ToString("yyyy-MM-dd HH:mm:ss.FFFFFF", CultureInfo.InvariantCulture))}",
        IntervalLiteral i => $"INTERVAL {Quote(IntervalText.Write(i.Value))}",
        NullLiteral => "NULL",
        _ => throw new InvalidOperationException($"{literal.GetType().Name} has no value."),
    };

    private static string Quote(string value) => $"'{value.Replace("'", "''", StringComparison.Ordinal)}'";

    /// <summary>With a point, or it would read as a whole number.</summary>
    private static string Decimal(string digits) => digits.Contains('.', StringComparison.Ordinal) ? digits : $"{digits}.";
}
