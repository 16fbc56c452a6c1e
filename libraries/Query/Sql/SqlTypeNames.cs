using System.Collections.Frozen;

namespace NlSql.Query.Sql;

/// <summary>The types that a query may name, each by one canonical name.</summary>
internal static class SqlTypeNames
{
    public const string Timestamp = "timestamp";
    public const string TimestampWithTimeZone = "timestamp with time zone";

    private static readonly FrozenDictionary<string, string> Canonical = new Dictionary<string, string>
    {
        ["int"] = "integer",
        ["int4"] = "integer",
        ["integer"] = "integer",
        ["int8"] = "bigint",
        ["bigint"] = "bigint",
        ["int2"] = "smallint",
        ["smallint"] = "smallint",
        ["float8"] = "double precision",
        ["float"] = "double precision",
        ["double precision"] = "double precision",
        ["float4"] = "real",
        ["real"] = "real",
        ["decimal"] = "numeric",
        ["dec"] = "numeric",
        ["numeric"] = "numeric",
        ["bool"] = "boolean",
        ["boolean"] = "boolean",
        ["varchar"] = "character varying",
        ["character varying"] = "character varying",
        ["char"] = "character",
        ["character"] = "character",
        ["text"] = "text",
        ["date"] = "date",
        ["timestamp"] = Timestamp,
        ["timestamp without time zone"] = Timestamp,
        ["timestamptz"] = TimestampWithTimeZone,
        [TimestampWithTimeZone] = TimestampWithTimeZone,
        ["time"] = "time",
        ["time without time zone"] = "time",
        ["interval"] = "interval",
        ["uuid"] = "uuid",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Allowed = Canonical.Values.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The canonical name, or the name itself when the type is not known.</summary>
    public static string Canonicalize(string name) => Canonical.GetValueOrDefault(name, name);

    /// <summary>Whether it is the canonical name of a type that a query may name.</summary>
    public static bool IsAllowed(string name) => Allowed.Contains(name);

    /// <summary>Whether the type may have that many modifiers: a length, or a precision and a scale.</summary>
    public static bool TakesModifiers(string name, int count) => name switch
    {
        "numeric" => count <= 2,
        "character varying" or "character" or Timestamp or TimestampWithTimeZone or "time" or "interval" => count <= 1,
        _ => count == 0,
    };
}
