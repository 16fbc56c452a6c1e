using NlSql.Drafting.Models;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Drafting.Profiling;

/// <summary>Where a column's name says more about its type than its values do.</summary>
public static class UsualTypes
{
    private static readonly string[] Codes = ["plz", "phone", "telephone", "fax", "mobile", "iban", "isbn", "ean", "gtin"];

    /// <summary>Words for what a letter is sent to.</summary>
    internal static readonly string[] PostalCodes = ["zip", "postal", "postcode", "zipcode", "zipcodes", "zip4", "zip5", "zcta", "postalcode", "pincode", "eircode"];

    /// <summary>The type that a column is best stored as.</summary>
    /// <param name="header">Its name in the file.</param>
    /// <param name="typing">What its values say.</param>
    public static ColumnType Of(string header, ColumnTyping typing)
    {
        if (typing.Type != ColumnType.Integer)
            return typing.Type;
        var words = NameWords.Expand(NameWords.Split(header));
        // Numbers that nobody counts with, and codes of which some have letters in other files.
        if (words.Any(w => Codes.Contains(w) || PostalCodes.Contains(w)) && !words.Contains("count") && !words.Contains("quantity"))
            return ColumnType.Text;
        return typing.ZerosAndOnes && IsFlag(words) ? ColumnType.Boolean : ColumnType.Integer;
    }

    private static bool IsFlag(IReadOnlyList<string> words) =>
        words.Count > 0 && (words[0] is "is" or "has" or "was" or "can" || words[^1] is "flag" or "yn" or "ind"
            || words.Any(w => w is "active" or "enabled" or "deleted" or "returned"));
}
