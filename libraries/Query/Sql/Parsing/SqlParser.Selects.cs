using NlSql.Query.Sql.Tree;

namespace NlSql.Query.Sql.Parsing;

/// <content>One SELECT: outputs, WHERE, GROUP BY, HAVING, WINDOW.</content>
public sealed partial class SqlParser
{
    private Select? SelectBody()
    {
        int first = at++;
        if (Is("top") && Peek(1).Kind == SqlTokenKind.Number) return Unsupported<Select>("TOP", $"LIMIT {Peek(1).Value}");
        Distinct? distinct = null;
        if (Is("distinct"))
        {
            distinct = Distinct();
            if (distinct is null) return null;
        }
        else
        {
            Try("all");
        }

        if (List(SelectItem) is not { } items) return null;
        if (Is("into")) return Unsupported<Select>("SELECT INTO");

        List<TableSource> from = [];
        if (Try("from"))
        {
            if (List(Source) is not { } sources) return null;
            from = sources;
        }

        SqlExpression? where = null;
        if (Try("where") && (where = Expression()) is null) return null;

        List<GroupingElement> groupBy = [];
        if (Try("group"))
        {
            if (!Expect("by")) return null;
            if (IsOneOf("distinct", "all")) return Unsupported<Select>("GROUP BY with DISTINCT or ALL", "GROUP BY a, b");
            if (List(GroupingElement) is not { } elements) return null;
            groupBy = elements;
        }

        SqlExpression? having = null;
        if (Try("having") && (having = Expression()) is null) return null;

        List<WindowDefinition> windows = [];
        if (Try("window"))
        {
            if (List(WindowDefinition) is not { } definitions) return null;
            windows = definitions;
        }

        return new Select(items.ToValueList())
        {
            Distinct = distinct,
            From = from.ToValueList(),
            Where = where,
            GroupBy = groupBy.ToValueList(),
            Having = having,
            Windows = windows.ToValueList(),
            Span = SpanFrom(first),
        };
    }

    private Distinct? Distinct()
    {
        int first = at++;
        if (!Try("on")) return new Distinct([]) { Span = SpanFrom(first) };
        return ListInParentheses(ExpressionOrOrdinal) is { } on ? new Distinct(on.ToValueList()) { Span = SpanFrom(first) } : null;
    }

    private SelectItem? SelectItem()
    {
        int first = at;
        if (Try("*")) return new StarItem { Span = SpanFrom(first) };
        if (IsNext(1, ".") && IsNext(2, "*"))
        {
            if (Name() is not { } table) return null;
            at += 2;
            return new StarItem(table) { Span = SpanFrom(first) };
        }

        if (Expression() is not { } expression) return null;
        string? alias = null;
        if (Try("as"))
        {
            if (Token.Kind is not (SqlTokenKind.Word or SqlTokenKind.QuotedName)) return Unexpected<SelectItem>("a name");
            alias = tokens[at++].Value;
        }
        else if (IsForeignWord())
        {
            return Unexpected<SelectItem>("a name");
        }
        else if (Token.Kind == SqlTokenKind.QuotedName || (Token.Kind == SqlTokenKind.Word && SqlKeywords.CanBeBareAlias(Token.Value)))
        {
            alias = tokens[at++].Value;
        }

        return new ExpressionItem(expression, alias) { Span = SpanFrom(first) };
    }

    private GroupingElement? GroupingElement()
    {
        int first = at;
        if (Is("(") && IsNext(1, ")"))
        {
            at += 2;
            return new GroupingSet([]) { Span = SpanFrom(first) };
        }

        if (IsNext(1, "(") && IsOneOf("rollup", "cube"))
        {
            bool rollup = Is("rollup");
            at++;
            if (ListInParentheses(GroupingUnit) is not { } sets) return null;
            return rollup
                ? new Rollup(sets.ToValueList()) { Span = SpanFrom(first) }
                : new Cube(sets.ToValueList()) { Span = SpanFrom(first) };
        }

        if (Is("grouping") && IsNext(1, "sets"))
        {
            at += 2;
            return ListInParentheses(() => Deeper(GroupingElement)) is { } elements
                ? new GroupingSets(elements.ToValueList()) { Span = SpanFrom(first) }
                : null;
        }

        if (GroupingValue() is not { } expression) return null;
        if (expression is not RowExpression row) return new GroupingExpression(expression) { Span = SpanFrom(first) };
        return GroupedTogether(row) is { } items ? new GroupingSet(items) { Span = row.Span } : null;
    }

    /// <summary>One level of ROLLUP or CUBE: an expression, or several in parentheses.</summary>
    private GroupingSet? GroupingUnit()
    {
        int first = at;
        if (GroupingValue() is not { } expression) return null;
        return (expression is RowExpression row ? GroupedTogether(row) : [expression]) is { } items
            ? new GroupingSet(items) { Span = SpanFrom(first) }
            : null;
    }

    /// <summary>A row that says ROW is one value to Postgres; only one without it is several groupings.</summary>
    private SqlExpression? GroupingValue()
    {
        bool row = Is("row") && IsNext(1, "(");
        return ExpressionOrOrdinal() is { } expression
            ? row && expression is RowExpression ? FailAt<SqlExpression>(ParsingIssues.Unsupported, "ROW in GROUP BY is not supported.", expression.Span, "(a, b)") : expression
            : null;
    }

    /// <summary>The expressions in the parentheses of one grouping, where whole numbers are positions too.</summary>
    private ValueList<SqlExpression>? GroupedTogether(RowExpression row)
    {
        SqlExpression?[] items = [.. row.Items.Select(ToOrdinal)];
        return items.Contains(null) ? null : items.Select(i => i!).ToValueList();
    }

    private WindowDefinition? WindowDefinition()
    {
        int first = at;
        return Name() is { } name && Expect("as") && WindowSpecification() is { } window
            ? new WindowDefinition(name, window) { Span = SpanFrom(first) }
            : null;
    }

    /// <summary>A name of a column, table or alias: any quoted one, or a word that Postgres lets stand there.</summary>
    private string? Name()
    {
        if (Token.Kind == SqlTokenKind.QuotedName || (Token.Kind == SqlTokenKind.Word && SqlKeywords.CanNameColumn(Token.Value)))
            return tokens[at++].Value;
        return Unexpected<string>("a name");
    }
}
