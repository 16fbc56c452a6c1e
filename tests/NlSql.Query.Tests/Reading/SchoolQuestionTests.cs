using NlSql.Query.Linking;
using NlSql.Query.Questions;
using NlSql.Query.Tests.Goldens.School;

namespace NlSql.Query.Tests.Reading;

/// <summary>Questions about tables that nobody has described: what is listed, counted, grouped and asked of related rows.</summary>
public sealed class SchoolQuestionTests
{
    private static readonly ValueCatalog Values = new(
    [
        new("students", "student_name", ["Ada Bell", "Cy Dunn", "Di Eck", "Ed Fox", "Flo Gray"], true),
        new("students", "house", ["Blue", "Red", "Green"], true),
        new("teachers", "teacher_name", ["Ines Falk", "Omar Reed", "Lea Moss", "Paul Orr"], true),
        new("courses", "title", ["Algebra", "Botany", "Chemistry", "Drama"], true),
        new("clubs", "club_name", ["Chess", "Choir"], true),
        new("lockers", "building", ["East", "West"], true),
    ]);

    private static QuestionContext Context { get; } = new(Lexicon.Build(School.Definition, Values, drafted: true), School.Context with { Anchor = new TimeAnchorDay(new DateOnly(2025, 12, 31)) });

    public static TheoryData<string, string> Questions => GoldenQuestions.Read("school-questions.txt");

    [Theory]
    [MemberData(nameof(Questions))]
    public void Compile_Question_MeansItsQuery(string question, string query) => GoldenQuestions.AssertMeaning(question, query, Context);

    [Theory]
    [InlineData("students with foobar")]
    [InlineData("students in the house with the most students")]
    [InlineData("students and the date they enrolled")]
    [InlineData("clubs and how many students are in each")]
    [InlineData("which teachers are cheaper")]
    [InlineData("correlation of grade and salary")]
    [InlineData("students who cancelled")]
    public void Compile_QuestionWithWordsThatMeanNothingHere_AsksBack(string question) =>
        Assert.Equal(QuestionOutcome.Clarification, QuestionCompiler.Compile(question, Context).Outcome);

    [Theory]
    [InlineData("houses without students")]
    [InlineData("houses without students born in 2008")]
    public void Compile_DenialThatHasNoPlace_AsksBackInsteadOfMeaningTheOpposite(string question) =>
        Assert.Equal(QuestionOutcome.Clarification, QuestionCompiler.Compile(question, Context).Outcome);

    [Fact]
    public void Compile_Question_ShowsHowEachWordWasRead()
    {
        var compiled = QuestionCompiler.Compile("names of students who have no locker", Context);

        Assert.Contains(compiled.Interpretation, s => s is { Text: "locker", Meaning: "Lockers" });
        Assert.Contains(compiled.Interpretation, s => s is { Text: "no", Kind: "negation" });
    }
}
