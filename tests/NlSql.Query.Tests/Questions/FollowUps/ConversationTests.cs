using NlSql.Query.Questions;
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
        var context = data == "library" ? Library.Context : Repairs.Context;
        CompiledQuestion? compiled = null;
        List<AnsweredQuery> earlier = [];
        foreach (var turn in turns.Split(" > "))
        {
            compiled = QuestionCompiler.Compile(turn, context with { Earlier = [.. earlier] });
            // What was not answered ends what a turn may speak of.
            earlier = compiled.Compiled is { } answered ? [new(answered.Query!), .. earlier] : [];
        }

        if (expected == "stands alone")
        {
            Assert.DoesNotContain(compiled!.Interpretation, s => s.Kind == "follow_up");
            Assert.Equal(QuestionOutcome.Ready, compiled.Outcome);
            return;
        }

        Assert.Equal(expected, compiled!.Query is { } query ? SemanticQueryJson.Write(query) : compiled.Outcome == QuestionOutcome.Clarification ? "asks" : compiled.Outcome.ToString());
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
