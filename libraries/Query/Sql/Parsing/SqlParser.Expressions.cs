using NlSql.Query.Sql.Tree;

namespace NlSql.Query.Sql.Parsing;

/// <content>Operators by precedence. What Postgres lets stand beside itself only in parentheses (<c>a = b = c</c>) is refused.</content>
public sealed partial class SqlParser
{
    private SqlExpression? Expression(int binding = Precedence.Or)
    {
        // A whole expression stands between words or brackets of its own, so it is free again.
        bool outer = restricted;
        restricted &= binding > Precedence.Or;
        SqlExpression? expression = Deeper(() => ExpressionAtDepth(binding));
        restricted = outer;
        return expression;
    }

    /// <summary>Where AND or IN follows as part of the syntax, Postgres takes neither comparisons nor AT TIME ZONE without parentheses.</summary>
    private SqlExpression? RestrictedExpression()
    {
        bool outer = restricted;
        restricted = true;
        SqlExpression? expression = Expression(Precedence.Range + 1);
        restricted = outer;
        return expression;
    }

    private SqlExpression? ExpressionAtDepth(int binding)
    {
        SqlExpression? left = Prefix(binding);
        int alone = 0;
        while (left is not null && InfixPrecedence() is { } precedence && precedence >= binding)
        {
            if (precedence == alone) return Unexpected<SqlExpression>("parentheses around one of the comparisons");
            left = Infix(left, precedence);
            alone = precedence is Precedence.Is or Precedence.Comparison or Precedence.Range ? precedence : 0;
        }

        return issue is null ? left : null;
    }

    private SqlExpression? Prefix(int binding)
    {
        int first = at;
        if (Is("not"))
        {
            if (binding > Precedence.Not) return Unexpected<SqlExpression>("a value (put NOT … in parentheses)");
            at++;
            return Expression(Precedence.Not) is { } operand ? new NotExpression(operand) { Span = SpanFrom(first) } : null;
        }

        if (!IsOneOf("+", "-")) return Primary();
        UnaryOperator sign = Is("-") ? UnaryOperator.Minus : UnaryOperator.Plus;
        at++;
        if (Expression(Precedence.Sign) is not { } signed) return null;
        return (sign, signed) switch
        {
            (UnaryOperator.Minus, IntegerLiteral { Value: var number }) => new IntegerLiteral(-number) { Span = SpanFrom(first) },
            // The smallest bigint, whose digits alone are too large for one.
            (UnaryOperator.Minus, DecimalLiteral { Value: 9_223_372_036_854_775_808m }) when tokens[at - 1].Value == "9223372036854775808" =>
                new IntegerLiteral(long.MinValue) { Span = SpanFrom(first) },
            (UnaryOperator.Minus, DecimalLiteral { Value: var number }) => new DecimalLiteral(-number) { Span = SpanFrom(first) },
            _ => new UnaryExpression(sign, signed) { Span = SpanFrom(first) },
        };
    }

    /// <summary>How tightly the operator at this place binds; null when there is none.</summary>
    private int? InfixPrecedence()
    {
        if (Token.Kind == SqlTokenKind.Operator) return OperatorText.Find(Token.Value)?.Precedence;
        if (Token.Kind == SqlTokenKind.Punctuation) return Token.Value == "::" ? Precedence.Cast : null;
        if (Token.Kind != SqlTokenKind.Word) return null;
        return Token.Value switch
        {
            "or" => Precedence.Or,
            "and" => Precedence.And,
            "is" or "isnull" or "notnull" => Precedence.Is,
            "between" or "in" or "like" or "ilike" or "similar" => Precedence.Range,
            "not" when IsNext(1, "between") || IsNext(1, "in") || IsNext(1, "like") || IsNext(1, "ilike") || IsNext(1, "similar") => Precedence.Range,
            "overlaps" => Precedence.Range,
            "at" when !restricted => Precedence.AtTimeZone,
            _ => null,
        };
    }

    private SqlExpression? Infix(SqlExpression left, int precedence)
    {
        switch (precedence)
        {
            case Precedence.Or: return Logical(left, LogicalOperator.Or, "or", precedence);
            case Precedence.And: return Logical(left, LogicalOperator.And, "and", precedence);
            case Precedence.Is: return Is(left);
            case Precedence.Range: return Range(left);
            case Precedence.AtTimeZone: return AtTimeZone(left);
            case Precedence.Cast:
                at++;
                return Type() is { } type ? new CastExpression(left, type) { Span = left.Span.To(type.Span) } : null;
            default: return Binary(left, precedence);
        }
    }

    private LogicalExpression? Logical(SqlExpression left, LogicalOperator @operator, string word, int precedence)
    {
        var terms = new List<SqlExpression> { left };
        while (Try(word))
        {
            if (Expression(precedence + 1) is not { } term) return null;
            terms.Add(term);
        }

        return new LogicalExpression(@operator, terms.ToValueList()) { Span = left.Span.To(terms[^1].Span) };
    }

    private SqlExpression? Binary(SqlExpression left, int precedence)
    {
        BinaryOperator @operator = OperatorText.Find(tokens[at++].Value)!.Value.Operator;
        if (precedence == Precedence.Comparison && IsOneOf("any", "some", "all")) return Quantified(left, @operator);
        return Expression(precedence + 1) is { } right
            ? new BinaryExpression(@operator, left, right) { Span = left.Span.To(right.Span) }
            : null;
    }

    private SqlExpression? Quantified(SqlExpression left, BinaryOperator @operator)
    {
        Quantifier quantifier = Is("all") ? Quantifier.All : Quantifier.Any;
        at++;
        if (OpensQuery(at))
        {
            return QueryInParentheses() is { } query
                ? new QuantifiedQueryExpression(left, @operator, quantifier, query) { Span = left.Span.To(tokens[at - 1].Span) }
                : null;
        }

        return Expect("(") && Expression() is { } array && Expect(")")
            ? new QuantifiedArrayExpression(left, @operator, quantifier, array) { Span = left.Span.To(tokens[at - 1].Span) }
            : null;
    }

    private SqlExpression? Is(SqlExpression left)
    {
        if (IsOneOf("isnull", "notnull"))
        {
            bool negative = Is("notnull");
            at++;
            return new IsExpression(left, IsTest.Null, negative) { Span = left.Span.To(tokens[at - 1].Span) };
        }

        at++;
        bool negated = Try("not");
        if (Try("distinct"))
        {
            return Expect("from") && Expression(Precedence.Is + 1) is { } right
                ? new DistinctFromExpression(left, right, negated) { Span = left.Span.To(right.Span) }
                : null;
        }

        IsTest? test = Token.Kind != SqlTokenKind.Word ? null : Token.Value switch
        {
            "null" => IsTest.Null,
            "true" => IsTest.True,
            "false" => IsTest.False,
            "unknown" => IsTest.Unknown,
            _ => null,
        };
        if (test is null) return Unexpected<SqlExpression>("NULL, TRUE, FALSE, UNKNOWN or DISTINCT FROM");
        at++;
        return new IsExpression(left, test.Value, negated) { Span = left.Span.To(tokens[at - 1].Span) };
    }

    private SqlExpression? Range(SqlExpression left)
    {
        bool negated = Try("not");
        if (Try("in")) return In(left, negated);
        if (Try("between")) return Between(left, negated);
        if (Try("overlaps")) return Overlaps(left);

        LikeKind kind = Is("like") ? LikeKind.Like : Is("ilike") ? LikeKind.ILike : LikeKind.SimilarTo;
        at++;
        if (kind == LikeKind.SimilarTo && !Expect("to")) return null;
        if (IsOneOf("any", "some", "all")) return Unsupported<SqlExpression>("A pattern test with ANY or ALL", "a LIKE … OR a LIKE …");
        if (Expression(Precedence.Range + 1) is not { } pattern) return null;
        SqlExpression? escape = null;
        if (Try("escape") && (escape = Expression(Precedence.Range + 1)) is null) return null;
        return new LikeExpression(kind, left, pattern, negated) { Escape = escape, Span = left.Span.To(tokens[at - 1].Span) };
    }

    private SqlExpression? In(SqlExpression left, bool negated)
    {
        if (OpensQuery(at))
        {
            return QueryInParentheses() is { } query
                ? new InQueryExpression(left, query, negated) { Span = left.Span.To(tokens[at - 1].Span) }
                : null;
        }

        return ListInParentheses(() => Expression()) is { } values
            ? new InListExpression(left, values.ToValueList(), negated) { Span = left.Span.To(tokens[at - 1].Span) }
            : null;
    }

    private BetweenExpression? Between(SqlExpression left, bool negated)
    {
        bool symmetric = Try("symmetric");
        if (!symmetric) Try("asymmetric");
        return RestrictedExpression() is { } low && Expect("and") && Expression(Precedence.Range + 1) is { } high
            ? new BetweenExpression(left, low, high, negated, symmetric) { Span = left.Span.To(high.Span) }
            : null;
    }

    private OverlapsExpression? Overlaps(SqlExpression left)
    {
        // Both sides are rows as they are written: a row in more parentheses is none to Postgres.
        int second = at;
        if (left is not RowExpression { Items.Count: 2 } row || left.Span.End != tokens[at - 2].Span.End)
            return Unexpected<OverlapsExpression>("OVERLAPS behind two values in parentheses");
        _ = Is("row") && IsNext(1, "(") && Try("row");
        if (ListInParentheses(() => Expression()) is not { } others) return null;
        return others.Count == 2
            ? new OverlapsExpression(row, new RowExpression(others.ToValueList()) { Span = SpanFrom(second) }) { Span = left.Span.To(tokens[at - 1].Span) }
            : FailAt<OverlapsExpression>(ParsingIssues.Unexpected, "OVERLAPS needs two values on each side.", SpanFrom(second));
    }

    private AtTimeZoneExpression? AtTimeZone(SqlExpression left)
    {
        at++;
        return Expect("time") && Expect("zone") && Expression(Precedence.AtTimeZone + 1) is { } zone
            ? new AtTimeZoneExpression(left, zone) { Span = left.Span.To(zone.Span) }
            : null;
    }
}
