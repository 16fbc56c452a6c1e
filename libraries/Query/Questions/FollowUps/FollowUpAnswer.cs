using NlSql.Query.Issues;
using NlSql.Query.Linking;
using NlSql.Query.Reading;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Questions.FollowUps;

/// <summary>A follow-up that was read → what comes of the question.</summary>
internal static class FollowUpAnswer
{
    private const double Sure = 0.92;
    private const double PerTypingError = 0.12;
    private const double PerPart = 0.05;

    public static CompiledQuestion Of(CompiledQuestion heard, FollowUpReading reading, QuestionContext context)
    {
        if (reading.Query is { } query)
            return Ready(heard, reading, query, context);
        return reading.Choices.Count > 0 ? Choosing(heard, reading) : NothingBefore(heard, "There is no question before the previous one to go back to. Ask it again in full.");
    }

    /// <summary>A question that points back but could only be read alone: answered like that, it would lose what it speaks of.</summary>
    public static CompiledQuestion Unread(CompiledQuestion alone, QuestionContext context) => alone is not { Outcome: QuestionOutcome.Ready, Query: { } query } ? alone
        : Asking(alone, new("followup.unread", "It could not be read as a change of the previous question.", Whole(alone)), 0.5,
            "That speaks of the previous question, but I do not see how it changes it. Did you mean it as a question of its own?", [new(QueryWording.Of(query, context.Lexicon.Model), query)]);

    /// <summary>A question that points back, and what it would mean of the last answer: the question between them was asked back, and it may speak of that.</summary>
    public static CompiledQuestion OfUnanswered(CompiledQuestion asked, QuestionContext context) =>
        Asking(asked, new("followup.unanswered-before", "It may speak of the question before, which was asked back.", Whole(asked)), 0.5,
            "The question before this one was not answered yet, and this one may speak of it. Did you mean the answer before that?", [new(QueryWording.Of(asked.Query!, context.Lexicon.Model), asked.Query!)]);

    /// <summary>A question that speaks of an answer that spoke of one before it, and so on, further than is kept.</summary>
    public static CompiledQuestion TooFarBack(CompiledQuestion heard) =>
        Asking(heard, new("followup.unread", "It speaks of too many answers before it.", Whole(heard)), 0.2,
            "That speaks of an answer that spoke of many before it, which is further back than I can follow. Please say in full what it is about.", []);

    /// <summary>A question that points back where nothing was answered before: what it speaks of is not known.</summary>
    public static CompiledQuestion Nowhere(CompiledQuestion heard) => NothingBefore(heard, "That speaks of an answer before it, and this conversation has none yet. Please ask it in full.");

    private static CompiledQuestion Ready(CompiledQuestion heard, FollowUpReading reading, SemanticQuery query, QuestionContext context) => heard with
    {
        Query = query,
        Tier = AnswerTier.Semantic,
        Compiled = reading.Compiled,
        Interpretation = Explain(heard, reading, context.Lexicon),
        Assumptions = reading.Assumptions.Concat(reading.Compiled!.Assumptions).Distinct().ToValueList(),
        Confidence = Confidence(heard, reading, context.Lexicon),
    };

    private static CompiledQuestion Choosing(CompiledQuestion heard, FollowUpReading reading) =>
        Asking(heard, new("followup.ambiguous", "The change of the previous question can be read in several ways.", Whole(heard)), 0.5,
            $"That can change the previous question in {(reading.Choices.Count == 2 ? "two" : "several")} ways. Which one do you mean?", reading.Choices.Select(c => new ReadingChoice(c.Label, c.Query)).ToValueList());

    private static CompiledQuestion Asking(CompiledQuestion heard, Issue why, double score, string message, ValueList<ReadingChoice> choices) => heard with
    {
        Outcome = QuestionOutcome.Clarification,
        Compiled = null,
        Query = null,
        Message = message,
        Choices = choices,
        Confidence = ReadingConfidence.Of(score, [why.Message]),
        Issues = [why],
    };

    private static CompiledQuestion NothingBefore(CompiledQuestion heard, string message) => heard with
    {
        Outcome = QuestionOutcome.Clarification,
        Message = message,
        Issues = [new("followup.nothing-before", "The conversation has no earlier question about this dataset.", Whole(heard))],
    };

    // The whole text points back; its words say what changes.
    private static ValueList<SpanReading> Explain(CompiledQuestion heard, FollowUpReading reading, Lexicon lexicon) =>
        reading.Phrases.Select(p => (Place: heard.Question!.ToOriginal(p.Place), p.Target))
            .Select(p => new SpanReading(p.Place, heard.Question!.Original.Substring(p.Place.Start, p.Place.Length), Labels.Kind(p.Target), Labels.Of(lexicon.Model, p.Target), []))
            .Prepend(new(Whole(heard), heard.Question!.Original, "follow_up", "a change of the previous question", []))
            .ToValueList();

    private static ReadingConfidence Confidence(CompiledQuestion heard, FollowUpReading reading, Lexicon lexicon)
    {
        var score = Sure;
        List<string> reasons = ["It was read as a change of the previous question."];
        foreach (var phrase in reading.Phrases.Where(p => p.Link is LinkKind.Fuzzy or LinkKind.Part))
        {
            var misspelled = phrase.Link == LinkKind.Fuzzy;
            score -= misspelled ? PerTypingError : PerPart;
            var words = heard.Question!.Text.Substring(phrase.Place.Start, phrase.Place.Length);
            reasons.Add($"“{words}” {(misspelled ? "was read as a misspelling of" : "is only a part of the name")} {Labels.Of(lexicon.Model, phrase.Target)}.");
        }

        return ReadingConfidence.Of(Math.Round(Math.Clamp(score, 0.05, 1), 3), reasons.ToValueList());
    }

    private static TextSpan Whole(CompiledQuestion heard) => new(0, heard.Question!.Original.Length);
}
