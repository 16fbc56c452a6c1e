using NlSql.Query.Linking;
using NlSql.Query.Reading.Entities;
using NlSql.Query.Tokens;

namespace NlSql.Query.Reading;

/// <summary>Tokens → reading: link, search the covers, assemble and score; then decide whether one may run.</summary>
public static class QuestionReader
{
    /// <summary>Reads a question.</summary>
    /// <param name="tokens">Its tokens.</param>
    /// <param name="lexicon">What its words may refer to.</param>
    /// <param name="anchor">The day that relative periods count back from.</param>
    public static QuestionReading Read(ValueList<Token> tokens, Lexicon lexicon, DateOnly anchor)
    {
        var question = Linker.Link(tokens, lexicon, anchor);
        var covers = CoverSearch.Best(question);
        var readings = Candidates(question, covers);
        var acceptable = readings.Where(r => r.Acceptable).ToList();
        if (acceptable.Count == 0)
            return Clarifier.Unclear(question, readings);
        var rivals = acceptable.Skip(1).Where(r => acceptable[0].Score - r.Score < ReadingWeights.Close).ToList();
        if (rivals.Count > 0)
            return Clarifier.Ambiguous(question, [acceptable[0], .. rivals]);

        var best = acceptable[0];
        return new()
        {
            Outcome = ReadingOutcome.Ready,
            Query = best.Finished.Query,
            Interpretation = Interpreter.Explain(question, best),
            Assumptions = best.Finished.Assumptions,
            Confidence = Confidence.Of(question, best, acceptable.Skip(1).FirstOrDefault()),
        };
    }

    // Where nobody has written down what is measured, a question is about the rows of tables; where somebody has, about measures first.
    private static IReadOnlyList<ScoredReading> Candidates(LinkedQuestion question, IReadOnlyList<Cover> covers)
    {
        var described = question.Lexicon.MeasuresAreDescribed;
        var measures = described || covers.Take(1).Any(c => c.Mentions.Any(IsOfMeasures)) ? Assembler.Assemble(question, covers) : [];
        if (measures.Any(m => m.Acceptable))
            return measures;
        var things = EntityReader.Read(question);
        return things.Any(r => r.Acceptable) || measures.Count == 0 ? [.. things.Take(1)] : measures;
    }

    // Series, growth and shares are of measures.
    private static bool IsOfMeasures(Mention mention) =>
        mention.Target is MentionTarget.Grain or MentionTarget.Growth or MentionTarget.Share or MentionTarget.Running or MentionTarget.Versus;
}
