using System.Globalization;
using System.Text;
using NlSql.Insights.Rules;
using NlSql.Query;
using NlSql.Query.Narration;
using NlSql.Query.Plugins;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;

namespace NlSql.Insights.Findings;

/// <summary>Says a finding in the plugin's words, with the numbers that were computed.</summary>
internal static class Sentence
{
    public static string Of(InsightDefinition rule, string metric, Noticed noticed, OutputColumn column)
    {
        var grain = InsightQuery.GrainOf(rule);
        var comparison = noticed.Comparison;
        var values = new Dictionary<string, string>
        {
            ["metric"] = metric,
            ["group"] = noticed.Group,
            ["value"] = ValueText.Of(comparison.Value, column),
            ["previous"] = ValueText.Of(comparison.Previous, column),
            ["change"] = comparison.Change is { } change ? Amount(change, column) : "no value",
            ["change_pct"] = comparison.ChangePct is { } percent ? Signed(percent, Rounded(Math.Abs(percent), 1) + "%") : "no percentage",
            ["share"] = noticed.Share is { } share ? Percent(share) : "no share",
            ["previous_share"] = noticed.PreviousShare is { } before ? Percent(before) : "no share",
            ["period"] = noticed.Period is { } period ? ValueText.Day(period, grain) : "the range",
            ["score"] = noticed.Score is { } score ? score.ToString("0.##", CultureInfo.InvariantCulture) : "no score",
            ["slope"] = noticed.Slope is { } slope ? $"{Amount(slope, column)} a {QueryWords.Of(grain).Replace('_', ' ')}" : "no slope",
        };
        return Fill(rule.Explain.Length > 0 ? rule.Explain : Plain(rule, noticed), values);
    }

    /// <summary>An amount with its sign: a change. That of a ratio is in points, as 8 % after 5 % is three points and not 3 % more.</summary>
    public static string Amount(decimal number, OutputColumn column) =>
        Signed(number, column.IsRatio ? $"{Rounded(Math.Abs(number) * 100, 1)} points" : ValueText.Of(Math.Abs(number), column));

    /// <summary>A part in percent.</summary>
    public static string Percent(decimal part) => Rounded(part * 100, 1) + "%";

    private static string Plain(InsightDefinition rule, Noticed noticed)
    {
        var group = noticed.Group.Length > 0 ? "{group}: " : "";
        return group + rule.Detector?.Kind switch
        {
            DetectorKind.Zscore => "{metric} was {value} for {period}, where {previous} is usual.",
            DetectorKind.Trend => "{metric} moved by {slope}, from {previous} to {value}.",
            DetectorKind.Share when noticed.PreviousShare is not null => "{share} of all {metric} ({value}), after {previous_share}.",
            DetectorKind.Share => "{share} of all {metric} ({value}).",
            _ when noticed.Comparison.Previous is not null => "{metric} was {value}, {change_pct} against {previous}.",
            _ => "{metric}: {value}.",
        };
    }

    private static string Rounded(decimal number, int places) => Math.Round(number, places, MidpointRounding.AwayFromZero).ToString("0.#", CultureInfo.InvariantCulture);

    private static string Signed(decimal number, string text) => number > 0 ? "+" + text : number < 0 ? "-" + text : text;

    // One pass: a value that holds braces is not filled in again.
    private static string Fill(string template, Dictionary<string, string> values)
    {
        var text = new StringBuilder();
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
