using NlSql.Query.Sql.Tree;

namespace NlSql.Query.Sql.Parsing;

/// <content>Function calls and windows.</content>
public sealed partial class SqlParser
{
    private FunctionCall? Call()
    {
        string name = Token.Value;
        if (!name.All(char.IsAscii)) return Fail<FunctionCall>(ParsingIssues.Identifier, "A function name contains a character that none has.");
        if (name is "coalesce" or "nullif" or "greatest" or "least" or "grouping") return OwnSyntax(name);
        return SqlKeywords.CanNameFunction(name) ? CallOf(name) : Unexpected<FunctionCall>("a value");
    }

    /// <summary>What only looks like a call: nothing but a list stands between its parentheses, and nothing behind them.</summary>
    private FunctionCall? OwnSyntax(string name)
    {
        int first = at++;
        if (ListInParentheses(() => Expression()) is not { } arguments) return null;
        return name == "nullif" && arguments.Count != 2
            ? FailAt<FunctionCall>(ParsingIssues.Unexpected, "NULLIF needs two values.", SpanFrom(first))
            : new FunctionCall(name, arguments.ToValueList()) { Span = SpanFrom(first) };
    }

    private FunctionCall? CallOf(string name)
    {
        int first = at;
        at += 2;
        if (Try("*"))
        {
            return Expect(")") ? CallTail(new FunctionCall(name, []) { Star = true }, first) : null;
        }

        if (Is("variadic")) return Unsupported<FunctionCall>("VARIADIC");
        bool distinct = Try("distinct");
        bool quantified = distinct || Try("all");
        List<SqlExpression> arguments = [];
        if (quantified || !Is(")"))
        {
            if (List(() => Expression()) is not { } items) return null;
            arguments = items;
        }

        List<OrderItem> order = [];
        if (Try("order"))
        {
            if (!Expect("by") || List(CallOrderItem) is not { } items) return null;
            order = items;
        }

        var call = new FunctionCall(name, arguments.ToValueList()) { Distinct = distinct, OrderBy = order.ToValueList() };
        return Expect(")") ? CallTail(call, first) : null;
    }

    /// <summary>WITHIN GROUP, FILTER and OVER, in this order.</summary>
    private FunctionCall? CallTail(FunctionCall call, int first)
    {
        if (IsOneOf("ignore", "respect") && IsNext(1, "nulls"))
            return Unsupported<FunctionCall>("IGNORE NULLS", "FILTER (WHERE x IS NOT NULL)");
        if (Is("within") && IsNext(1, "group"))
        {
            if (call.Distinct || call.OrderBy.Count > 0) return Unexpected<FunctionCall>("only one of DISTINCT, ORDER BY and WITHIN GROUP");
            at += 2;
            if (!Expect("(") || !Expect("order") || !Expect("by") || List(CallOrderItem) is not { } items || !Expect(")")) return null;
            call = call with { WithinGroup = items.ToValueList() };
        }

        if (Is("filter") && IsNext(1, "("))
        {
            at += 2;
            if (!Expect("where") || Expression() is not { } filter || !Expect(")")) return null;
            call = call with { Filter = filter };
        }

        if (Try("over"))
        {
            int window = at;
            Window? over = Is("(") ? WindowSpecification() : Name() is { } name ? new NamedWindow(name) { Span = SpanFrom(window) } : null;
            if (over is null) return null;
            call = call with { Over = over };
        }

        return call with { Span = SpanFrom(first) };
    }

    private WindowSpecification? WindowSpecification()
    {
        int first = at;
        if (!Expect("(")) return null;
        string? baseName = null;
        if (!IsOneOf("partition", "order", "rows", "range", "groups", ")") && (baseName = Name()) is null) return null;
        List<SqlExpression> partition = [];
        if (Try("partition"))
        {
            if (!Expect("by") || List(() => Expression()) is not { } items) return null;
            partition = items;
        }

        List<OrderItem> order = [];
        if (Try("order"))
        {
            if (!Expect("by") || List(CallOrderItem) is not { } items) return null;
            order = items;
        }

        WindowFrame? frame = null;
        if (IsOneOf("rows", "range", "groups") && (frame = Frame()) is null) return null;
        if (!Expect(")")) return null;
        return new WindowSpecification
        {
            Base = baseName,
            PartitionBy = partition.ToValueList(),
            OrderBy = order.ToValueList(),
            Frame = frame,
            Span = SpanFrom(first),
        };
    }

    private WindowFrame? Frame()
    {
        int first = at;
        FrameUnit unit = tokens[at++].Value switch { "rows" => FrameUnit.Rows, "range" => FrameUnit.Range, _ => FrameUnit.Groups };
        FrameBound? end = null;
        bool between = Try("between");
        if (FrameBound() is not { } start) return null;
        if (between && (!Expect("and") || (end = FrameBound()) is null)) return null;
        if (!CanFrame(start.Kind, end?.Kind ?? FrameBoundKind.CurrentRow))
            return FailAt<WindowFrame>(ParsingIssues.Unexpected, "The frame would end before it begins.", SpanFrom(first));
        return Is("exclude")
            ? Unsupported<WindowFrame>("EXCLUDE in a window frame")
            : new WindowFrame(unit, start, end) { Span = SpanFrom(first) };
    }

    /// <summary>Whether Postgres lets a frame reach from one kind of end to the other.</summary>
    private static bool CanFrame(FrameBoundKind start, FrameBoundKind end) =>
        start != FrameBoundKind.UnboundedFollowing && end != FrameBoundKind.UnboundedPreceding && start <= end;

    private FrameBound? FrameBound()
    {
        int first = at;
        if (Is("unbounded") && (IsNext(1, "preceding") || IsNext(1, "following")))
        {
            FrameBoundKind kind = IsNext(1, "preceding") ? FrameBoundKind.UnboundedPreceding : FrameBoundKind.UnboundedFollowing;
            at += 2;
            return new FrameBound(kind) { Span = SpanFrom(first) };
        }

        if (Is("current") && IsNext(1, "row"))
        {
            at += 2;
            return new FrameBound(FrameBoundKind.CurrentRow) { Span = SpanFrom(first) };
        }

        if (Expression() is not { } offset) return null;
        if (!IsOneOf("preceding", "following")) return Unexpected<FrameBound>("PRECEDING or FOLLOWING");
        FrameBoundKind side = Is("preceding") ? FrameBoundKind.Preceding : FrameBoundKind.Following;
        at++;
        return new FrameBound(side, offset) { Span = SpanFrom(first) };
    }
}
