using NlSql.Query.Issues;
using NlSql.Query.Sql.Tree;

namespace NlSql.Query.Sql.Parsing;

/// <content>WITH, set operations, SELECT, ORDER BY, LIMIT.</content>
public sealed partial class SqlParser
{
    private const int LargestOrdinal = 1_000;

    private bool StartsQuery() => IsOneOf("select", "with", "values");

    /// <summary>Whether the parenthesis at this token opens a query, and not an expression or a join: <c>((SELECT 1) UNION …)</c>.</summary>
    private bool OpensQuery(int token)
    {
        for (int open = token; IsToken(tokens[open], "("); open++)
        {
            SqlToken next = tokens[open + 1];
            if (IsToken(next, "select") || IsToken(next, "with") || IsToken(next, "values")) return true;
            if (!IsToken(next, "(")) return false;
            SqlToken behind = tokens[Math.Min(closing[open + 1] + 1, tokens.Count - 1)];
            if (behind.Kind == SqlTokenKind.Word
                && behind.Value is "union" or "intersect" or "except" or "order" or "limit" or "offset" or "fetch")
                return true;
            if (!IsToken(behind, ")")) return false;
        }

        return false;
    }

    private SqlQuery? QueryInParentheses() => Expect("(") && Query() is { } query && Expect(")") ? query : null;

    private SqlQuery? Query() => Deeper(QueryAtDepth);

    private SqlQuery? QueryAtDepth()
    {
        int first = at;
        List<CommonTable> with = [];
        if (Try("with"))
        {
            if (Is("recursive"))
                return Unsupported<SqlQuery>("WITH RECURSIVE", "GROUP BY date_trunc('month', a_date)");
            if (List(CommonTable) is not { } tables) return null;
            with = tables;
        }

        if (Body() is not { } body) return null;
        List<OrderItem> order = [];
        if (Try("order"))
        {
            if (!Expect("by") || List(QueryOrderItem) is not { } items) return null;
            order = items;
        }

        RowLimit? limit = null;
        if (IsOneOf("limit", "offset", "fetch"))
        {
            limit = RowLimit();
            if (limit is null) return null;
        }

        if (limit is { WithTies: true } && order.Count == 0)
            return FailAt<SqlQuery>(ParsingIssues.Unexpected, "WITH TIES needs an ORDER BY.", limit.Span);
        if (Is("for"))
            return Unsupported<SqlQuery>("Locking rows (FOR UPDATE, FOR SHARE)");

        if (body is NestedQuery nested)
        {
            if (with.Count == 0 && order.Count == 0 && limit is null) return nested.Query;

            // Postgres would merge the clauses of both levels into one, which nobody expects.
            return FailAt<SqlQuery>(
                ParsingIssues.Unsupported, "A query in parentheses with clauses of its own cannot be followed by more.", SpanFrom(first),
                "SELECT * FROM (…) t ORDER BY …");
        }

        return new SqlQuery(body)
        {
            With = with.ToValueList(),
            OrderBy = order.ToValueList(),
            Limit = limit,
            Span = SpanFrom(first),
        };
    }

    private CommonTable? CommonTable()
    {
        int first = at;
        if (Name() is not { } name) return null;
        List<string> columns = [];
        if (Is("("))
        {
            if (ListInParentheses(Name) is not { } names) return null;
            columns = names;
        }

        if (!Expect("as")) return null;
        bool? materialized = null;
        if (Try("materialized"))
        {
            materialized = true;
        }
        else if (Try("not"))
        {
            if (!Expect("materialized")) return null;
            materialized = false;
        }

        if (!Is("(")) return Unexpected<CommonTable>("(");
        if (!IsNext(1, "(") && !IsNext(1, "select") && !IsNext(1, "with") && !IsNext(1, "values"))
        {
            at++;
            return Fail<CommonTable>(ParsingIssues.NotASelect, "Only SELECT is accepted.");
        }

        return QueryInParentheses() is { } query
            ? new CommonTable(name, query) { Columns = columns.ToValueList(), Materialized = materialized, Span = SpanFrom(first) }
            : null;
    }

    /// <summary>UNION and EXCEPT from the left; INTERSECT binds tighter.</summary>
    private QueryBody? Body()
    {
        if (IntersectBody() is not { } left) return null;
        while (IsOneOf("union", "except"))
        {
            SetOperator @operator = Is("union") ? SetOperator.Union : SetOperator.Except;
            at++;
            bool all = SetQuantifier();
            if (IntersectBody() is not { } right) return null;
            left = new SetOperation(@operator, all, left, right) { Span = left.Span.To(right.Span) };
        }

        return left;
    }

    private QueryBody? IntersectBody()
    {
        if (BodyPrimary() is not { } left) return null;
        while (Try("intersect"))
        {
            bool all = SetQuantifier();
            if (BodyPrimary() is not { } right) return null;
            left = new SetOperation(SetOperator.Intersect, all, left, right) { Span = left.Span.To(right.Span) };
        }

        return left;
    }

    private bool SetQuantifier()
    {
        if (Try("all")) return true;
        Try("distinct");
        return false;
    }

    private QueryBody? BodyPrimary()
    {
        int first = at;
        if (Is("("))
        {
            if (QueryInParentheses() is not { } query) return null;
            bool bare = query is { With.Count: 0, OrderBy.Count: 0, Limit: null };
            return bare ? query.Body : new NestedQuery(query) { Span = SpanFrom(first) };
        }

        if (Try("values"))
        {
            return List(ValuesRow) is { } rows ? new ValuesBody(rows.ToValueList()) { Span = SpanFrom(first) } : null;
        }

        if (Is("select")) return SelectBody();
        if (Is("table")) return Fail<QueryBody>(ParsingIssues.NotASelect, "Only SELECT is accepted.", "SELECT * FROM …");
        return Token.Kind == SqlTokenKind.Word && Token.Value is "insert" or "update" or "delete" or "merge"
            ? Fail<QueryBody>(ParsingIssues.NotASelect, "Only SELECT is accepted.")
            : Unexpected<QueryBody>("SELECT");
    }

    private RowExpression? ValuesRow()
    {
        int first = at;
        return ListInParentheses(() => Expression()) is { } items ? new RowExpression(items.ToValueList()) { Span = SpanFrom(first) } : null;
    }

    private OrderItem? QueryOrderItem() => OrderItem(ordinals: true);

    private OrderItem? CallOrderItem() => OrderItem(ordinals: false);

    private OrderItem? OrderItem(bool ordinals)
    {
        int first = at;
        if ((ordinals ? ExpressionOrOrdinal() : Expression()) is not { } expression) return null;
        var direction = SortDirection.Ascending;
        if (Try("desc"))
            direction = SortDirection.Descending;
        else if (!Try("asc") && Is("using"))
            return Unsupported<OrderItem>("ORDER BY … USING", "ASC", "DESC");

        NullsOrder? nulls = null;
        if (Try("nulls"))
        {
            if (!IsOneOf("first", "last")) return Unexpected<OrderItem>("FIRST or LAST");
            nulls = Is("first") ? NullsOrder.First : NullsOrder.Last;
            at++;
        }

        return new OrderItem(expression, direction, nulls) { Span = SpanFrom(first) };
    }

    /// <summary>Where Postgres takes a bare whole number for the position of an output column.</summary>
    private SqlExpression? ExpressionOrOrdinal() => Expression() is { } expression ? ToOrdinal(expression) : null;

    private SqlExpression? ToOrdinal(SqlExpression expression)
    {
        if (expression is not IntegerLiteral { Value: var position }) return expression;
        return position is >= 1 and <= LargestOrdinal
            ? new OutputOrdinal((int)position) { Span = expression.Span }
            : FailAt<SqlExpression>(ParsingIssues.Number, "There is no output column at this position.", expression.Span);
    }

    private RowLimit? RowLimit()
    {
        int first = at;
        SqlExpression? count = null, offset = null;
        bool counted = false, skipped = false, ties = false;
        while (IsOneOf("limit", "offset", "fetch"))
        {
            if (Is("offset") ? skipped : counted) return Unexpected<RowLimit>("one LIMIT and one OFFSET");
            if (Try("offset"))
            {
                skipped = true;
                if ((offset = Offset()) is null) return null;
                continue;
            }

            counted = true;
            if (Try("limit"))
            {
                if (Try("all")) continue;
                if (Expression() is not { } rows) return null;
                if (Is(",")) return Unsupported<RowLimit>("LIMIT with a comma", "LIMIT 10 OFFSET 20");
                count = rows;
            }
            else
            {
                if (FetchCount(out ties) is not { } rows) return null;
                count = rows;
            }
        }

        return new RowLimit(count, offset, ties) { Span = SpanFrom(first) };
    }

    /// <summary>How many rows are skipped; with ROW or ROWS behind it Postgres takes a number or parentheses only.</summary>
    private SqlExpression? Offset()
    {
        int first = at;
        if (Expression() is not { } rows) return null;
        bool simple = at - first == 1 || (IsToken(tokens[first], "(") && closing[first] == at - 1);
        if (IsOneOf("row", "rows") && !simple) return Unexpected<SqlExpression>("parentheses around the number of rows");
        _ = Try("rows") || Try("row");
        return rows;
    }

    private SqlExpression? FetchCount(out bool ties)
    {
        ties = false;
        at++;
        if (!Try("first") && !Try("next")) return Unexpected<SqlExpression>("FIRST or NEXT");
        SqlExpression? count = IsOneOf("row", "rows") ? new IntegerLiteral(1) { Span = new TextSpan(Token.Span.Start, 0) } : Deeper(Primary);
        if (count is null) return null;
        if (!Try("row") && !Try("rows")) return Unexpected<SqlExpression>("ROWS");
        if (Try("only")) return count;
        ties = true;
        return Expect("with") && Expect("ties") ? count : null;
    }
}
