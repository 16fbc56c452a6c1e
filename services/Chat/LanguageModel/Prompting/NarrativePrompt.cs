using System.Globalization;
using System.Text;
using NlSql.Query;
using NlSql.Query.Model;
using NlSql.Query.Narration;

namespace NlSql.Chat.LanguageModel.Prompting;

/// <summary>A finding, for the model to word.</summary>
internal static class NarrativePrompt
{
    /// <summary>Longer tables are told by the template alone.</summary>
    public const int MostRows = 30;

    public static string Build(string question, CompiledQuery query, ResultTable rows, ModelIndex model)
    {
        var text = new StringBuilder()
            .Append("<data about=\"question\">\n").Append(DataText.Of(question, 2_000)).Append("\n</data>\n")
            .Append("<data about=\"what was computed\">\n").Append(DataText.Of(Explainer.Explain(query, model), 2_000)).Append("\n</data>\n")
            .Append("<data about=\"rows\">\n").AppendJoin(" | ", rows.Columns.Select(c => DataText.Of(c.Label, 80) + ((c.Currency ?? c.Unit) is { } unit ? $" ({unit})" : ""))).Append('\n');
        foreach (var row in rows.Rows)
            text.AppendJoin(" | ", row.Select(v => v is null ? "" : DataText.Of(Text(v), 80))).Append('\n');
        return text.Append("</data>\n").ToString();
    }

    private static string Text(object value) => value switch
    {
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime moment => moment.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };
}
