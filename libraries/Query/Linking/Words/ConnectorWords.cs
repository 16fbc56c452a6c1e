namespace NlSql.Query.Linking.Words;

/// <summary>"and", "or", the comma.</summary>
internal static class ConnectorWords
{
    public static IEnumerable<(string Phrase, MentionTarget Target)> Phrases =>
        PhraseList.Of(new MentionTarget.And(), "and", ",", "as well as", "along with", "together with", "and also", "and then", "then by", "plus", "both", ", and", "then", "also", "and the", "and of")
        .Concat(PhraseList.Of(new MentionTarget.Or(), "or", "either", "or in", "or the", ", or", "or the word", "or the letter", "or the words", "or word"));
}
