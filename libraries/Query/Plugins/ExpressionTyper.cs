using NlSql.Query.Issues;
using NlSql.Query.Sql.Tree;

namespace NlSql.Query.Plugins;

/// <summary>
/// Finds what Postgres would refuse for its types in an expression over one row: a date compared with a number, a text added up. Cautious:
/// a quoted literal takes the type of its place, and what it does not know it never objects to.
/// </summary>
/// <param name="columns">The kind of a column.</param>
internal sealed class ExpressionTyper(Func<string, ValueKind> columns)
{
    private readonly List<Issue> issues = [];

    /// <summary>What was found.</summary>
    public IReadOnlyList<Issue> Issues => issues;

    /// <summary>The kind of an expression's value; mistakes within it go to <see cref="Issues"/>.</summary>
    public ValueKind Of(SqlExpression expression) => expression switch
    {
        ColumnReference column => columns(column.Column),
        IntegerLiteral or DecimalLiteral => ValueKind.Number,
        BooleanLiteral => ValueKind.Boolean,
        DateLiteral => ValueKind.Date,
        TimestampLiteral => ValueKind.Timestamp,
        IntervalLiteral => ValueKind.Interval,
        Literal => ValueKind.Unknown,
        UnaryExpression unary => Signed(unary),
        BinaryExpression binary => Binary(binary),
        LogicalExpression logical => Conditions(logical.Terms),
        NotExpression not => Conditions([not.Operand]),
        LikeExpression like => Like(like),
        BetweenExpression between => Comparable(between, [between.Operand, between.Low, between.High]),
        DistinctFromExpression distinct => Comparable(distinct, [distinct.Left, distinct.Right]),
        InListExpression list => Comparable(list, [list.Operand, .. list.Values]),
        IsExpression { Test: IsTest.Null } test => Visit(ValueKind.Boolean, [test.Operand]),
        IsExpression test => Conditions([test.Operand]),
        CaseExpression choice => Case(choice),
        CastExpression cast => Cast(cast),
        ExtractExpression extract => Visit(ValueKind.Number, [extract.Source]),
        CurrentTimeExpression now => now.Kind == CurrentTimeKind.CurrentDate ? ValueKind.Date : ValueKind.Timestamp,
        TrimExpression trim => Visit(ValueKind.Text, [trim.Source]),
        SubstringExpression part => Visit(ValueKind.Text, [part.Source]),
        PositionExpression position => Visit(ValueKind.Number, [position.Sought, position.Source]),
        FunctionCall call => Call(call),
        _ => ValueKind.Unknown,
    };

    private ValueKind Signed(UnaryExpression unary)
    {
        var kind = Of(unary.Operand);
        if (kind is ValueKind.Unknown or ValueKind.Number or ValueKind.Interval)
            return kind;
        return Object(unary, $"A {Word(kind)} has no sign.");
    }

    private ValueKind Binary(BinaryExpression binary)
    {
        var (left, right) = (Of(binary.Left), Of(binary.Right));
        switch (binary.Operator)
        {
            case BinaryOperator.Concatenate:
                return ValueKind.Text;
            case BinaryOperator.Matches or BinaryOperator.MatchesIgnoringCase or BinaryOperator.MatchesNot or BinaryOperator.MatchesNotIgnoringCase:
                if (left is not (ValueKind.Text or ValueKind.Unknown))
                    Object(binary, $"Only texts match a pattern, and this is a {Word(left)}.");
                return ValueKind.Boolean;
            case >= BinaryOperator.Equal and <= BinaryOperator.GreaterOrEqual:
                Meet(binary, left, right);
                return ValueKind.Boolean;
            default:
                if (Arithmetic.Result(binary.Operator, left, right) is { } result)
                    return result;
                return Object(binary, $"A {Word(left)} and a {Word(right)} cannot be {Arithmetic.Verb(binary.Operator)}.");
        }
    }

    private ValueKind Conditions(IEnumerable<SqlExpression> terms)
    {
        foreach (var term in terms)
        {
            var kind = Of(term);
            if (kind is not (ValueKind.Boolean or ValueKind.Unknown))
                Object(term, $"Here stands a condition, and this is a {Word(kind)}.");
        }

        return ValueKind.Boolean;
    }

    private ValueKind Like(LikeExpression like)
    {
        var kind = Of(like.Operand);
        if (kind is not (ValueKind.Text or ValueKind.Unknown))
            Object(like, $"Only texts are like a pattern, and this is a {Word(kind)}.");
        return ValueKind.Boolean;
    }

    private ValueKind Comparable(SqlExpression whole, IReadOnlyList<SqlExpression> parts)
    {
        var kinds = parts.Select(Of).ToList();
        foreach (var kind in kinds.Skip(1))
            Meet(whole, kinds[0], kind);
        return ValueKind.Boolean;
    }

    private ValueKind Case(CaseExpression choice)
    {
        if (choice.Operand is { } operand)
            Comparable(choice, [operand, .. choice.Arms.Select(a => a.When)]);
        else
            Conditions(choice.Arms.Select(a => a.When));
        return Same(choice, choice.Arms.Select(a => a.Then).Concat(choice.Else is { } other ? [other] : []));
    }

    private ValueKind Cast(CastExpression cast)
    {
        Of(cast.Operand);
        return cast.Type is { IsArray: true } ? ValueKind.Unknown : KindOfType(cast.Type.Name);
    }

    private ValueKind Call(FunctionCall call)
    {
        switch (call.Name)
        {
            case "coalesce" or "greatest" or "least" or "nullif":
                return Same(call, call.Arguments);
            case "abs" or "ceil" or "ceiling" or "floor" or "round" or "trunc" or "sign" or "sqrt" or "mod" or "power":
                foreach (var argument in call.Arguments)
                {
                    var kind = Of(argument);
                    if (kind is not (ValueKind.Number or ValueKind.Unknown))
                        Object(argument, $"'{call.Name}' needs a number, and this is a {Word(kind)}.");
                }

                return ValueKind.Number;
            case "lower" or "upper" or "initcap" or "btrim" or "ltrim" or "rtrim" or "replace" or "concat" or "to_char" or "left" or "right" or "split_part":
                return Visit(ValueKind.Text, call.Arguments);
            case "length" or "char_length" or "strpos" or "date_part":
                return Visit(ValueKind.Number, call.Arguments);
            default:
                return Visit(ValueKind.Unknown, call.Arguments);
        }
    }

    private ValueKind Visit(ValueKind result, IEnumerable<SqlExpression> parts)
    {
        foreach (var part in parts)
            Of(part);
        return result;
    }

    // Values of which one is taken have one kind.
    private ValueKind Same(SqlExpression whole, IEnumerable<SqlExpression> parts)
    {
        var known = parts.Select(Of).Where(k => k != ValueKind.Unknown).Distinct().ToList();
        var odd = known.Skip(1).Cast<ValueKind?>().FirstOrDefault(k => !Meets(known[0], k!.Value));
        if (odd is { } other)
            return Object(whole, $"It is once a {Word(known[0])} and once a {Word(other)}.");
        return known.Count == 1 ? known[0] : ValueKind.Unknown;
    }

    private void Meet(SqlExpression whole, ValueKind left, ValueKind right)
    {
        if (!Meets(left, right))
            Object(whole, $"A {Word(left)} cannot be compared with a {Word(right)}.");
    }

    private static bool Meets(ValueKind left, ValueKind right) =>
        left == right || left == ValueKind.Unknown || right == ValueKind.Unknown
        || (left is ValueKind.Date or ValueKind.Timestamp && right is ValueKind.Date or ValueKind.Timestamp);

    private ValueKind Object(SqlExpression place, string message)
    {
        issues.Add(new Issue("plugin.types", message, place.Span));
        return ValueKind.Unknown;
    }

    /// <summary>The kind in a sentence: "text".</summary>
    public static string Word(ValueKind kind) => kind switch { ValueKind.Boolean => "truth value", ValueKind.Interval => "length of time", _ => kind.ToString().ToLowerInvariant() };

    private static ValueKind KindOfType(string name) => name switch
    {
        "integer" or "bigint" or "smallint" or "double precision" or "real" or "numeric" => ValueKind.Number,
        "boolean" => ValueKind.Boolean,
        "character varying" or "character" or "text" => ValueKind.Text,
        "date" => ValueKind.Date,
        "timestamp" or "timestamp with time zone" => ValueKind.Timestamp,
        "interval" => ValueKind.Interval,
        "uuid" => ValueKind.Uuid,
        _ => ValueKind.Unknown,
    };
}
