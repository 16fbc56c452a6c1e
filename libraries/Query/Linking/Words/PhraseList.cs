namespace NlSql.Query.Linking.Words;

/// <summary>Phrases that mean the same.</summary>
internal static class PhraseList
{
    public static IEnumerable<(string Phrase, MentionTarget Target)> Of(MentionTarget target, params IEnumerable<string> phrases) =>
        phrases.Select(phrase => (phrase, target));
}
