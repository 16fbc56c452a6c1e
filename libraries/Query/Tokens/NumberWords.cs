namespace NlSql.Query.Tokens;

/// <summary>Numbers as words: "three", "twenty", "hundred".</summary>
internal static class NumberWords
{
    private static readonly Dictionary<string, int> Values = Build();

    /// <summary>The number of a folded word, or null.</summary>
    public static int? Of(string word) => Values.TryGetValue(word, out var value) ? value : null;

    private static Dictionary<string, int> Build()
    {
        string[] small =
        [
            "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
            "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
        ];
        var values = small.Select((word, value) => (word, value)).ToDictionary(p => p.word, p => p.value, StringComparer.Ordinal);
        string[] tens = ["thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
        for (var i = 0; i < tens.Length; i++)
            values[tens[i]] = (i + 3) * 10;
        values["hundred"] = 100;
        values["thousand"] = 1000;
        values["million"] = 1_000_000;
        values["dozen"] = 12;
        return values;
    }
}
