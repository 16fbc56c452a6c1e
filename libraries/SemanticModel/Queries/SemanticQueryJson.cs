using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace NlSql.SemanticModel.Queries;

/// <summary>
/// The one JSON form of semantic queries: snake_case, enums as text, defaults left out. Reading accepts short forms (a metric as a
/// plain string, a time range as "last 7 days"); writing always gives the same text for the same query, so it serves as a cache key.
/// </summary>
public static class SemanticQueryJson
{
    /// <summary>Deepest nesting that is read.</summary>
    public const int MaxDepth = 32;

    /// <summary>Serializer options for objects that hold semantic queries.</summary>
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        MaxDepth = MaxDepth,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    private static readonly JsonDocumentOptions DocumentOptions = new() { MaxDepth = MaxDepth };

    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Reads a query; every problem is reported with the path of its property. Never throws for bad input.</summary>
    public static SemanticQueryReading Read(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, DocumentOptions);
            return Read(document.RootElement);
        }
        catch (JsonException exception)
        {
            var place = $"line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1}";
            return new(null, [new("$", "query.not-json", $"The text is not JSON of at most {MaxDepth} levels ({place}).")]);
        }
        catch (ArgumentException)
        {
            // The text cannot be written as UTF-8: half of a surrogate pair.
            return new(null, [new("$", "query.not-json", "The text is not valid Unicode.")]);
        }
    }

    /// <summary>Reads a query from a parsed element, such as one made from YAML.</summary>
    public static SemanticQueryReading Read(JsonElement element) => SemanticQueryReader.Read(element);

    /// <summary>The canonical text: compact, properties in a fixed order, short forms wherever they exist.</summary>
    public static string Write(SemanticQuery query)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, WriterOptions))
            SemanticQueryWriter.Write(writer, query);
        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }
}

/// <summary>What came of reading a query: the query, or why there is none.</summary>
/// <param name="Query">The query; null when there are errors.</param>
/// <param name="Errors">Every problem found.</param>
public sealed record SemanticQueryReading(SemanticQuery? Query, ValueList<SemanticQueryError> Errors);

/// <summary>A problem in the JSON of a semantic query.</summary>
/// <param name="Path">Where: <c>$.metrics[0].agg</c>.</param>
/// <param name="Code">Stable code, such as <c>query.unknown-property</c>.</param>
/// <param name="Message">What is wrong and what would be right.</param>
public sealed record SemanticQueryError(string Path, string Code, string Message);
