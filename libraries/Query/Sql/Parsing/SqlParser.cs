using NlSql.Query.Issues;
using NlSql.Query.Sql.Tree;

namespace NlSql.Query.Sql.Parsing;

/// <summary>
/// Text → tree, by recursive descent, operators by precedence. It refuses whatever it does not know, with a code and a place, and
/// throws nothing. Depth is counted, because a stack overflow cannot be caught; time is linear in the length of the text.
/// A method that returns null has left its reason in <c>issue</c>.
/// </summary>
public sealed partial class SqlParser
{
    private readonly IReadOnlyList<SqlToken> tokens;
    private readonly SqlLimits limits;
    private readonly int[] closing;
    private int at;
    private int depth;
    private bool restricted;
    private Issue? issue;

    private SqlParser(string text, SqlLimits limits)
    {
        this.limits = limits;
        (tokens, issue) = SqlLexer.Read(text, limits);
        closing = issue is null ? MatchParentheses(tokens) : [];
    }

    /// <summary>Reads one SELECT statement, with or without a semicolon behind it.</summary>
    /// <param name="text">The statement.</param>
    /// <param name="limits">How large it may be; null for <see cref="SqlLimits.Default"/>.</param>
    public static SqlParseResult<SqlQuery> ParseQuery(string text, SqlLimits? limits = null)
    {
        var parser = new SqlParser(text, limits ?? SqlLimits.Default);
        return parser.Finish(parser.issue is null ? parser.Statement() : null);
    }

    /// <summary>Reads one expression, such as a metric's <c>quantity * unit_price</c> or a filter.</summary>
    /// <param name="text">The expression.</param>
    /// <param name="limits">How large it may be; null for <see cref="SqlLimits.Default"/>.</param>
    public static SqlParseResult<SqlExpression> ParseExpression(string text, SqlLimits? limits = null)
    {
        var parser = new SqlParser(text, limits ?? SqlLimits.Default);
        return parser.Finish(parser.issue is null ? parser.WholeExpression() : null);
    }

    private SqlParseResult<T> Finish<T>(T? tree)
        where T : SqlNode
    {
        if (issue is null && tree is not null)
            issue = TreeSize.Check(tree, limits, ParsingIssues.TooManyNodes, ParsingIssues.TooDeep);
        return issue is null ? new(tree, []) : new(null, [issue]);
    }

    private SqlQuery? Statement()
    {
        if (Token.Kind == SqlTokenKind.End || Is(";"))
            return Fail<SqlQuery>(ParsingIssues.Empty, "There is no query.");
        if (!StartsQuery() && !Is("("))
            return Fail<SqlQuery>(ParsingIssues.NotASelect, "Only SELECT is accepted.");
        if (Query() is not { } query) return null;
        if (Try(";") && Token.Kind != SqlTokenKind.End)
            return Fail<SqlQuery>(ParsingIssues.SeveralStatements, "Only one statement is accepted.");
        return Token.Kind == SqlTokenKind.End ? query : Unexpected<SqlQuery>("the end of the query");
    }

    private SqlExpression? WholeExpression()
    {
        if (Token.Kind == SqlTokenKind.End)
            return Fail<SqlExpression>(ParsingIssues.Empty, "There is no expression.");
        if (Expression() is not { } expression) return null;
        return Token.Kind == SqlTokenKind.End ? expression : Unexpected<SqlExpression>("the end of the expression");
    }

    // --- tokens -------------------------------------------------------------------------------------------------------------

    private SqlToken Token => tokens[at];

    private SqlToken Peek(int ahead) => tokens[Math.Min(at + ahead, tokens.Count - 1)];

    /// <summary>Whether the next token is this keyword, operator or sign. A quoted name or literal never is.</summary>
    private bool Is(string value) => IsToken(Token, value);

    private bool IsNext(int ahead, string value) => IsToken(Peek(ahead), value);

    private static bool IsToken(SqlToken token, string value) =>
        token.Kind is SqlTokenKind.Word or SqlTokenKind.Operator or SqlTokenKind.Punctuation && token.Value == value;

    private bool IsOneOf(params ReadOnlySpan<string> values)
    {
        foreach (string value in values)
        {
            if (Is(value)) return true;
        }

        return false;
    }

    private bool Try(string value)
    {
        if (!Is(value)) return false;
        at++;
        return true;
    }

    private bool Expect(string value)
    {
        if (Try(value)) return true;
        Unexpected<SqlNode>(value.ToUpperInvariant());
        return false;
    }

    /// <summary>The place from a token to the last one read.</summary>
    private TextSpan SpanFrom(int first) => tokens[first].Span.To(tokens[Math.Max(at - 1, first)].Span);

    private static int[] MatchParentheses(IReadOnlyList<SqlToken> tokens)
    {
        var closing = new int[tokens.Count];
        var open = new Stack<int>();
        for (int i = 0; i < tokens.Count; i++)
        {
            closing[i] = tokens.Count - 1;
            if (IsToken(tokens[i], "("))
                open.Push(i);
            else if (IsToken(tokens[i], ")") && open.TryPop(out int start))
                closing[start] = i;
        }

        return closing;
    }

    // --- lists and depth ----------------------------------------------------------------------------------------------------

    /// <summary>One or more items with commas between them.</summary>
    private List<T>? List<T>(Func<T?> item)
        where T : class
    {
        var items = new List<T>();
        do
        {
            if (item() is not { } next) return null;
            items.Add(next);
        }
        while (Try(","));
        return items;
    }

    /// <summary>The same in parentheses.</summary>
    private List<T>? ListInParentheses<T>(Func<T?> item)
        where T : class =>
        Expect("(") && List(item) is { } items && Expect(")") ? items : null;

    /// <summary>Runs a rule one level deeper.</summary>
    private T? Deeper<T>(Func<T?> rule)
        where T : class
    {
        if (depth >= limits.Depth)
            return Fail<T>(ParsingIssues.TooDeep, $"More than {limits.Depth} levels stand inside each other.");
        depth++;
        T? result = rule();
        depth--;
        return result;
    }

    // --- refusals -----------------------------------------------------------------------------------------------------------

    private T? Fail<T>(string code, string message, params ReadOnlySpan<string> suggestions)
        where T : class => FailAt<T>(code, message, Token.Span, suggestions);

    private T? FailAt<T>(string code, string message, TextSpan span, params ReadOnlySpan<string> suggestions)
        where T : class
    {
        issue ??= new Issue(code, message, span) { Suggestions = ValueList.Create(suggestions) };
        return null;
    }

    private T? Unsupported<T>(string what, params ReadOnlySpan<string> suggestions)
        where T : class => Fail<T>(ParsingIssues.Unsupported, $"{what} is not supported.", suggestions);

    private T? Unexpected<T>(string expected)
        where T : class =>
        Token switch
        {
            { Kind: SqlTokenKind.End } => Fail<T>(ParsingIssues.Unexpected, $"The query ends where {expected} was expected."),
            { Kind: SqlTokenKind.Word, Value: var word } when Dialects.Find(word) is { } known => Unsupported<T>(known.What, known.Instead),
            { Kind: SqlTokenKind.Punctuation, Value: "[" } => Unsupported<T>("A name or item in square brackets", "\"name\""),
            _ when at > 0 && IsToken(tokens[at - 1], ",") =>
                Fail<T>(ParsingIssues.Unexpected, $"Something else than {expected} stands here; is the comma before it one too many?"),
            _ => Fail<T>(ParsingIssues.Unexpected, $"Something else than {expected} stands here."),
        };

    /// <summary>
    /// Whether the word here, where it could be an alias, is the beginning of something that another database knows:
    /// <c>FROM sales QUALIFY row_number() …</c>, <c>SELECT a REGEXP 'x'</c>.
    /// </summary>
    private bool IsForeignWord() =>
        Token.Kind == SqlTokenKind.Word && Dialects.Find(Token.Value) is not null
        && (Peek(1).Kind is SqlTokenKind.Text or SqlTokenKind.Number or SqlTokenKind.QuotedName || IsNext(1, "(") || IsNext(1, "select")
            || (Peek(1).Kind == SqlTokenKind.Word && SqlKeywords.CanNameColumn(Peek(1).Value)));
}
