using System.Globalization;
using NlSql.Query;
using NlSql.Query.Narration;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Insights.Rules;

/// <summary>Says a finding in the plugin's words, with the numbers that were computed.</summary>
internal static class Sentence
{
    private const string Plain = "{group}{metric}: {value}.";

    public static string Of(InsightDefinition rule, string metric, string group, Comparison comparison, OutputColumn column)
    {
        var template = rule.Explain.Length > 0 ? rule.Explain : Plain.Replace("{group}", group.Length > 0 ? "{group}: " : "", StringComparison.Ordinal);
        var values = new Dictionary<string, string>
        {
            ["metric"] = metric,
            ["group"] = group,
            ["value"] = ValueText.Of(comparison.Value, column),
            ["previous"] = ValueText.Of(comparison.Previous, column),
            ["change"] = comparison.Change is { } change ? Signed(change, ValueText.Of(Math.Abs(change), column)) : "no value",
            ["change_pct"] = comparison.ChangePct is { } percent
                ? Signed(percent, Math.Round(Math.Abs(percent), 1, MidpointRounding.AwayFromZero).ToString("0.#", CultureInfo.InvariantCulture) + "%")
                : "no percentage",
        };
        return Fill(template, values);
    }

    private static string Signed(decimal number, string text) => number > 0 ? "+" + text : number < 0 ? "-" + text : text;

    // One pass: a value that holds braces is not filled in again.
    private static string Fill(string template, Dictionary<string, string> values)
    {
        var text = new System.Text.StringBuilder();
        for (var i = 0; i < template.Length; i++)
        {
            var end = template[i] == '{' ? template.IndexOf('}', i) : -1;
            if (end > i && values.TryGetValue(template[(i + 1)..end], out var value))
            {
                text.Append(value);
                i = end;
            }
            else
            {
                text.Append(template[i]);
            }
        }

        return text.ToString();
    }
}
