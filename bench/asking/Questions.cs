using System.Globalization;

namespace NlSql.Bench.Asking;

/// <summary>A few hundred questions of many kinds over the wide model, always the same ones.</summary>
internal static class Questions
{
    private static readonly string[] Patterns =
    [
        "{thing} amount by {text}", "number of {thing}s by {text} last month", "which {thing}s have the highest {measure}", "average {measure} of {thing}s in {value}", "top 5 {thing}s by {measure}",
        "how many {thing}s are there in {value}", "{thing} revenue per month this year", "show all {thing}s with {measure} above 100", "list the {text} and {measure} of {thing}s", "total {measure} of {thing}s by {text} and month",
        "{thing} amount in {value} compared to last year", "which {text} has the most {thing}s", "{thing}s without {other}s", "how many {thing}s have more than 3 {other}s", "{thing} amont by {text} in 2025",
        "what is the share of {thing} amount by {text}", "names of {thing}s whose {measure} is above average", "the {thing} with the largest {measure} in {value}", "growth of {thing} amount by quarter",
        "{value} {thing}s by {text} sorted by {measure}",
    ];

    public static IReadOnlyList<string> All { get; } = [.. Enumerable.Range(0, 400).Select(Make)];

    private static string Make(int number)
    {
        var thing = (number * 7) % WideModel.Tables.Count;
        var text = (number * 3) % WideModel.TextNames.Count;
        return Patterns[number % Patterns.Length]
            .Replace("{thing}", WideModel.Tables[thing], StringComparison.Ordinal)
            .Replace("{other}", WideModel.Tables[(thing + 1) % WideModel.Tables.Count], StringComparison.Ordinal)
            .Replace("{text}", WideModel.TextNames[text], StringComparison.Ordinal)
            .Replace("{measure}", WideModel.MeasureNames[(number * 11) % WideModel.MeasureNames.Count], StringComparison.Ordinal)
            .Replace("{value}", WideModel.Value(thing, text, (number * 13) % 500).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }
}
