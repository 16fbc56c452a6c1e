using NlSql.Chat.Memory;
using NlSql.Query.Issues;
using NlSql.Query.Narration;
using NlSql.Query.Questions;
using NlSql.Query.Reading;
using NlSql.SemanticModel;

namespace NlSql.Chat.LanguageModel;

/// <summary>Readings of which none has a majority → one question back, as the planner asks: each choice is a query that runs.</summary>
internal static class DisagreeingReadings
{
    private const int MostChoices = 4;
    private const string Unclear = "The question can be read in more than one way.";

    /// <summary>The question back; null when fewer than two of the readings are semantic queries, which alone can be chosen.</summary>
    public static CompiledQuestion? Ask(UnsureQuestion question, IReadOnlyList<Candidate> rivals)
    {
        var choices = Choices(question, [.. rivals.Where(r => r.Meaning is not null)]);
        return choices.Count < 2 ? null : question.Planned with
        {
            Outcome = QuestionOutcome.Clarification,
            Query = null,
            Tier = null,
            Compiled = null,
            Assumptions = [],
            Confidence = ReadingConfidence.Of(0.5, ["A language model read the question in different ways."]),
            Message = $"{Unclear} Which do you mean?",
            Choices = choices,
            Issues = [new(RememberedChoices.OfModel, Unclear, TextSpan.None)],
        };
    }

    // A phrase does not tell all queries apart; what is computed, in words, does.
    private static ValueList<ReadingChoice> Choices(UnsureQuestion question, List<Candidate> readings)
    {
        var model = question.Subject.Dataset.Model;
        var phrases = readings.Select(r => QueryWording.Of(r.Meaning!, model.Definition)).ToList();
        return readings.Zip(phrases, (reading, phrase) => new ReadingChoice(
                phrases.Count(p => p == phrase) == 1 ? phrase : Explainer.Explain(reading.Query!, model), reading.Meaning!))
            .DistinctBy(c => c.Label)
            .Take(MostChoices)
            .ToValueList();
    }
}
