namespace NlSql.SemanticModel.Reading.Files;

/// <summary>Names for people made from identifiers: <c>order_date</c> → "Order date".</summary>
internal static class Labels
{
    public static string Of(string name)
    {
        var words = name.Replace('_', ' ');
        return words.Length == 0 ? words : char.ToUpperInvariant(words[0]) + words[1..];
    }
}
