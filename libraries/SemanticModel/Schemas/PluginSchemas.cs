using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using NlSql.SemanticModel.Reading;
using NlSql.SemanticModel.Reading.Forms;

namespace NlSql.SemanticModel.Schemas;

/// <summary>
/// The JSON Schemas (draft 2020-12) of a plugin's files, by which editors complete and check them. Made of the forms that the reader of the
/// files asks its keys through.
/// </summary>
public static class PluginSchemas
{
    /// <summary>The type of content.</summary>
    public const string ContentType = "application/schema+json";

    private static readonly JsonSerializerOptions Layout = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly Dictionary<string, MapForm> Forms = new()
    {
        [PluginFile.Schema] = SchemaForms.File,
        [PluginFile.Metrics] = MetricsForms.File,
        [PluginFile.Questions] = QuestionsForms.File,
        [PluginFile.Policy] = PolicyForms.File,
        [PluginFile.Insights] = InsightsForms.File,
    };

    private static readonly Dictionary<string, string> Texts = Forms.ToDictionary(f => f.Key, f => Write(f.Key, f.Value));

    /// <summary>The schema of a file as indented JSON; null when a plugin has no such file.</summary>
    /// <param name="file"><c>metrics.yaml</c> or <c>metrics</c>.</param>
    public static string? Of(string file) => Texts.GetValueOrDefault(file) ?? Texts.GetValueOrDefault($"{file}.yaml");

    /// <summary>The name under which a file's schema is kept: <c>metrics.schema.json</c>.</summary>
    public static string NameOf(string file) => $"{Path.GetFileNameWithoutExtension(file)}.schema.json";

    private static string Write(string file, MapForm form)
    {
        var writer = new SchemaWriter();
        var body = writer.Body(form);
        var schema = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = file,
        };
        foreach (var (key, value) in body)
            schema[key] = value?.DeepClone();
        schema["$defs"] = writer.Definitions();
        return schema.ToJsonString(Layout) + "\n";
    }
}
