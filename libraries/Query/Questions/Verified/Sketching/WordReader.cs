using NlSql.Query.Linking;
using NlSql.Query.Linking.Words;
using NlSql.Query.Tokens;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Questions.Verified.Sketching;

/// <summary>A word that nothing else knows says its root, what it may have been meant to be, and what the language says by it.</summary>
internal static class WordReader
{
    public static int? Read(SketchDraft draft, int at)
    {
        var word = draft.Question.Words[at];
        var folded = word.Token.Folded;
        if (word.Token.Kind == TokenKind.Symbol || Concepts.IsEmpty(folded))
            return at + 1;
        if (draft.Slot(word.Token) is { } slot)
            draft.Add(new SketchWord([]) { Slot = slot });
        else if (Concepts.IsPresent(folded) || (folded == "right" && Concepts.IsPresent(draft.Best(at + 1))))
            draft.Add(Key.Now);
        else if (word.Token.Number is { } number)
            draft.Add(Key.Number(number));
        else if (Rolling(draft, at) is { } range)
            draft.Add(draft.Periods(range, at));
        else if (!IsSaid(draft, at) && !(word.Unknown && CompoundReader.ReadTogether(draft, folded)))
            AddRoots(draft, at);
        return Rolling(draft, at) is null ? at + 1 : at + 3;
    }

    // "15 times" and "the first three" are said by the number, "since last quarter" by the quarter, "how is it going so far" by how.
    private static bool IsSaid(SketchDraft draft, int at) => draft.Best(at) switch
    {
        "times" => HasNumber(draft, at - 1) || draft.Best(at - 1) == "more",
        "far" => draft.Best(at - 1) == "so" && draft.Asking == Asking.How,
        "first" => HasNumber(draft, at + 1),
        // "did it improve since last quarter": it is compared with it.
        "since" => new[] { at + 1, at + 2 }.Any(next => draft.Mentions[next].Any(m => m.Target is MentionTarget.Period)),
        _ => false,
    };

    private static bool HasNumber(SketchDraft draft, int at) => at >= 0 && at < draft.Question.Words.Count && draft.Question.Words[at].Token.Number is not null;

    // "rolling 12 months" are the last ones.
    private static TimeRange.Rolling? Rolling(SketchDraft draft, int at) =>
        draft.Best(at) is "rolling" or "moving" or "trailing" && at + 2 < draft.Question.Words.Count && draft.Question.Words[at + 1].Token.Number is >= 1 and <= 100 and { } units
            && TimeWords.Unit(draft.Best(at + 2)) is { } unit ? new((int)units, unit) : null;

    private static void AddRoots(SketchDraft draft, int at)
    {
        var word = draft.Question.Words[at];
        var folded = word.Token.Folded;
        IEnumerable<string> forms = [folded], named = [];
        if (!draft.IsPhrasing)
        {
            forms = word.Forms.Select(f => f.Folded).Concat(word.Unknown || word.Forms.Count > 1 ? draft.Respelt(folded) : []);
            named = word.Unknown ? draft.Question.Lexicon.Neighbours.Of(word.Token.Stem).SelectMany(n => draft.Named(n.Word)) : [];
        }

        // "best selling toys" are the best.
        var isLight = Concepts.IsLight(folded) || (Concepts.IsQuality(folded) && (draft.Best(at - 1) == "how" || (!draft.IsPhrasing && draft.Best(0) is "is" or "are"))) || (folded == "selling" && draft.Best(at - 1) is "best" or "top" or "worst");
        draft.Add(new SketchWord([.. forms.SelectMany(Concepts.Of).Concat(named).Distinct(StringComparer.Ordinal), .. Concepts.IsCarrying(folded) ? [Key.Verb] : Array.Empty<string>()], isLight) { IsSubject = draft.IsSubject(at) });
    }
}
