using NlSql.Query.Linking;
using NlSql.Query.Tokens;

namespace NlSql.Query.Questions.Verified.Sketching;

/// <summary>Words that are written apart here and together elsewhere, and the other way round.</summary>
internal static class CompoundReader
{
    /// <summary>"break down" is written "breakdown" elsewhere.</summary>
    public static int? ReadApart(SketchDraft draft, int at)
    {
        if (draft.Question.Words[at].Token.Kind != TokenKind.Word || draft.Best(at + 1) is not { Length: > 0 } next)
            return null;
        // "broken down by" groups.
        if (draft.Mentions[at].Any(m => m.Target is MentionTarget.Grouping && m.End > at + 2))
            return null;
        var first = draft.Best(at);
        if (new[] { first + next, Concepts.Root(first) + next }.FirstOrDefault(draft.IsPhrased) is not { } joined)
            return null;
        draft.Add(Concepts.Of(joined).Concat(draft.Named(joined)));
        return at + 2;
    }

    /// <summary>"nightshift" is written "night shift" elsewhere: adds what its halves say. False when it has none.</summary>
    public static bool ReadTogether(SketchDraft draft, string folded)
    {
        for (var i = 2; i <= folded.Length - 2; i++)
        {
            var (left, right) = (folded[..i], folded[i..]);
            if (!IsWord(draft, left) || !IsWord(draft, right))
                continue;
            foreach (var half in new[] { left, right }.Where(h => !Concepts.IsEmpty(h)))
                draft.Add([.. Concepts.Of(half), .. draft.Named(half), .. half is "best" or "top" ? [Key.Most] : Array.Empty<string>()]);
            return true;
        }

        return false;
    }

    private static bool IsWord(SketchDraft draft, string folded) => folded is "up" or "no" || (folded.Length > 2 && draft.IsPhrased(folded));
}
