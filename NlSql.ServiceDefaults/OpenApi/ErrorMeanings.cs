using System.Text.RegularExpressions;

namespace NlSql.ServiceDefaults.OpenApi;

/// <summary>What each error code means: <c>docs/errors.md</c>, which is part of the program.</summary>
internal static partial class ErrorMeanings
{
    private static readonly Lazy<IReadOnlyDictionary<string, string>> All = new(Read);

    public static string Of(string code) => All.Value.TryGetValue(code, out var meaning) ? meaning : throw new KeyNotFoundException($"docs/errors.md does not have the code '{code}'.");

    private static Dictionary<string, string> Read()
    {
        using var page = new StreamReader(typeof(ErrorMeanings).Assembly.GetManifestResourceStream("errors.md")!);
        return Row().Matches(page.ReadToEnd()).ToDictionary(row => row.Groups[1].Value, row => row.Groups[2].Value.Trim());
    }

    [GeneratedRegex(@"^\| `([a-z]+\.[a-z0-9-]+)` \|(.*)\|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
