using NlSql.Query.Issues;
using NlSql.Query.Linking;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Reading;

/// <summary>Readings that may not run → one question with a few choices, each of which is a query that may.</summary>
internal static class Clarifier
{
    private const int MostChoices = 4;

    /// <summary>Several readings fit and differ in their result.</summary>
    public static QuestionReading Ambiguous(LinkedQuestion question, IReadOnlyList<ScoredReading> rivals)
    {
        var choices = rivals.Take(MostChoices).Select(r => Choice(question, r.Finished.Query)).DistinctBy(c => c.Label).ToValueList();
        return new()
        {
            Outcome = ReadingOutcome.Clarification,
            Interpretation = Interpreter.Explain(question, rivals[0]),
            Assumptions = rivals[0].Finished.Assumptions,
            Confidence = ReadingConfidence.Of(0.5, ["The question can be read in more than one way."]),
            Clarification = "The question can be read in more than one way. Which do you mean?",
            Choices = choices,
            Issues = [new("reading.ambiguous", "The question can be read in more than one way.", TextSpan.None)],
        };
    }

    /// <summary>No reading fits: what is missing is asked for.</summary>
    public static QuestionReading Unclear(LinkedQuestion question, IEnumerable<ScoredReading> readings)
    {
        var best = readings.FirstOrDefault();
        var (text, issues) = Problem(question, best);
        return new()
        {
            Outcome = ReadingOutcome.Clarification,
            Interpretation = best is null ? [] : Interpreter.Explain(question, best),
            Confidence = ReadingConfidence.Of(0.2, [text]),
            Clarification = text,
            Choices = Proposals.For(question, readings).Select(q => Choice(question, q)).DistinctBy(c => c.Label).Take(MostChoices).ToValueList(),
            Issues = issues,
        };
    }

    // A way of calculating that is never read, or one that lacks something here: a share without groups.
    private static string? Calculation(LinkedQuestion question, ScoredReading best)
    {
        if (!best.Finished.Features.ContainsKey(Feature.UnsupportedCalculation))
            return null;
        return best.Finished.Items.Select(i => i.Target)
            .Where(t => t is MentionTarget.Unsupported or MentionTarget.Versus or MentionTarget.Growth or MentionTarget.Share or MentionTarget.Running)
            .Select(t => Labels.Of(question.Lexicon.Model, t))
            .FirstOrDefault();
    }

    private static (string Text, ValueList<Issue> Issues) Problem(LinkedQuestion question, ScoredReading? best)
    {
        if (best is null)
            return ("I could not read the question. What would you like to know?", [new("reading.unclear", "The question could not be read.", TextSpan.None)]);
        if (best.Cover.Unexplained.Count > 0)
        {
            var unknown = best.Cover.Unexplained.Select(i => question.Words[i].Token).ToList();
            var words = string.Join(", ", unknown.Select(t => $"“{t.Text}”"));
            return ($"I do not know what {words} means here. Did you mean one of these?",
                unknown.Select(t => new Issue("reading.unknown-word", $"“{t.Text}” is no metric, column or value that I know.", t.Span)
                {
                    Suggestions = Proposals.Near(question, t).Select(c => Labels.Of(question.Lexicon.Model, c)).Distinct().Take(MostChoices).ToValueList(),
                }).ToValueList());
        }

        if (Calculation(question, best) is { } calculation)
            return ($"I understand that you ask for {calculation}, which I cannot calculate like this. Would one of these help?",
                [new("reading.unsupported-calculation", $"The question asks for {calculation}.", TextSpan.None)]);
        var unused = best.Finished.Items.Where(i => i.Role == "unused").ToList();
        if (unused.Count > 0)
        {
            var words = string.Join(", ", unused.Select(u => $"“{Interpreter.Words(question, u.Mention)}”"));
            return ($"I do not see what {words} refers to. Did you mean one of these?",
                unused.Select(u => new Issue("reading.unclear-word", $"It is not clear what “{Interpreter.Words(question, u.Mention)}” refers to.", Interpreter.Span(question, u.Mention))).ToValueList());
        }

        if (best.Finished.Missed is [var missed, ..])
            return ($"{missed} Did you mean one of these?", [new("reading.unanswered", missed, TextSpan.None)]);

        var text = best.Finished.Features.Where(f => ReadingWeights.Of(f.Key) * f.Value < 0).OrderBy(f => ReadingWeights.Of(f.Key) * f.Value).Select(f => f.Key).FirstOrDefault() switch
        {
            Feature.NoMeasure or Feature.NothingAsked => "What should be measured?",
            Feature.NothingToRank => "What should be ranked?",
            Feature.AggregateOfMetric => "That average is not defined. Which of these do you mean?",
            Feature.AggregateOfText => "Only numbers can be averaged or added up. What should be measured?",
            Feature.ConditionWithoutTarget or Feature.ConditionOnWhole => "What should the condition apply to?",
            Feature.SeparatePeriods => "I can look at one period at a time. Which one?",
            Feature.NoTimeColumn => "This has no date, so it cannot be limited to a period.",
            Feature.TopWithinGroups => "I cannot rank within each group yet. Would one of these help?",
            Feature.UnreachableColumn => "These things are not connected in the data. Would one of these help?",
            _ => "I am not sure how to read the question. Did you mean one of these?",
        };
        return (text, [new("reading.unclear", text, TextSpan.None)]);
    }

    private static ReadingChoice Choice(LinkedQuestion question, SemanticQuery query) => new(QueryWording.Of(query, question.Lexicon.Model), query);
}
