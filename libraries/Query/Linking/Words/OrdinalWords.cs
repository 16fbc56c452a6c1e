using System.Globalization;

namespace NlSql.Query.Linking.Words;

/// <summary>"first", "second", "3rd": places in an order.</summary>
internal static class OrdinalWords
{
    private const int Last = 99;

    private static readonly string[] Words = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];

    /// <summary>The place that a word says, from 1; null when it says none.</summary>
    public static int? Place(string word) =>
        Array.IndexOf(Words, word) is >= 0 and var index ? index + 1
        : word.Length is 3 or 4 && word[^2..] is "st" or "nd" or "rd" or "th" && int.TryParse(word[..^2], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= Last ? number
        : null;
}
