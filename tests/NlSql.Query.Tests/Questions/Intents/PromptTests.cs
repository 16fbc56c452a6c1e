using NlSql.Query.Questions;

namespace NlSql.Query.Tests.Questions.Intents;

/// <summary>The corpus of prompts, as the whole compiler answers them.</summary>
public sealed class PromptTests
{
    public static TheoryData<string> Unsafe => PromptCorpus.Unsafe;

    public static TheoryData<string> Questions => PromptCorpus.Questions;

    public static TheoryData<string> Unsupported => PromptCorpus.Unsupported;

    public static TheoryData<string> Foreign => PromptCorpus.Foreign;

    public static TheoryData<string> AboutTheData => PromptCorpus.AboutTheData;

    [Theory, MemberData(nameof(Unsafe))]
    public void Compile_OrderOrReachOutside_IsBlocked(string text) =>
        Assert.Equal(QuestionOutcome.Blocked, Outcome(text));

    [Theory, MemberData(nameof(Questions))]
    public void Compile_QuestionWithAnAlarmingWord_IsAnsweredOrAskedAbout(string text) =>
        Assert.Contains(Outcome(text), new[] { QuestionOutcome.Ready, QuestionOutcome.Clarification });

    [Theory, MemberData(nameof(Unsupported))]
    public void Compile_RequestOfAnotherKind_IsUnsupported(string text) =>
        Assert.Equal(QuestionOutcome.Unsupported, Outcome(text));

    [Theory, MemberData(nameof(AboutTheData))]
    public void Compile_QuestionAboutTheData_IsAnsweredAsText(string text) =>
        Assert.Equal(QuestionOutcome.AboutTheData, Outcome(text));

    [Theory, MemberData(nameof(Foreign))]
    public void Compile_OtherLanguage_SaysThatEnglishIsUnderstood(string text)
    {
        var asked = Ask(text);
        Assert.Contains(asked.Outcome, new[] { QuestionOutcome.Unsupported, QuestionOutcome.Clarification });
        Assert.Contains("English", asked.Message, StringComparison.Ordinal);
        Assert.Equal("intent.language", asked.Issues[0].Code);
    }

    private static QuestionOutcome Outcome(string text) => Ask(text).Outcome;

    private static CompiledQuestion Ask(string text) => RetailContext.Ask(text);
}
