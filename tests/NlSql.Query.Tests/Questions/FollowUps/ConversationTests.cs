using NlSql.Query.Questions;
using NlSql.Query.Tests.Reading;
using NlSql.SemanticModel.Queries;
using NlSql.Testing;

namespace NlSql.Query.Tests.Questions.FollowUps;

/// <summary>Conversations over data that nobody has described: each question changes the one before it, as the conversation keeps it.</summary>
public sealed class ConversationTests
{
    public static TheoryData<string, string, string> Turns
    {
        get
        {
            var data = new TheoryData<string, string, string>();
            List<string> before = [];
            foreach (var line in File.ReadAllLines(Path.Combine(RepositoryFolder.Root, "tests", "NlSql.Query.Tests", "Questions", "FollowUps", "conversations.txt")))
            {
                if (line.StartsWith("  ", StringComparison.Ordinal))
                    data.Add(before[0], string.Join(" > ", before.Skip(1)), line.Trim());
                else if (line.StartsWith("@ ", StringComparison.Ordinal))
                    before = [line[2..]];
                else if (line.StartsWith(">> ", StringComparison.Ordinal))
                    before.Add(line[3..]);
                else if (line.StartsWith("> ", StringComparison.Ordinal))
                    before = [before[0], before[1], line[2..]];
                else if (line.Length > 0 && line[0] != '#')
                    before = [before[0], line];
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Turns))]
    public void Compile_Turn_ChangesTheOneBefore(string data, string turns, string expected)
    {
        var context = data switch { "library" => Library.Context, "toybox" => ToyLibraryQuestionTests.Context, _ => Repairs.Context };
        CompiledQuestion? compiled = null;
        List<AnsweredQuery> earlier = [];
        foreach (var turn in turns.Split(" > "))
        {
            compiled = QuestionCompiler.Compile(turn, context with { Earlier = [.. earlier] });
            // What was not answered ends what a turn may speak of.
            earlier = compiled.Compiled is { } answered ? [new(answered.Query!), .. earlier] : [];
        }

        Assert.DoesNotContain(compiled!.Interpretation, s => s.Text.Contains("told", StringComparison.Ordinal) || s.Meaning.Contains('\u2063', StringComparison.Ordinal));
        if (expected == "stands alone")
        {
            Assert.DoesNotContain(compiled!.Interpretation, s => s.Kind == "follow_up");
            Assert.Equal(QuestionOutcome.Ready, compiled.Outcome);
            return;
        }

        Assert.Equal(expected, compiled!.Query is { } query ? SemanticQueryJson.Write(query) : compiled.Outcome == QuestionOutcome.Clarification ? "asks" : compiled.Outcome.ToString());
    }

    // The answer had one row: it is one designer who was told.
    [Fact]
    public void Compile_OtherThings_AreNotTheOneThatWasTold()
    {
        var context = ToyLibraryQuestionTests.Context;
        var game = QuestionCompiler.Compile("Which game has been borrowed the most?", context).Compiled!.Query!;
        var designer = QuestionCompiler.Compile("Who designed that game?", context with { Earlier = [new(game, 1)] }).Compiled!.Query!;

        var compiled = QuestionCompiler.Compile("Which other games did this designer make?", context with { Earlier = [new(designer, 1), new(game, 1)] });

        Assert.Equal(QuestionOutcome.Ready, compiled.Outcome);
        Assert.Contains("It is asked of the designer told before but the game told before.", compiled.Assumptions);
        Assert.Contains(compiled.Interpretation, s => s is { Text: "this designer", Meaning: "the designer told before" });
        var terms = Assert.IsType<QueryFilter.AllOf>(compiled.Query!.Filters).Terms.Cast<QueryFilter.Membership>().Select(m => (m.Column, m.Negated));
        Assert.Equal([("designers.designer_id", false), ("games.game_id", true)], terms);
    }

    [Theory]
    [InlineData("Who designed them?", "followup.unanswered-before")]
    [InlineData("only those of Reiko Sato", "followup.unanswered-before")]
    [InlineData("Which of them take longer than 60 minutes?", null)]
    [InlineData("How many members are there?", null)]
    public void Compile_AfterAQuestionThatWasAskedBack_AsksWhichAnswerIsMeant(string question, string? code)
    {
        var context = ToyLibraryQuestionTests.Context;
        var party = QuestionCompiler.Compile("List the Party games", context).Compiled!.Query!;

        var compiled = QuestionCompiler.Compile(question, context with { Earlier = [new(party, 4)], Unanswered = "Which of them frobnicate longer than 60 minutes?" });

        Assert.Equal(code, compiled.Issues.Select(i => i.Code).SingleOrDefault());
        Assert.Equal(code is null ? QuestionOutcome.Ready : QuestionOutcome.Clarification, compiled.Outcome);
        // What it would mean of the answer before that is offered.
        if (code is not null)
            Assert.NotNull(QueryCompiler.Compile(Assert.Single(compiled.Choices).Query, context.Query).Query);
    }

    // Each turn has the one before within its own query, which is kept as JSON of so many levels.
    [Fact]
    public void Compile_TurnsThatSpeakOfEachOther_AskBackBeforeTheirQueryIsTooDeepToKeep()
    {
        var context = ToyLibraryQuestionTests.Context;
        List<AnsweredQuery> earlier = [new(QuestionCompiler.Compile("List the Party games", context).Compiled!.Query!)];
        CompiledQuestion? last = null;
        for (var turn = 0; turn < 40 && last is not { Outcome: QuestionOutcome.Clarification }; turn++)
        {
            last = QuestionCompiler.Compile(turn % 2 == 0 ? "Who designed those games?" : "List the games of those designers", context with { Earlier = [.. earlier.Take(4)] });
            if (last.Compiled?.Query is { } query)
            {
                Assert.NotNull(SemanticQueryJson.Read(System.Text.Json.JsonElement.Parse(SemanticQueryJson.Write(query))).Query);
                earlier.Insert(0, new(query));
            }
        }

        Assert.Equal("followup.unread", Assert.Single(last!.Issues).Code);
        Assert.InRange(earlier.Count, 4, 39);
    }

    [Fact]
    public void Compile_ThatPointsBackButIsNotRead_OffersItAsAQuestionOfItsOwn()
    {
        var previous = QuestionCompiler.Compile("total fee by city without Lyon and Ghent", Repairs.Context).Compiled!.Query;

        var compiled = QuestionCompiler.Compile("for all cities and mechanics", Repairs.Context with { Earlier = [new(previous!)] });

        Assert.Equal(QuestionOutcome.Clarification, compiled.Outcome);
        Assert.Equal("followup.unread", Assert.Single(compiled.Issues).Code);
        Assert.Null(compiled.Compiled);
        Assert.NotNull(QueryCompiler.Compile(Assert.Single(compiled.Choices).Query, Repairs.Context.Query).Query);
    }
}
