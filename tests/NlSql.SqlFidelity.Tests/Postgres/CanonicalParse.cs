using System.Globalization;
using System.Text;
using System.Text.Json;
using NlSql.Query.Sql;

namespace NlSql.SqlFidelity.Tests.Postgres;

/// <summary>
/// Postgres' parse as text in which only meaning is left. Removed or made equal are:
/// <list type="bullet">
/// <item>places in the text;</item>
/// <item>the schema <c>pg_catalog</c> of types: <c>int4</c> and <c>integer</c> are one type;</item>
/// <item>the spelling of numbers (<c>007</c>, <c>1e3</c>; the scale of a decimal counts) and of date, timestamp and interval literals, by their value
/// (that the value is the one Postgres reads is tested on a server: <see cref="LiteralValueTests"/>);</item>
/// <item>whether a row was written with ROW, which matters in GROUP BY only, where ROW is refused;</item>
/// <item><c>LIMIT ALL</c>, which is no limit, and <c>ASC</c>, which is the default;</item>
/// <item>the sign of small whole numbers: libpg_query's JSON leaves out every integer below 1 (trees and servers compare those);</item>
/// <item>the case of EXTRACT's field, and an alias that repeats the table's name.</item>
/// </list>
/// Fingerprints of libpg_query would forget literals, aliases and lists too; this does not.
/// </summary>
/// <param name="parameters">What stands for <c>$1</c>, <c>$2</c>, …; none where the text has no parameters.</param>
/// <param name="scopedTables">Whether a sub-select over <c>data</c> is the table reference that it stands for.</param>
internal sealed class CanonicalParse(IReadOnlyList<string>? parameters = null, bool scopedTables = false)
{
    private static readonly string[] LiteralTypes = ["date", "timestamp", "interval"];

    /// <summary>The canonical text of a node.</summary>
    public string Write(JsonElement element)
    {
        var text = new StringBuilder();
        Write(text, element);
        return text.ToString();
    }

    private void Write(StringBuilder text, JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object when Special(element) is { } special:
                text.Append(special);
                break;
            case JsonValueKind.Object:
                text.Append('{');
                foreach (JsonProperty property in element.EnumerateObject().Where(p => Counts(element, p)))
                {
                    text.Append(property.Name).Append(':');
                    Write(text, property.Value);
                    text.Append(' ');
                }

                text.Append('}');
                break;
            case JsonValueKind.Array:
                text.Append('[');
                foreach (JsonElement item in element.EnumerateArray())
                {
                    Write(text, item);
                    text.Append(' ');
                }

                text.Append(']');
                break;
            default:
                text.Append(element.GetRawText().Replace("SORTBY_ASC", "SORTBY_DEFAULT", StringComparison.Ordinal));
                break;
        }
    }

    private static bool Counts(JsonElement node, JsonProperty property) => property.Name switch
    {
        "location" or "row_format" => false,
        "limitCount" => !IsNull(property.Value),
        "limitOption" => node.TryGetProperty("limitCount", out JsonElement count) && !IsNull(count),
        _ => true,
    };

    private static bool IsNull(JsonElement node) => node.TryGetProperty("A_Const", out JsonElement constant) && constant.TryGetProperty("isnull", out _);

    private string? Special(JsonElement node)
    {
        if (!node.EnumerateObject().Any()) return null;
        JsonProperty only = node.EnumerateObject().First();
        return only.Name switch
        {
            "A_Const" => Constant(only.Value),
            "ParamRef" => parameters?[only.Value.GetProperty("number").GetInt32() - 1],
            "TypeCast" => TypedLiteral(only.Value),
            "ResTarget" => Target(only.Value),
            "FuncCall" => Extract(only.Value),
            "RangeVar" => Table(only.Value.GetProperty("relname").GetString()!, only.Value),
            "RangeSubselect" when scopedTables => ScopedTable(only.Value),
            "names" => TypeName(node),
            _ => null,
        };
    }

    private static string? Constant(JsonElement constant)
    {
        if (constant.TryGetProperty("ival", out JsonElement integer))
            return LiteralText.Integer(integer.TryGetProperty("ival", out JsonElement value) ? value.GetInt64() : 0);
        if (constant.TryGetProperty("fval", out JsonElement number))
        {
            string digits = number.GetProperty("fval").GetString()!;
            return long.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long whole)
                ? LiteralText.Integer(whole)
                : LiteralText.Decimal(decimal.Parse(digits, NumberStyles.Float, CultureInfo.InvariantCulture));
        }

        return constant.TryGetProperty("sval", out JsonElement text)
            ? LiteralText.Text(text.TryGetProperty("sval", out JsonElement characters) ? characters.GetString()! : "")
            : null;
    }

    private string? TypedLiteral(JsonElement cast)
    {
        JsonElement type = cast.GetProperty("typeName");
        if (type.TryGetProperty("typmods", out _) || type.TryGetProperty("arrayBounds", out _)) return null;
        string name = LastName(type.GetProperty("names"));
        if (!LiteralTypes.Contains(name) || Characters(cast.GetProperty("arg")) is not { } text) return null;
        return name switch
        {
            "date" => DateOnly.TryParseExact(text, "yyyy-MM-dd", out DateOnly date) ? LiteralText.Date(date) : null,
            "timestamp" => DateTime.TryParse(text, CultureInfo.InvariantCulture, out DateTime moment) ? LiteralText.Timestamp(moment) : null,
            _ => IntervalText.Read(text) is { } interval ? LiteralText.Interval(interval) : null,
        };
    }

    /// <summary>The characters of a quoted literal, or of the parameter in its place.</summary>
    private string? Characters(JsonElement node)
    {
        const string Prefix = "text ";
        if ((node.TryGetProperty("A_Const", out _) || node.TryGetProperty("ParamRef", out _))
            && Special(node) is { } value && value.StartsWith(Prefix, StringComparison.Ordinal))
            return JsonSerializer.Deserialize<string>(value[Prefix.Length..]);
        return null;
    }

    /// <summary>A literal names its column by its type; the executable form, where a parameter stands for it, gives it that name.</summary>
    private string? Target(JsonElement target)
    {
        if (target.TryGetProperty("name", out _) || !target.TryGetProperty("val", out JsonElement value)
            || !value.TryGetProperty("TypeCast", out JsonElement cast) || TypedLiteral(cast) is not { } literal)
            return null;
        return $"{{ResTarget:{{name:\"{LastName(cast.GetProperty("typeName").GetProperty("names"))}\" val:{literal} }} }}";
    }

    private string? Extract(JsonElement call)
    {
        if (LastName(call.GetProperty("funcname")) != "extract" || call.GetProperty("funcformat").GetString() != "COERCE_SQL_SYNTAX") return null;
        JsonElement arguments = call.GetProperty("args");
        string field = arguments[0].GetProperty("A_Const").GetProperty("sval").GetProperty("sval").GetString()!;
        return $"extract({field.ToLowerInvariant()} {Write(arguments[1])})";
    }

    private string? ScopedTable(JsonElement source)
    {
        JsonElement select = source.GetProperty("subquery").GetProperty("SelectStmt");
        return select.TryGetProperty("fromClause", out JsonElement from) && from[0].TryGetProperty("RangeVar", out JsonElement table) && table.TryGetProperty("schemaname", out _)
            ? Table(table.GetProperty("relname").GetString()!, source)
            : null;
    }

    private string Table(string name, JsonElement reference)
    {
        bool aliased = reference.TryGetProperty("alias", out JsonElement alias)
            && (alias.GetProperty("aliasname").GetString() != name || alias.TryGetProperty("colnames", out _));
        return $"table({name}{(aliased ? $" as {Write(alias)}" : "")})";
    }

    private string TypeName(JsonElement type)
    {
        var text = new StringBuilder("type ").Append(LastName(type.GetProperty("names")));
        foreach (JsonProperty property in type.EnumerateObject().Where(p => p.Name is "typmods" or "arrayBounds"))
            text.Append(' ').Append(Write(property.Value));
        return text.ToString();
    }

    private static string LastName(JsonElement names) =>
        names[names.GetArrayLength() - 1].GetProperty("String").GetProperty("sval").GetString()!;
}
