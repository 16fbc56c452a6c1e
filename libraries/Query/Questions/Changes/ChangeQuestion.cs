using NlSql.Query.Linking;
using NlSql.Query.Linking.Words;
using NlSql.Query.Tokens;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Questions.Changes;

/// <summary>"Did revenue go up last month?", "is revenue higher this year than last year?": a measure beside that of the period before, or of the one that was said.</summary>
internal static class ChangeQuestion
{
    /// <summary>What comes of a question whether something changed; null when it is none, or when what changed cannot be told.</summary>
    public static CompiledQuestion? Read(CompiledQuestion heard, LinkedQuestion linked, QuestionContext context)
    {
        var words = heard.Tokens.Where(t => t.Kind == TokenKind.Word).ToList();
        if (words is not [{ Folded: "did" or "does" or "do" or "has" or "have" or "is" or "are" or "was" or "were" } opening, ..])
            return null;
        var than = words.Find(w => w.Folded == "than");
        if (ChangeSubject.Read(heard, linked, [opening], w => ChangeWords.IsChange(w) && (than is not null || !ChangeWords.Comparing.Contains(w.Folded)), context, than) is not { } subject
            // What is more than something other than another period is no change.
            || (subject.Query.Compare is null && (than is not null || IsComparison(linked))))
            return null;
        var (asked, assumed) = subject.InPeriod();
        var query = asked with { Compare = asked.Compare ?? new PeriodComparison.PreviousPeriod() };
        return QueryCompiler.Compile(query, context.Query).Query is { } compiled
            ? subject.Answer(query, compiled, "the change from one period to the other", new[] { assumed }.OfType<string>())
            : null;
    }

    // "higher in North or in South", "from 2023 to 2024": the sides are said, or both of the periods.
    private static bool IsComparison(LinkedQuestion linked) => linked.Mentions.Any(m => m.Target is MentionTarget.Versus
        || (m.Target is MentionTarget.Period && m.End > m.Start + 2 && linked.Words[m.Start].Best is "from" or "between"));
}
