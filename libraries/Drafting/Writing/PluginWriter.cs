using NlSql.Drafting.Models;
using NlSql.SemanticModel.Reading;

namespace NlSql.Drafting.Writing;

/// <summary>A drafted model → the five files of a plugin, laid out as a person would, with comments where the author must look.</summary>
public static class PluginWriter
{
    /// <summary>The files' texts by their names.</summary>
    /// <param name="draft">The model.</param>
    /// <param name="origin">Where it was drafted from, for the first lines: "sales.csv and stores.csv".</param>
    /// <param name="schemas">The folder of the JSON Schemas as seen from the plugin's folder, for editors; null to leave it out.</param>
    public static IReadOnlyDictionary<string, string> Write(DraftedModel draft, string origin, string? schemas) => new SortedDictionary<string, string>(StringComparer.Ordinal)
    {
        [PluginFile.Schema] = Head("schema", schemas, $"Drafted from {origin}. What stands behind \"check\" is for you to decide.") + SchemaText.Of(draft),
        [PluginFile.Metrics] = Head("metrics", schemas, "Drafted. Give the metrics the names and synonyms that people use, and throw away what nobody asks for.") + MetricsText.Of(draft.Model),
        [PluginFile.Questions] = Head("questions", schemas, "Drafted. Check each question, and add verified_by and verified_at once it is right.") + QuestionsText.Of(draft.Model),
        [PluginFile.Policy] = Head("policy", schemas, "Drafted. Every key is enforced on every question.") + PolicyText.Of(draft),
        [PluginFile.Insights] = Head("insights", schemas, "Drafted. Set the limits to what is worth a look in your business.") + InsightsText.Of(draft.Model),
    };

    private static string Head(string file, string? schemas, string comment)
    {
        var lines = new YamlLines();
        if (schemas is not null)
            lines.Comment(0, $"yaml-language-server: $schema={schemas}/{file}.schema.json");
        lines.Comment(0, comment);
        return lines.ToString();
    }
}
