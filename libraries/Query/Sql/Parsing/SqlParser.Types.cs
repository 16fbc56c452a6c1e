using System.Globalization;
using NlSql.Query.Sql.Tree;

namespace NlSql.Query.Sql.Parsing;

/// <content>Types, casts and literals that name their type.</content>
public sealed partial class SqlParser
{
    private CastExpression? Cast()
    {
        int first = at;
        at += 2;
        return Expression() is { } operand && Expect("as") && Type() is { } type && Expect(")")
            ? new CastExpression(operand, type) { Span = SpanFrom(first) }
            : null;
    }

    private SqlType? Type()
    {
        int first = at;
        if (Token.Kind != SqlTokenKind.Word || !CanNameType(Token.Value)) return Unexpected<SqlType>("a type");
        string name = tokens[at++].Value;
        if (Is(".")) return Unsupported<SqlType>("A type name with a schema");
        if (name == "double" && !Expect("precision")) return null;
        if (name == "double") name = "double precision";
        if (name is "char" or "character" && Try("varying")) name = "character varying";

        List<SqlExpression> modifiers = [];
        if (Is("("))
        {
            if (ListInParentheses(TypeModifier) is not { } items) return null;
            modifiers = items;
        }

        if (name is "timestamp" or "time" && IsOneOf("with", "without") && IsNext(1, "time") && IsNext(2, "zone"))
        {
            name = $"{name} {Token.Value} time zone";
            at += 3;
        }

        bool array = Is("[") && IsNext(1, "]");
        if (array) at += 2;
        if (Is("[") || Is("array")) return Unsupported<SqlType>("This form of array type");
        return new SqlType(SqlTypeNames.Canonicalize(name))
        {
            Modifiers = modifiers.Select(m => (int)((IntegerLiteral)m).Value).ToValueList(),
            IsArray = array,
            Span = SpanFrom(first),
        };
    }

    private static bool CanNameType(string word) =>
        word.All(char.IsAscii) && (SqlTypeNames.IsAllowed(SqlTypeNames.Canonicalize(word)) || SqlKeywords.CanNameFunction(word));

    private SqlExpression? TypeModifier() =>
        Token.Kind == SqlTokenKind.Number && Number() is IntegerLiteral { Value: <= 10_000 } modifier
            ? modifier
            : Unexpected<SqlExpression>("a small whole number");

    /// <summary><c>DATE '2024-01-31'</c>, <c>INTERVAL '1 month'</c>, <c>numeric '1.5'</c>; false when the words here are none.</summary>
    private bool TypedLiteral(out SqlExpression? literal)
    {
        literal = null;
        int first = at, words = 1;
        string name = Token.Value;
        if (name == "double" && IsNext(1, "precision"))
        {
            (name, words) = ("double precision", 2);
        }
        else if (name is "timestamp" or "time" && (IsNext(1, "with") || IsNext(1, "without")) && IsNext(2, "time") && IsNext(3, "zone"))
        {
            (name, words) = ($"{name} {Peek(1).Value} time zone", 4);
        }

        if (Peek(words).Kind != SqlTokenKind.Text || !(words > 1 || CanNameType(name))) return false;
        string text = Peek(words).Value;
        var type = new SqlType(SqlTypeNames.Canonicalize(name)) { Span = Token.Span.To(Peek(words - 1).Span) };
        at += words + 1;
        var operand = new TextLiteral(text) { Span = tokens[at - 1].Span };
        literal = type.Name switch
        {
            "date" when DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date) =>
                new DateLiteral(date) { Span = SpanFrom(first) },
            SqlTypeNames.Timestamp when ReadTimestamp(text) is { } moment => new TimestampLiteral(moment) { Span = SpanFrom(first) },
            "interval" => Interval(first, operand, type),
            _ => new CastExpression(operand, type) { Span = SpanFrom(first) },
        };
        return true;
    }

    /// <summary>The text, with the unit behind it if there is one: <c>INTERVAL '3' DAY</c>.</summary>
    private SqlExpression? Interval(int first, TextLiteral operand, SqlType type)
    {
        string text = operand.Value;
        if (IsOneOf("year", "month", "day", "hour", "minute", "second"))
        {
            if (text.Length == 0 || !text.All(char.IsAsciiDigit)) return Unsupported<SqlExpression>("An interval of this form", "INTERVAL '3 days'");
            text = $"{text} {tokens[at++].Value}";
            if (Is("to") || Is("(")) return Unsupported<SqlExpression>("An interval of this form", "INTERVAL '3 days'");
            return IntervalText.Read(text) is { } length
                ? new IntervalLiteral(length) { Span = SpanFrom(first) }
                : FailAt<SqlExpression>(ParsingIssues.Literal, "The interval is too long.", SpanFrom(first));
        }

        return IntervalText.Read(text) is { } value
            ? new IntervalLiteral(value) { Span = SpanFrom(first) }
            : new CastExpression(operand, type) { Span = SpanFrom(first) };
    }

    private static DateTime? ReadTimestamp(string text) =>
        DateTime.TryParseExact(
            text,
            ["yyyy-MM-dd", "yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm:ss.FFFFFF", "yyyy-MM-ddTHH:mm:ss", "yyyy-MM-ddTHH:mm:ss.FFFFFF"],
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out DateTime moment)
            ? moment
            : null;
}
