using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Linking.Words;

/// <summary>"more than", "at least", "between", "contains"… and their signs.</summary>
internal static class ComparisonWords
{
    private static readonly string[] TextNouns = ["letter", "letters", "word", "words", "string", "substring", "text", "phrase", "character", "characters"];
    private static readonly string[] Articles = ["", "the ", "a "];

    public static IEnumerable<(string Phrase, MentionTarget Target)> Phrases =>
        Of(FilterOperator.Greater, "more than", "greater than", "higher than", "larger than", "bigger than", "over", "above", "exceeding", "exceeds", "exceed",
            "exceeded", "beats", "beat", "in excess of", ">", "upwards of", "beyond", "is more than", "was more than", "is greater than", "is above", "is over", "better than",
            "longer than", "older than", "are above", "are over", "costing more than", "worth more than", "of more than", "of over", "with more than", "later than")
        .Concat(Of(FilterOperator.GreaterOrEqual, "at least", "no less than", "not less than", "greater than or equal to", "larger than or equal to", "higher than or equal to", "a minimum of", "minimum of", ">=", "≥",
            "no fewer than", "not fewer than", "more than or equal to", "equal to or greater than", "equal or greater than", "of at least", "with at least"))
        .Concat(Of(FilterOperator.Less, "less than", "fewer than", "lower than", "smaller than", "under", "below", "<", "cheaper than", "is less than", "is below",
            "is under", "worse than", "younger than", "shorter than", "costing less than", "worth less than", "are below", "are under", "of less than", "of under", "earlier than"))
        .Concat(Of(FilterOperator.LessOrEqual, "at most", "no more than", "not more than", "less than or equal to", "smaller than or equal to", "lower than or equal to", "a maximum of", "maximum of", "<=", "≤", "up to",
            "not exceeding", "no greater than", "no higher than", "equal to or less than", "of at most", "with at most", "of up to"))
        .Concat(Of(FilterOperator.Equal, "=", "==", "equals", "equal to", "is equal to", "exactly", "is exactly", "precisely"))
        .Concat(Of(FilterOperator.NotEqual, "!=", "<>", "≠", "not equal to", "is not equal to", "does not equal", "different from", "other than"))
        .Concat(Of(FilterOperator.Between, "between", "ranging from", "in the range", "in the range of", "is between", "are between", "ranging between"))
        .Concat(Of(FilterOperator.Contains, "contains", "containing", "contain", "including the word", "with the word", "like", "that includes", "that include"))
        .Concat(TextPhrases)
        .Concat(Of(FilterOperator.StartsWith, "starts with", "starting with", "begins with", "beginning with", "start with", "begin with"))
        .Concat(Of(FilterOperator.EndsWith, "ends with", "ending with", "ending in", "ends in", "end with", "end in"))
        .Concat(Trailing(FilterOperator.GreaterOrEqual, "or more", "or above", "or over", "or higher", "or greater", "and above", "and more", "and over", "and up", "plus", "or better", "or larger", "or longer", "or later", "or after", "or newer"))
        .Concat(Trailing(FilterOperator.LessOrEqual, "or less", "or fewer", "or below", "or under", "or lower", "and below", "and less", "and under", "or smaller", "or shorter", "or earlier", "or before", "or older"));

    // "contains the letter", "ends with the word"…
    private static IEnumerable<(string, MentionTarget)> TextPhrases =>
        from verb in new (string Words, FilterOperator Operator)[]
        {
            ("contains", FilterOperator.Contains), ("contain", FilterOperator.Contains), ("containing", FilterOperator.Contains), ("has", FilterOperator.Contains), ("have", FilterOperator.Contains),
            ("with", FilterOperator.Contains), ("includes", FilterOperator.Contains), ("without", FilterOperator.NotContains), ("does not contain", FilterOperator.NotContains), ("do not contain", FilterOperator.NotContains), ("starts with", FilterOperator.StartsWith), ("start with", FilterOperator.StartsWith), ("starting with", FilterOperator.StartsWith),
            ("begins with", FilterOperator.StartsWith), ("begin with", FilterOperator.StartsWith), ("beginning with", FilterOperator.StartsWith), ("ends with", FilterOperator.EndsWith), ("end with", FilterOperator.EndsWith),
            ("ending with", FilterOperator.EndsWith),
        }
        from noun in TextNouns
        from article in Articles
        select ($"{verb.Words} {article}{noun}", (MentionTarget)new MentionTarget.Comparison(verb.Operator));

    private static IEnumerable<(string, MentionTarget)> Of(FilterOperator @operator, params string[] phrases) =>
        phrases.Select(p => (p, (MentionTarget)new MentionTarget.Comparison(@operator)));

    private static IEnumerable<(string, MentionTarget)> Trailing(FilterOperator @operator, params string[] phrases) =>
        phrases.Select(p => (p, (MentionTarget)new MentionTarget.Comparison(@operator, Trails: true)));
}
