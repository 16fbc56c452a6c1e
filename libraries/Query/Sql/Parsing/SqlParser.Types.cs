using System.Globalization;
using NlSql.Query.Sql.Tree;

namespace NlSql.Query.Sql.Parsing;

/// <content>Types, casts and literals that name their type.</content>
public sealed partial class SqlParser
{
    private static readonly string[] TimestampFormats =
    [
        "yyyy-MM-dd", "yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm:ss.FFFFFF", "yyyy-MM-ddTHH:mm", "yyyy-MM-ddTHH:mm:ss",
        "yyyy-MM-ddTHH:mm:ss.FFFFFF",
    ];

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

        List<IntegerLiteral> modifiers = [];
        if (Is("("))
        {
            if (ListInParentheses(TypeModifier) is not { } items) return null;
            modifiers = items;
        }

        if (name is "timestamp" or "time" && IsOneOf("with", "without") && IsNext(1, "time") && IsNext(2, "zone"))
        {
            if (name == "time" && Is("with")) return Unsupported<SqlType>("A time of day with a time zone", "time");
            name = $"{name} {Token.Value} time zone";
            at += 3;
        }

        if (name == "interval" && StartsIntervalFields()) return Unsupported<SqlType>("An interval type with fields", "interval");
        bool array = Is("[") && IsNext(1, "]");
        if (array) at += 2;
        if (IsOneOf("[", "array")) return Unsupported<SqlType>("This form of array type", "integer[]");
        return name == "float" && modifiers.Count > 0
            ? Float(first, modifiers, array)
            : TypeOf(first, SqlTypeNames.Canonicalize(name), modifiers, array);
    }

    private SqlType? TypeOf(int first, string name, List<IntegerLiteral> modifiers, bool array) =>
        SqlTypeNames.IsAllowed(name) && !SqlTypeNames.TakesModifiers(name, modifiers.Count)
            ? FailAt<SqlType>(ParsingIssues.Unsupported, $"A length or precision of {name} is not supported.", SpanFrom(first), name)
            : new SqlType(name)
            {
                Modifiers = modifiers.Select(m => (int)m.Value).ToValueList(),
                IsArray = array,
                Span = SpanFrom(first),
            };

    /// <summary><c>float(p)</c> names one of two types by its precision in binary digits.</summary>
    private SqlType? Float(int first, List<IntegerLiteral> modifiers, bool array) => modifiers switch
    {
        [{ Value: >= 1 and <= 24 }] => TypeOf(first, "real", [], array),
        [{ Value: >= 25 and <= 53 }] => TypeOf(first, "double precision", [], array),
        _ => FailAt<SqlType>(ParsingIssues.Number, "The precision of float is between 1 and 53.", SpanFrom(first)),
    };

    private static bool CanNameType(string word) =>
        word.All(char.IsAscii) && (SqlTypeNames.IsAllowed(SqlTypeNames.Canonicalize(word)) || word == "double" || SqlKeywords.CanNameFunction(word));

    private IntegerLiteral? TypeModifier() =>
        Token.Kind == SqlTokenKind.Number && Number() is IntegerLiteral { Value: <= 10_000 } modifier
            ? modifier
            : Unexpected<IntegerLiteral>("a small whole number");

    /// <summary>Whether a type with a quoted literal behind it begins here: <c>DATE '2024-01-31'</c>, <c>numeric(5, 2) '1.5'</c>.</summary>
    private bool StartsTypedLiteral()
    {
        if (!CanNameType(Token.Value)) return false;
        int words = IsNext(1, Token.Value switch { "double" => "precision", "char" or "character" => "varying", _ => "" }) ? 2 : 1;
        if (IsNext(words, "(") && !SqlKeywords.CanNameFunction(Token.Value)) words = closing[at + words] + 1 - at;
        if (Token.Value is "timestamp" or "time" && (IsNext(words, "with") || IsNext(words, "without")) && IsNext(words + 1, "time"))
            words += 3;
        return Peek(words).Kind == SqlTokenKind.Text;
    }

    private SqlExpression? TypedLiteral()
    {
        int first = at;
        if (Type() is not { } type) return null;
        if (Token.Kind != SqlTokenKind.Text) return Unexpected<SqlExpression>("a literal");
        var operand = new TextLiteral(tokens[at++].Value) { Span = SpanFrom(at - 1) };
        // As the type of a literal "char" means any length, in a cast it means one character.
        if (type is { Name: "character", Modifiers.Count: 0 })
            return FailAt<SqlExpression>(ParsingIssues.Unsupported, "A literal of the type char is not supported.", SpanFrom(first), "'x'");
        if (type.Modifiers.Count > 0) return new CastExpression(operand, type) { Span = SpanFrom(first) };
        return type.Name switch
        {
            "date" when DateOnly.TryParseExact(operand.Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date) =>
                new DateLiteral(date) { Span = SpanFrom(first) },
            SqlTypeNames.Timestamp when ReadTimestamp(operand.Value) is { } moment => new TimestampLiteral(moment) { Span = SpanFrom(first) },
            "interval" => Interval(first, operand, type),
            _ => new CastExpression(operand, type) { Span = SpanFrom(first) },
        };
    }

    /// <summary>The text, with its unit or units behind it if there are some: <c>INTERVAL '3' DAY</c>, <c>INTERVAL '1-2' YEAR TO MONTH</c>.</summary>
    private SqlExpression? Interval(int first, TextLiteral operand, SqlType type)
    {
        if (!StartsIntervalFields())
        {
            return IntervalText.Read(operand.Value) is { } value
                ? new IntervalLiteral(value) { Span = SpanFrom(first) }
                : new CastExpression(operand, type) { Span = SpanFrom(first) };
        }

        string unit = tokens[at++].Value;
        string? last = null;
        if (Try("to"))
        {
            if (!StartsIntervalFields()) return Unexpected<SqlExpression>("a unit such as MONTH");
            last = tokens[at++].Value;
        }

        return !Is("(") && IntervalText.ReadFields(operand.Value, unit, last) is { } length
            ? new IntervalLiteral(length) { Span = SpanFrom(first) }
            : FailAt<SqlExpression>(ParsingIssues.Unsupported, "An interval of this form is not supported.", SpanFrom(first), "INTERVAL '3 days'");
    }

    private bool StartsIntervalFields() => IsOneOf("year", "month", "day", "hour", "minute", "second");

    private static DateTime? ReadTimestamp(string text) =>
        DateTime.TryParseExact(text, TimestampFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime moment) ? moment : null;
}
