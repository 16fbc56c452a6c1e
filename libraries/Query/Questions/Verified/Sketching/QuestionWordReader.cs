using NlSql.Query.Linking;
using NlSql.Query.Linking.Words;
using NlSql.Query.Tokens;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Questions.Verified.Sketching;

/// <summary>What the question words ask for: how, what, how much, how many, where.</summary>
internal static class QuestionWordReader
{
    public static int? Read(SketchDraft draft, int at) => draft.Question.Words[at].Best switch
    {
        "how" or "hows" => How(draft, at),
        "what" or "whats" or "which" => What(draft, at),
        "who" or "whos" or "whom" => Who(draft, at),
        "where" or "when" => Where(draft, at),
        // "more then" is misspelt.
        "more" when draft.Best(at + 1) == "then" => Said(draft, at + 2, Key.Compared(FilterOperator.Greater)),
        _ => null,
    };

    private static int How(SketchDraft draft, int at)
    {
        var next = draft.Best(at + 1);
        // "how many months do customers stay" asks how long they do.
        if (next == "many" && TimeWords.Unit(draft.Best(at + 2)) is { } unit && draft.Best(at + 3) is "do" or "does" or "did")
        {
            Asked(draft, Asking.How, at, Key.How);
            return Said(draft, at + 3, [.. Concepts.Of("long"), Key.Grain(unit), .. Concepts.Of(draft.Best(at + 2))]);
        }

        if (draft.Mentions[at].Where(m => m.Target is MentionTarget.Count).MaxBy(m => m.End) is { } count)
        {
            draft.Ask(Asking.Many);
            // "how many bills" is "bills" where those are counted.
            draft.Add(new SketchWord([Key.Count], Light: draft.Mentions[count.End].Any(m => m.Target is MentionTarget.Metric { Name: var name } && draft.Question.Lexicon.Model.FindMetric(name)?.Unit == "count")));
            return count.End;
        }

        if (next is not ("much" or "high") && !draft.Question.Mentions.Any(m => m.Start == at && m.End == at + 3 && m is { Target: MentionTarget.Filler, Weight: > 0 }))
            return Asked(draft, Asking.How, at + 1, Key.How);
        draft.Ask(Asking.Much);
        // "how much of our business" asks for its share.
        if (next == "much" && draft.Best(at + 2) == "of")
            draft.AddLight(Concepts.Of("share"));
        return at + 2;
    }

    private static int What(SketchDraft draft, int at)
    {
        var (word, next) = (draft.Best(at), draft.Best(at + 1));
        // "what makes customers leave"
        if (word == "what" && next is "makes" or "made" or "causes" or "caused")
            return Asked(draft, Asking.What, at + 2, [.. Concepts.Of("why")]);
        if (Manner(draft, at) is { } end)
            return Asked(draft, Asking.How, end, Key.How);
        // "what is the spread of prices" is "the spread of prices".
        if (word != "which" && (word == "whats" || next is "is" or "are" or "was" or "were") && !draft.Question.Words.Any(w => w.Best.EndsWith("ing", StringComparison.Ordinal)))
            return at + 1;
        draft.Ask(Asking.What);
        return at + 1;
    }

    private static int Who(SketchDraft draft, int at)
    {
        draft.Ask(Asking.What);
        draft.AddLight([.. Concepts.Of("people"), Key.Who]);
        return at + 1;
    }

    // "dishes where the cost is high" asks for no place.
    private static int? Where(SketchDraft draft, int at) =>
        at == 0 || draft.Question.Words[at - 1].Token.Kind == TokenKind.Symbol || draft.Best(at - 1) is "and" or "so" or "exactly" or "from" ? Said(draft, at + 1, draft.Best(at)) : null;

    // "in which way", "with what", "what … like" ask how.
    private static int? Manner(SketchDraft draft, int at)
    {
        if (draft.Best(at + 1) is "way" or "manner" or "means" or "method" or "methods" or "ways")
            return at + 2;
        if (draft.Best(at - 1) is "with" or "by")
            return draft.Best(at) != "which" && draft.Best(at + 1) is "do" or "does" or "did" ? at + 1 : null;
        return draft.Best(at) != "which" && Enumerable.Range(at + 1, draft.Question.Words.Count - at).Any(i => draft.Best(i) == "like" && draft.Best(i + 1) is not ("best" or "most" or "the" or "to")) ? at + 1 : null;
    }

    private static int Asked(SketchDraft draft, Asking kind, int end, params IReadOnlyList<string> keys)
    {
        draft.Ask(kind);
        return Said(draft, end, keys);
    }

    private static int Said(SketchDraft draft, int end, params IReadOnlyList<string> keys)
    {
        draft.Add(keys);
        return end;
    }
}
