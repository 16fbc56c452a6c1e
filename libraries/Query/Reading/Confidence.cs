using NlSql.Query.Linking;

namespace NlSql.Query.Reading;

/// <summary>How sure a reading is: from the strength of its links, what was assumed, and the distance to the runner-up.</summary>
internal static class Confidence
{
    private const double Best = 0.97;

    // Where nobody has said what words mean: measured over sixteen exports, docs/asking.md has the table.
    private const double BestOfDrafted = 0.83;
    private const double PerTypingError = 0.12;
    private const double PerPart = 0.05;
    private const double PerLooseGroup = 0.06;
    private const double CloseRival = 0.15;

    public static ReadingConfidence Of(LinkedQuestion question, ScoredReading reading, ScoredReading? rival)
    {
        var score = question.Lexicon.IsDrafted ? BestOfDrafted : Best;
        List<string> reasons = [];
        foreach (var item in reading.Finished.Items)
        {
            score -= item.Link switch { LinkKind.Fuzzy => PerTypingError, LinkKind.Part => PerPart, _ => 0 };
            if (Reason(question, item) is { } reason)
                reasons.Add(reason);
        }

        if (reading.Finished.Features.GetValueOrDefault(Feature.GroupedWithoutWord) is var loose and > 0)
        {
            score -= PerLooseGroup * loose;
            reasons.Add("No word such as “by” says what to group by.");
        }

        if (rival is not null && reading.Score - rival.Score < 2 * ReadingWeights.Close)
        {
            score -= CloseRival;
            reasons.Add("Another reading fits nearly as well.");
        }

        return ReadingConfidence.Of(Math.Round(Math.Clamp(score, 0.05, 1), 3), reasons.ToValueList());
    }

    /// <summary>What the link of a word leaves open; null when nothing.</summary>
    public static string? Reason(LinkedQuestion question, ReadItem item) => item.Link switch
    {
        LinkKind.Fuzzy => $"“{Interpreter.Words(question, item.Mention)}” was read as a misspelling of {Labels.Of(question.Lexicon.Model, item.Target)}.",
        LinkKind.Part => $"“{Interpreter.Words(question, item.Mention)}” is only a part of the name {Labels.Of(question.Lexicon.Model, item.Target)}.",
        _ => null,
    };
}
