using NlSql.Query.Tokens;

namespace NlSql.Query.Linking.Words;

/// <summary>Words for what one row is to another, by the role that a relationship has.</summary>
internal static class RoleWords
{
    private const int ShortestWord = 5;

    /// <summary>Whether a word names a role, or what its holder does: "supervise" of a supervisor, "referred" of referred_by.</summary>
    public static bool Say(string role, string word) =>
        role.Split('_').Any(w => !FunctionWords.IsFiller(w) && (WordRoots.Of(w) == WordRoots.Of(word) || (w.Length >= ShortestWord && word.StartsWith(w, StringComparison.Ordinal))));
}
