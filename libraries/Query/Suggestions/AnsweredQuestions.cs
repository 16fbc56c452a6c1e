using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using NlSql.Query.Linking;
using NlSql.Query.Questions;
using NlSql.Query.Reading;

namespace NlSql.Query.Suggestions;

/// <summary>
/// Which questions a dataset answers. The same few are offered after many answers, so what was found out is kept for as long as the
/// lexicon of the version lives.
/// </summary>
internal static class AnsweredQuestions
{
    private const int MostKept = 2_000;

    private static readonly ConditionalWeakTable<Lexicon, ConcurrentDictionary<(string Question, string Roles, DateOnly Day), bool>> known = [];

    /// <summary>Whether the question is understood, allowed to this caller, and compiles.</summary>
    public static bool Contain(string question, QuestionContext context)
    {
        var answers = known.GetOrCreateValue(context.Lexicon);
        var key = (question, string.Join(' ', context.Query.Roles), context.Query.Anchor.Day);
        if (answers.TryGetValue(key, out var answered))
            return answered;
        answered = QuestionCompiler.Compile(question, context) is { Outcome: QuestionOutcome.Ready, Confidence.Level: not ConfidenceLevel.Low };
        if (answers.Count < MostKept)
            answers.TryAdd(key, answered);
        return answered;
    }
}
