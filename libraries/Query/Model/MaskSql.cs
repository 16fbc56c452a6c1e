using NlSql.Query.Sql;
using NlSql.Query.Sql.Tree;
using NlSql.SemanticModel.Definitions;
using static NlSql.Query.Sql.Tree.SqlFactory;

namespace NlSql.Query.Model;

/// <summary>Masks → what stands for a column within its scope; null stays null, and the type stays the column's.</summary>
internal static class MaskSql
{
    // Every physical table carries it; it makes codes of one dataset useless in another.
    private const string DatasetColumn = "dataset_id";
    private const int FewestHidden = 4;
    private const int Shown = 4;

    public static SqlExpression Of(MaskKind mask, ColumnDefinition column)
    {
        var value = Column(column.Name);
        return mask switch
        {
            MaskKind.Hidden => Cast(Null, StoredTypes.Of(column.Type)),
            MaskKind.Redacted => Cast(new CaseExpression(null, [new(IsNotNull(value), Literal("***"))]), "text"),
            MaskKind.FirstLetter => Join(Call("left", value, Literal(1)), Literal("***")),
            MaskKind.LastFour => LastFour(value),
            MaskKind.Hash when column.Type == ColumnType.Uuid => Cast(Code(Cast(value, "text")), "uuid"),
            MaskKind.Hash => Code(value),
            MaskKind.Year => StartOf("year", value, column.Type),
            MaskKind.Month => StartOf("month", value, column.Type),
            MaskKind.Rounded => Cast(TwoDigits(Cast(value, "numeric")), StoredTypes.Of(column.Type)),
            _ => throw new ArgumentOutOfRangeException(nameof(mask), mask, "A mask that the engine does not know."),
        };
    }

    /// <summary>What a mask does, to follow the name of the column in a sentence.</summary>
    public static string Words(MaskKind mask) => mask switch
    {
        MaskKind.Hidden => "is left empty",
        MaskKind.Redacted => "reads *** instead of each value",
        MaskKind.FirstLetter => "is cut to its first letter",
        MaskKind.LastFour => "shows its last four characters only",
        MaskKind.Hash => "shows a code instead of each value",
        MaskKind.Year => "is given as the first day of the year",
        MaskKind.Month => "is given as the first day of the month",
        MaskKind.Rounded => "is rounded to two digits",
        _ => throw new ArgumentOutOfRangeException(nameof(mask), mask, "A mask that the engine does not know."),
    };

    // A short value would be shown nearly whole.
    private static CastExpression LastFour(SqlExpression value) => Cast(
        new CaseExpression(
            null,
            [
                new(Binary(Call("length", value), BinaryOperator.Greater, Literal(FewestHidden + Shown)), Join(Literal("****"), Call("right", value, Literal(Shown)))),
                new(IsNotNull(value), Literal("****")),
            ]),
        "text");

    private static FunctionCall Code(SqlExpression text) =>
        Call("md5", Join(Join(Cast(Column(DatasetColumn), "text"), Literal(":")), text));

    private static SqlExpression StartOf(string unit, SqlExpression value, ColumnType type)
    {
        var start = DateTrunc(unit, type == ColumnType.Date ? Cast(value, "timestamp") : value);
        return type == ColumnType.Date ? Cast(start, "date") : start;
    }

    private static CaseExpression TwoDigits(SqlExpression number)
    {
        var digits = Cast(Call("floor", Call("log", Call("abs", number))), "integer");
        var rounded = Call("round", number, Binary(Literal(1), BinaryOperator.Subtract, digits));
        return new CaseExpression(null, [new(Equal(number, Literal(0)), number)], rounded);
    }

    private static BinaryExpression Join(SqlExpression left, SqlExpression right) => Binary(left, BinaryOperator.Concatenate, right);
}
