using NlSql.Query.Tokens;

namespace NlSql.Query.Linking;

/// <summary>A token with what it may have been meant to be: first as written, then corrections of a word that nothing knows.</summary>
internal sealed record QuestionWord(Token Token, IReadOnlyList<WordForm> Forms)
{
    /// <summary>The form to read where only one is wanted: as written, or the nearest known word.</summary>
    public string Best => Forms.FirstOrDefault(f => f.Corrections > 0).Folded ?? Forms[0].Folded;

    /// <summary>Whether the word means nothing to the lexicon or the language rules, corrections included.</summary>
    public required bool Unknown { get; init; }

    /// <summary>Whether a word that often says nothing does so here: "by type of venue".</summary>
    public bool Stressed { get; init; }

    /// <summary>Whether the word carries meaning, so that an answer may not ignore it. "wat" was meant to be a word without one.</summary>
    public bool IsContent => Token.Kind != TokenKind.Symbol && (Stressed || !FunctionWords.IsFiller(Forms[0].Folded))
        && !(Forms.Count > 1 && Forms.Skip(1).All(f => f.Corrections > 0 && FunctionWords.IsFiller(f.Folded)));
}

/// <summary>A way to write a word.</summary>
/// <param name="Folded">The word.</param>
/// <param name="Stem">Its stem.</param>
/// <param name="Corrections">How many typing errors lie between.</param>
/// <param name="Related">Whether it only shares its root with what was written.</param>
/// <param name="OfValue">Whether it is a value's word that shares its root: "cancellations" where a status is Cancelled.</param>
internal readonly record struct WordForm(string Folded, string Stem, int Corrections, bool Related = false, bool OfValue = false);
