namespace NlSql.SemanticModel;

/// <summary>Names for people made from identifiers: <c>order_date</c> → "Order date".</summary>
public static class NameWords
{
    /// <summary>The identifier's words, the first with a capital.</summary>
    public static string Label(string name)
    {
        var words = name.Replace('_', ' ');
        return words.Length == 0 ? words : char.ToUpperInvariant(words[0]) + words[1..];
    }
}
