using NlSql.Query.Reading;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Chat.LanguageModel;

/// <summary>How sure an answer of the model is: from what it wrote, how often it had to be corrected, and who agrees with it.</summary>
internal static class ModelConfidence
{
    private const double OfMeaning = 0.75;
    private const double OfSql = 0.6;
    private const double PerRepair = 0.1;
    private const double PlannerAgrees = 0.1;
    private const double SecondLookAgrees = 0.05;
    private const double SecondLookFails = 0.1;

    public static ReadingConfidence Of(Candidate candidate, double share, bool plannerAgrees)
    {
        List<string> reasons = [candidate.Tier == AnswerTier.GeneratedSql ? "A language model wrote the query." : "A language model read the question."];
        var score = candidate.Tier == AnswerTier.GeneratedSql ? OfSql : OfMeaning;
        if (candidate.Attempts > 1)
        {
            score -= PerRepair * (candidate.Attempts - 1);
            reasons.Add("It had to be corrected before its query held.");
        }

        if (plannerAgrees)
            score += PlannerAgrees;
        score += candidate.Agreed switch
        {
            true => SecondLookAgrees,
            false => -SecondLookFails,
            null => 0,
        };
        if (candidate.Agreed == false)
            reasons.Add("A second look at the query did not confirm it.");
        if (share < 1)
        {
            score *= share;
            reasons.Add("Not all of its attempts gave the same rows.");
        }

        return ReadingConfidence.Of(Math.Round(Math.Clamp(score, 0.05, 1), 3), [.. reasons]);
    }
}
