namespace NlSql.SemanticModel.Queries;

/// <summary>A value computed from columns (of metrics: from metrics). Closed: the nested types are all there are.</summary>
public abstract record QueryExpression
{
    private QueryExpression()
    {
    }

    /// <summary>A column, or a metric where metrics are compared.</summary>
    public sealed record Named(string Name) : QueryExpression;

    /// <summary>A number.</summary>
    public sealed record Number(decimal Value) : QueryExpression;

    /// <summary>A sum, difference, product or quotient; a division by zero is nothing.</summary>
    public sealed record Arithmetic(ArithmeticOperator Operator, QueryExpression Left, QueryExpression Right) : QueryExpression;

    /// <summary>Whole units from one day to another; negative when the second is earlier.</summary>
    /// <param name="Unit">day, week, month, quarter or year.</param>
    /// <param name="From">A date or moment.</param>
    /// <param name="To">A date or moment.</param>
    public sealed record DateDifference(TimeGrain Unit, QueryExpression From, QueryExpression To) : QueryExpression;

    /// <summary>A part of a date as a whole number.</summary>
    public sealed record PartOfDate(DatePart Part, QueryExpression Of) : QueryExpression;

    /// <summary>The day that relative dates count back from (<c>{"today": true}</c>).</summary>
    public sealed record Today : QueryExpression;

    /// <summary>The names in the expression, in order.</summary>
    public IEnumerable<string> Names() => this switch
    {
        Named named => [named.Name],
        Arithmetic arithmetic => arithmetic.Left.Names().Concat(arithmetic.Right.Names()),
        DateDifference difference => difference.From.Names().Concat(difference.To.Names()),
        PartOfDate part => part.Of.Names(),
        _ => [],
    };
}

/// <summary>+ − × ÷</summary>
public enum ArithmeticOperator { Add, Subtract, Multiply, Divide }

/// <summary>Parts of a date. Weeks are ISO weeks; days of the week count from Monday, 1.</summary>
public enum DatePart { Year, Quarter, Month, Week, Day, DayOfWeek, DayOfYear, Hour }
