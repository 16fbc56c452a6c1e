using System.Text.Json;
using NlSql.Drafting.Profiling;
using NlSql.SemanticModel.Definitions;
using NlSql.ServiceDefaults.Errors;

namespace NlSql.Ingestion.Uploads;

/// <summary>What the sender of a file says about the values in it; what is null is found out from them.</summary>
internal sealed record FormatSettings
{
    private const int MostNullWords = 50;
    private const int MostTypes = 500;

    public static IReadOnlyList<string> Fields { get; } = ["decimal", "date_order", "null_values", "types"];

    /// <summary>Point or comma.</summary>
    public char? DecimalSign { get; init; }

    /// <summary>Which part of a date comes first.</summary>
    public DateOrder? DateOrder { get; init; }

    /// <summary>Words that stand for nothing, besides the empty cell.</summary>
    public IReadOnlyList<string>? NullWords { get; init; }

    /// <summary>Types of columns by their header or name, without regard to letter case and punctuation.</summary>
    public IReadOnlyDictionary<string, ColumnType> Types { get; init; } = new Dictionary<string, ColumnType>();

    public static Result<FormatSettings> Of(IReadOnlyDictionary<string, string> fields)
    {
        var settings = new FormatSettings();
        if (fields.GetValueOrDefault("decimal") is { Length: > 0 } sign)
        {
            if (sign is not ("." or "," or "point" or "comma"))
                return UploadErrors.FieldInvalid("decimal", "'.' or ','");
            settings = settings with { DecimalSign = sign is "." or "point" ? '.' : ',' };
        }

        if (fields.GetValueOrDefault("date_order") is { Length: > 0 } order)
        {
            DateOrder? known = order.ToLowerInvariant() switch
            {
                "ymd" => Drafting.Profiling.DateOrder.YearFirst,
                "dmy" => Drafting.Profiling.DateOrder.DayFirst,
                "mdy" => Drafting.Profiling.DateOrder.MonthFirst,
                "ym" => Drafting.Profiling.DateOrder.YearAndMonth,
                _ => null,
            };
            if (known is null)
                return UploadErrors.FieldInvalid("date_order", "'dmy', 'mdy', 'ymd' or 'ym'");
            settings = settings with { DateOrder = known };
        }

        if (fields.TryGetValue("null_values", out var words))
        {
            if (ListOf(words) is not { Count: <= MostNullWords } list)
                return UploadErrors.FieldInvalid("null_values", $"at most {MostNullWords} words, with commas between them or as a JSON array");
            settings = settings with { NullWords = list };
        }

        if (fields.GetValueOrDefault("types") is { Length: > 0 } types)
        {
            if (TypesOf(types) is not { Count: <= MostTypes } map)
                return UploadErrors.FieldInvalid("types", "like 'price:decimal,code:text' or a JSON object; the types are text, integer, decimal, boolean, date, timestamp and uuid");
            settings = settings with { Types = map };
        }

        return settings;
    }

    /// <summary>The type that was asked for a column; null when none was.</summary>
    public ColumnType? TypeOf(string header, string name) =>
        Types.Count == 0 ? null
        : Types.TryGetValue(HeaderMatch.Normalise(header), out var type) || Types.TryGetValue(HeaderMatch.Normalise(name), out type) ? type
        : null;

    /// <summary>Whether the values are read alike under both. Types are left aside: those of a plugin's table are the plugin's.</summary>
    public bool Reads(FormatSettings other) =>
        DecimalSign == other.DecimalSign && DateOrder == other.DateOrder && (NullWords ?? [""]).SequenceEqual(other.NullWords ?? [""]);

    private static List<string>? ListOf(string text)
    {
        if (!text.StartsWith('['))
            return [.. text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
        try
        {
            return JsonSerializer.Deserialize<List<string?>>(text)?.OfType<string>().ToList();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static Dictionary<string, ColumnType>? TypesOf(string text)
    {
        var types = new Dictionary<string, ColumnType>(StringComparer.Ordinal);
        if (PairsOf(text) is not { } pairs)
            return null;
        foreach (var (column, type) in pairs)
        {
            if (!Enum.TryParse<ColumnType>(type, ignoreCase: true, out var known) || !Enum.IsDefined(known) || char.IsAsciiDigit(type![0]))
                return null;
            types[HeaderMatch.Normalise(column)] = known;
        }

        return types;
    }

    private static IEnumerable<KeyValuePair<string, string?>>? PairsOf(string text)
    {
        if (!text.StartsWith('{'))
        {
            var pairs = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .Select(p => (Pair: p, Colon: p.LastIndexOf(':'))).ToList();
            return pairs.Exists(p => p.Colon < 1) ? null : pairs.Select(p => KeyValuePair.Create(p.Pair[..p.Colon].Trim(), (string?)p.Pair[(p.Colon + 1)..].Trim()));
        }

        try
        {
            return JsonSerializer.Deserialize<Dictionary<string, string?>>(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
