namespace NlSql.Chat.Learning;

/// <summary>What learning from people is made of.</summary>
internal static class LearningServices
{
    public static void AddLearning(this IServiceCollection services)
    {
        services.AddSingleton<TaughtReviews>();
        services.AddSingleton<TaughtDatasets>();
        services.AddSingleton<SynonymProposals>();
        services.AddSingleton<QuestionVectors>();
        services.AddSingleton<LearnedQuestions>();
        services.AddSingleton<MeaningCheck>();
        services.AddSingleton<Corrections>();
        services.AddSingleton<DecideReview>();
    }
}
