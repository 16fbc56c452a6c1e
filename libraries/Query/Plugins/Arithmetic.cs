using NlSql.Query.Sql.Tree;

namespace NlSql.Query.Plugins;

/// <summary>Which kinds of values arithmetic takes, and what comes of it.</summary>
internal static class Arithmetic
{
    /// <summary>The kind of the result; null when the operator does not take the kinds.</summary>
    public static ValueKind? Result(BinaryOperator op, ValueKind left, ValueKind right)
    {
        if (left is ValueKind.Text or ValueKind.Boolean or ValueKind.Uuid || right is ValueKind.Text or ValueKind.Boolean or ValueKind.Uuid)
            return null;
        return (op, left, right) switch
        {
            (_, ValueKind.Number, ValueKind.Number) => ValueKind.Number,
            (_, ValueKind.Unknown, _) or (_, _, ValueKind.Unknown) => ValueKind.Unknown,
            (BinaryOperator.Subtract, ValueKind.Date, ValueKind.Date) => ValueKind.Number,
            (BinaryOperator.Subtract, ValueKind.Date or ValueKind.Timestamp, ValueKind.Date or ValueKind.Timestamp) => ValueKind.Interval,
            (BinaryOperator.Add or BinaryOperator.Subtract, ValueKind.Date, ValueKind.Number) => ValueKind.Date,
            (BinaryOperator.Add, ValueKind.Number, ValueKind.Date) => ValueKind.Date,
            (BinaryOperator.Add or BinaryOperator.Subtract, ValueKind.Date or ValueKind.Timestamp, ValueKind.Interval) => ValueKind.Timestamp,
            (BinaryOperator.Add, ValueKind.Interval, ValueKind.Date or ValueKind.Timestamp) => ValueKind.Timestamp,
            (BinaryOperator.Add or BinaryOperator.Subtract, ValueKind.Interval, ValueKind.Interval) => ValueKind.Interval,
            (BinaryOperator.Multiply or BinaryOperator.Divide, ValueKind.Interval, ValueKind.Number) => ValueKind.Interval,
            (BinaryOperator.Multiply, ValueKind.Number, ValueKind.Interval) => ValueKind.Interval,
            _ => null,
        };
    }

    /// <summary>What the operator does to two values, as a participle.</summary>
    public static string Verb(BinaryOperator op) => op switch
    {
        BinaryOperator.Add => "added",
        BinaryOperator.Subtract => "subtracted",
        BinaryOperator.Multiply => "multiplied",
        BinaryOperator.Divide or BinaryOperator.Modulo => "divided",
        _ => "raised to a power",
    };
}
