using System.Globalization;
using NlSql.Query.Sql.Tree;

namespace NlSql.Query.Sql.Parsing;

/// <content>What operators stand between: literals, columns, CASE, sub-selects, and calls with a syntax of their own.</content>
public sealed partial class SqlParser
{
    private SqlExpression? Primary()
    {
        int first = at;
        switch (Token.Kind)
        {
            case SqlTokenKind.Number:
                return Number();
            case SqlTokenKind.Text:
                return new TextLiteral(tokens[at++].Value) { Span = SpanFrom(first) };
            case SqlTokenKind.QuotedName:
                return IsNext(1, "(") ? Unsupported<SqlExpression>("A function name in quotes") : Column();
            case SqlTokenKind.Word:
                return Word();
            case SqlTokenKind.Punctuation when Is("["):
                return Unsupported<SqlExpression>("A name in square brackets", "\"name\"");
            case SqlTokenKind.Punctuation when Is("("):
                return OpensQuery(at) ? Subquery() : Parentheses();
            default:
                return Unexpected<SqlExpression>("a value");
        }
    }

    private Literal? Number()
    {
        int first = at;
        string text = tokens[at].Value;
        bool whole = text.All(char.IsAsciiDigit);
        if (whole && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long integer))
        {
            at++;
            return new IntegerLiteral(integer) { Span = SpanFrom(first) };
        }

        if (SqlNumber.Read(text) is not { } number) return Fail<Literal>(ParsingIssues.Number, "The number is too large or has too many digits.");
        at++;
        return new DecimalLiteral(number) { Span = SpanFrom(first) };
    }

    private SqlExpression? Word()
    {
        int first = at;
        switch (Token.Value)
        {
            case "null":
                at++;
                return new NullLiteral { Span = SpanFrom(first) };
            case "true" or "false":
                return new BooleanLiteral(tokens[at++].Value == "true") { Span = SpanFrom(first) };
            case "case":
                return Case();
            case "current_date" or "current_timestamp" or "localtimestamp":
                return CurrentTime();
            case "array":
                return Array();
            case "cast" when IsNext(1, "("):
                return Cast();
            case "exists" when IsNext(1, "("):
                return Exists();
            case "extract" when IsNext(1, "("):
                return Extract();
            case "trim" when IsNext(1, "("):
                return Trim();
            case "position" when IsNext(1, "("):
                return Position();
            case "substring" when IsNext(1, "("):
                return Substring();
            case "row" when IsNext(1, "("):
                return Row();
            case "current_user" or "session_user" or "user" or "current_role" or "current_catalog" or "current_schema" or "current_time" or "localtime":
                return Unsupported<SqlExpression>(Token.Value.ToUpperInvariant());
        }

        if (StartsTypedLiteral()) return TypedLiteral();
        return IsNext(1, "(") ? Call() : Column();
    }

    private ColumnReference? Column()
    {
        int first = at;
        if (Name() is not { } name) return null;
        if (!Is(".")) return new ColumnReference(null, name) { Span = SpanFrom(first) };
        at++;
        if (Is("*")) return Unsupported<ColumnReference>("All columns of a table as one value");
        if (Token.Kind is not (SqlTokenKind.Word or SqlTokenKind.QuotedName)) return Unexpected<ColumnReference>("a column");
        string column = tokens[at++].Value;
        if (Is("(")) return Unsupported<ColumnReference>("A function name with a schema", column);
        return Is(".")
            ? Unsupported<ColumnReference>("A column name with a schema")
            : new ColumnReference(name, column) { Span = SpanFrom(first) };
    }

    private ScalarSubquery? Subquery()
    {
        int first = at;
        return QueryInParentheses() is { } query ? new ScalarSubquery(query) { Span = SpanFrom(first) } : null;
    }

    /// <summary>One expression in parentheses, or several as a row.</summary>
    private SqlExpression? Parentheses()
    {
        int first = at;
        if (ListInParentheses(() => Expression()) is not { } items) return null;
        if (Is(".")) return Unsupported<SqlExpression>("A field of a value");
        return items.Count == 1 ? items[0] : new RowExpression(items.ToValueList()) { Span = SpanFrom(first) };
    }

    private RowExpression? Row()
    {
        int first = at++;
        if (ListInParentheses(() => Expression()) is not { } items) return null;
        return items.Count > 1
            ? new RowExpression(items.ToValueList()) { Span = SpanFrom(first) }
            : FailAt<RowExpression>(ParsingIssues.Unsupported, "A row of one value is not supported.", SpanFrom(first));
    }

    private ArrayExpression? Array()
    {
        int first = at++;
        if (Is("(")) return Unsupported<ArrayExpression>("An array of a sub-select", "= ANY (SELECT …)");
        if (!Expect("[") || List(() => Expression()) is not { } items || !Expect("]")) return null;
        return new ArrayExpression(items.ToValueList()) { Span = SpanFrom(first) };
    }

    private CaseExpression? Case()
    {
        int first = at++;
        SqlExpression? operand = null;
        if (!Is("when") && (operand = Expression()) is null) return null;
        var arms = new List<CaseArm>();
        while (Is("when"))
        {
            int arm = at++;
            if (Expression() is not { } when || !Expect("then") || Expression() is not { } then) return null;
            arms.Add(new CaseArm(when, then) { Span = SpanFrom(arm) });
        }

        if (arms.Count == 0) return Unexpected<CaseExpression>("WHEN");
        SqlExpression? otherwise = null;
        if (Try("else") && (otherwise = Expression()) is null) return null;
        return Expect("end") ? new CaseExpression(operand, arms.ToValueList(), otherwise) { Span = SpanFrom(first) } : null;
    }

    private CurrentTimeExpression? CurrentTime()
    {
        int first = at;
        CurrentTimeKind kind = tokens[at++].Value switch
        {
            "current_date" => CurrentTimeKind.CurrentDate,
            "current_timestamp" => CurrentTimeKind.CurrentTimestamp,
            _ => CurrentTimeKind.LocalTimestamp,
        };
        return Is("(") ? Unsupported<CurrentTimeExpression>("A precision here") : new CurrentTimeExpression(kind) { Span = SpanFrom(first) };
    }

    private ExistsExpression? Exists()
    {
        int first = at++;
        if (!OpensQuery(at)) return Unexpected<ExistsExpression>("a sub-select");
        return QueryInParentheses() is { } query ? new ExistsExpression(query) { Span = SpanFrom(first) } : null;
    }

    private ExtractExpression? Extract()
    {
        int first = at;
        at += 2;
        if (Token.Kind is not (SqlTokenKind.Word or SqlTokenKind.Text) || !DateFields.CanExtract(Token.Value.ToLowerInvariant()))
            return Unexpected<ExtractExpression>("a field such as year or month");
        string field = tokens[at++].Value.ToLowerInvariant();
        return Expect("from") && Expression() is { } source && Expect(")")
            ? new ExtractExpression(field, source) { Span = SpanFrom(first) }
            : null;
    }

    private TrimExpression? Trim()
    {
        int first = at;
        at += 2;
        TrimSide side = Is("leading") ? TrimSide.Leading : Is("trailing") ? TrimSide.Trailing : TrimSide.Both;
        bool sided = IsOneOf("both", "leading", "trailing");
        if (sided) at++;
        SqlExpression? characters = null, source = null;
        if (!Is("from") && (source = Expression()) is null) return null;
        if (!sided && Try(","))
        {
            // As in a call: what is cut off comes second.
            if ((characters = Expression()) is null) return null;
        }
        else if (Try("from"))
        {
            characters = source;
            if ((source = Expression()) is null) return null;
        }
        else if (sided)
        {
            return Unexpected<TrimExpression>("FROM");
        }

        return Expect(")") ? new TrimExpression(side, characters, source!) { Span = SpanFrom(first) } : null;
    }

    private PositionExpression? Position()
    {
        int first = at;
        at += 2;
        return RestrictedExpression() is { } sought && Expect("in") && RestrictedExpression() is { } source && Expect(")")
            ? new PositionExpression(sought, source) { Span = SpanFrom(first) }
            : null;
    }

    /// <summary>The form with FROM and FOR, or the ordinary one with commas.</summary>
    private SqlExpression? Substring()
    {
        int first = at;
        at += 2;
        if (Expression() is not { } source) return null;
        if (Try(","))
        {
            return List(() => Expression()) is { } others && Expect(")")
                ? new FunctionCall("substring", [source, .. others]) { Span = SpanFrom(first) }
                : null;
        }

        if (IsOneOf("for", "similar")) return Unsupported<SqlExpression>("This form of SUBSTRING", "SUBSTRING(x FROM 1 FOR 3)");
        if (!Expect("from") || Expression() is not { } from) return null;
        SqlExpression? length = null;
        if (Try("for") && (length = Expression()) is null) return null;
        return Expect(")") ? new SubstringExpression(source, from, length) { Span = SpanFrom(first) } : null;
    }
}
