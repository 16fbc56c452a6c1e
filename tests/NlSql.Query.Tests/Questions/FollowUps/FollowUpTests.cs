using NlSql.Query.Linking;
using NlSql.Query.Model;
using NlSql.Query.Questions;
using NlSql.Query.Reading;
using NlSql.Query.Tests.Reading;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;
using NlSql.Testing;

namespace NlSql.Query.Tests.Questions.FollowUps;

/// <summary>Follow-ups over the retail plugin: what each makes of the question before it, and which questions stand alone.</summary>
public sealed class FollowUpTests
{
    public static TheoryData<string, string, string> Pairs
    {
        get
        {
            var data = new TheoryData<string, string, string>();
            var previous = "";
            var followUp = "";
            foreach (var line in File.ReadAllLines(Path.Combine(RepositoryFolder.Root, "tests", "NlSql.Query.Tests", "Questions", "FollowUps", "follow-ups.txt")))
            {
                if (line.StartsWith("> ", StringComparison.Ordinal))
                    followUp = line[2..];
                else if (line.StartsWith("  ", StringComparison.Ordinal))
                    data.Add(previous, followUp, line.Trim());
                else if (line.Length > 0 && line[0] != '#')
                    previous = line;
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Compile_FollowUp_ChangesThePreviousQuery(string previous, string followUp, string expected)
    {
        var compiled = Ask(followUp, Previous(previous));

        if (expected == "stands alone")
        {
            Assert.Equal(Text(Ask(followUp, null)), Text(compiled));
            Assert.DoesNotContain(compiled.Interpretation, s => s.Kind == "follow_up");
            return;
        }

        Assert.Equal(expected, Text(compiled));
        Assert.Equal(QuestionOutcome.Ready, compiled.Outcome);
        Assert.NotNull(compiled.Compiled);
        Assert.Equal("follow_up", compiled.Interpretation[0].Kind);
    }

    [Fact]
    public void Pairs_OfTheFile_AreMany()
    {
        Assert.True(Pairs.Count(p => p.Data.Item3 != "stands alone") >= 100);
        Assert.True(Pairs.Count(p => p.Data.Item3 == "stands alone") >= 20);
    }

    [Fact]
    public void Compile_FollowUpWithoutAPreviousQuery_IsReadAsAnyQuestion()
    {
        foreach (var followUp in Pairs.Select(p => p.Data.Item2).Distinct())
            Assert.DoesNotContain(Ask(followUp, null).Interpretation, s => s.Kind == "follow_up");
    }

    [Fact]
    public void Compile_WholeQuestion_MeansTheSameWhateverWasAskedBefore()
    {
        var previous = Previous("revenue in North by store last 7 days");
        var changed = RetailQuestionTests.Questions.Select(q => q.Data).Where(q => Text(Ask(q.Item1, previous)) != q.Item2).Select(q => q.Item1).ToList();
        Assert.Empty(changed);
    }

    [Theory]
    [InlineData("""{"union":[{"dimensions":["stores.city"],"shape":"distinct"},{"dimensions":["customers.town"],"shape":"distinct"}]}""")]
    [InlineData("""{"from":"customers","return":["customer_name",{"expr":{"date_part":["year","signup_date"]},"as":"joined"}],"filters":{"related":"sales","agg":"count","op":">=","value":2},"order_by":[{"by":"joined"}],"limit":{"n":3,"ties":true}}""")]
    [InlineData("""{"metrics":["revenue",{"expr":{"-":["revenue","cost_of_goods"]},"as":"left"}],"dimensions":["sales.region",{"column":"sales.order_date","grain":"month"}],"per_group_top":{"n":2,"by":"left","within":["month"]}}""")]
    [InlineData("""{"from":"stores","metrics":[{"agg":"count","of":"sales","as":"lines"}],"return":["store_name","lines"],"filters":{"or":[{"column":"city","op":"=","value":"Kiel"},{"column":"floor_area","op":">","value":1000}]}}""")]
    [InlineData("""{"from":"sales","shape":"exists","filters":{"not":{"column":"sales.region","op":"=","value":"North"}}}""")]
    public void Compile_FollowUpOfAnyQuery_RunsOrAsks(string previous)
    {
        var query = SemanticQueryJson.Read(previous).Query!;
        Assert.NotNull(QueryCompiler.Compile(query, RetailData.Context.Query).Query);
        foreach (var followUp in Pairs.Select(p => p.Data.Item2).Distinct())
        {
            var compiled = Ask(followUp, query);
            Assert.Equal(compiled.Outcome == QuestionOutcome.Ready, compiled.Compiled is not null);
        }
    }

    [Fact]
    public void Compile_FollowUpTwice_GivesTheSame()
    {
        foreach (var (previous, followUp, _) in Pairs.Select(p => p.Data).Take(40))
        {
            var query = Previous(previous);
            var (first, second) = (Ask(followUp, query), Ask(followUp, query));
            Assert.Equal((first.Compiled?.DisplaySql, first.Message), (second.Compiled?.DisplaySql, second.Message));
            Assert.Equal(first.Assumptions, second.Assumptions);
        }
    }

    [Fact]
    public void Compile_FollowUp_SaysWhatItChangedAndWhatItKept()
    {
        var compiled = Ask("and now by category?", Previous("revenue in North last 7 days"));
        Assert.Equal("Read as a change of the previous question.", compiled.Assumptions[0]);
        Assert.Equal("Kept: Revenue, region of sales is North, last 7 days.", compiled.Assumptions[1]);
        Assert.Equal(
            ["follow_up: a change of the previous question", "grouping: group by", "column: Category of Sales"],
            compiled.Interpretation.Select(s => $"{s.Kind}: {s.Meaning}"));
        Assert.All(compiled.Interpretation, s => Assert.Equal(s.Text, compiled.Question!.Original.Substring(s.Span.Start, s.Span.Length)));
    }

    [Fact]
    public void Compile_GroupingAdded_SaysHowToReplaceInstead() =>
        Assert.Contains("Grouped by Region of Sales, and by Channel besides. Say “instead” to group by that alone.", Ask("by channel", Previous("revenue by region")).Assumptions);

    [Fact]
    public void Compile_Misspelling_LowersConfidence()
    {
        var compiled = Ask("by categry", Previous("revenue"));
        Assert.Equal(ConfidenceLevel.Medium, compiled.Confidence!.Level);
        Assert.Contains(compiled.Confidence.Reasons, r => r.Contains("misspelling", StringComparison.Ordinal));
    }

    [Fact]
    public void Compile_ValueOfTwoColumns_AsksWhich()
    {
        var values = new ValueCatalog([.. RetailData.Values.Columns.Select(c => (c.Table, c.Column) == ("customers", "town") ? c with { Values = [.. c.Values, "Kiel"] } : c)]);
        var context = RetailData.Context with { Lexicon = Lexicon.Build(RetailData.Model, values), Earlier = [new(Previous("total revenue last 7 days"))] };

        var compiled = QuestionCompiler.Compile("only Kiel", context);

        Assert.Equal(QuestionOutcome.Clarification, compiled.Outcome);
        Assert.Equal("followup.ambiguous", Assert.Single(compiled.Issues).Code);
        Assert.Equal(["City is Kiel", "Town is Kiel"], compiled.Choices.Select(c => c.Label).Order());
        Assert.All(compiled.Choices, c => Assert.Equal(context.Previous!.Time, c.Query.Time));
    }

    [Fact]
    public void Compile_ValueOfTwoColumnsOneOfThemFiltered_TakesThatOne()
    {
        var values = new ValueCatalog([.. RetailData.Values.Columns.Select(c => (c.Table, c.Column) == ("customers", "town") ? c with { Values = [.. c.Values, "Kiel"] } : c)]);
        var context = RetailData.Context with { Lexicon = Lexicon.Build(RetailData.Model, values), Earlier = [new(Previous("revenue in Hamburg"))] };

        Assert.Equal(
            """{"metrics":["revenue"],"filters":{"column":"stores.city","op":"=","value":"Kiel"}}""", Text(QuestionCompiler.Compile("what about Kiel?", context)));
    }

    [Theory]
    [InlineData("go back")]
    [InlineData("undo")]
    [InlineData("back to the previous one, please")]
    public void Compile_Undo_IsTheQueryBeforeThePreviousOne(string text)
    {
        var compiled = Ask(text, Previous("revenue by region"), Previous("total revenue last 7 days"));
        Assert.Equal("""{"metrics":["revenue"],"time":"last 7 days"}""", Text(compiled));
        Assert.NotNull(compiled.Compiled);
    }

    [Fact]
    public void Compile_UndoWithNothingBefore_SaysSo()
    {
        var compiled = Ask("go back", Previous("revenue by region"));
        Assert.Equal(QuestionOutcome.Clarification, compiled.Outcome);
        Assert.Equal("followup.nothing-before", Assert.Single(compiled.Issues).Code);
        Assert.Null(compiled.Compiled);
    }

    [Fact]
    public void Compile_EditThatDoesNotCompile_IsReadAsAnyQuestion()
    {
        // A share of an average means nothing.
        var previous = Previous("average order value by region");
        var compiled = Ask("as a share", previous);
        Assert.Null(compiled.Compiled);
        Assert.NotEqual(QuestionOutcome.Ready, compiled.Outcome);
    }

    [Fact]
    public void Compile_ForbiddenWordInAFollowUp_IsBlocked()
    {
        var policy = RetailData.Model.Policy with { ForbiddenTopics = [new("salaries", [], ["salary"], null)] };
        var model = RetailData.Model with { Policy = policy };
        var context = new QuestionContext(Lexicon.Build(model, RetailData.Values), RetailData.Context.Query with { Model = new ModelIndex(model) }) { Earlier = [new(Previous("revenue by region"))] };
        Assert.Equal(QuestionOutcome.Blocked, QuestionCompiler.Compile("and by salary?", context).Outcome);
    }

    private static SemanticQuery Previous(string text) =>
        text[0] == '{' ? SemanticQueryJson.Read(text).Query! : Ask(text, null).Query ?? throw new InvalidOperationException($"“{text}” is not understood.");

    private static CompiledQuestion Ask(string question, SemanticQuery? previous, SemanticQuery? before = null) =>
        QuestionCompiler.Compile(question, RetailData.Context with { Earlier = [.. new[] { previous, before }.OfType<SemanticQuery>().Select(q => new AnsweredQuery(q))] });

    private static string Text(CompiledQuestion compiled) => compiled.Query is { } query ? SemanticQueryJson.Write(query) : compiled.Outcome.ToString();
}
