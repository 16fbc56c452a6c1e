using System.Collections.Frozen;

namespace NlSql.Query.Linking.Words;

/// <summary>Words before an average that say that it is that of everything there is: "the overall average", "the company average".</summary>
internal static class OverallWords
{
    private static readonly FrozenSet<string> Words = FillerWords.Wholes.Concat(["overall", "general", "global", "total", "whole", "entire", "grand"]).ToFrozenSet(StringComparer.Ordinal);

    public static bool Contains(string word) => Words.Contains(word);
}
