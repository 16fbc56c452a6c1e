using NlSql.Query.Linking;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Query.Questions.Verified.Sketching;

/// <summary>A linked question → its sketch: at each place what the first reader that knows the words there says of them.</summary>
internal static class SketchReader
{
    // Each reads the words from a place on, adds what they say and gives where the rest begins; null where it has nothing to say.
    private static readonly Func<SketchDraft, int, int?>[] Readers =
        [SayingReader.Read, QuestionWordReader.Read, CompoundReader.ReadApart, MentionReader.Read, WordReader.Read];

    /// <param name="question">The question, or a phrasing with <see cref="Key.AnyNumber"/> for a number and a quoted name for a value.</param>
    /// <param name="spelling">The words of all phrasings: what a misspelt one may have been meant to be.</param>
    /// <param name="slots">The slots of a phrasing, which holds no typing errors; null for a question.</param>
    public static Sketch Read(LinkedQuestion question, WordNeighbours spelling, IReadOnlyList<QuestionSlot>? slots = null)
    {
        var draft = new SketchDraft(question, spelling, slots);
        for (var at = 0; at < question.Words.Count;)
            at = Readers.Select(read => read(draft, at)).First(end => end is not null)!.Value;
        return new(draft.Words, draft.Asking);
    }
}
