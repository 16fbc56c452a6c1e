using NlSql.Query.Questions;
using NlSql.SemanticModel.Queries;
using NlSql.Testing;

namespace NlSql.Query.Tests.Reading;

/// <summary>Files of questions, each with the semantic query that it means on the line below.</summary>
internal static class GoldenQuestions
{
    public static TheoryData<string, string> Read(string file)
    {
        var lines = File.ReadAllLines(Path.Combine(RepositoryFolder.Root, "tests", "NlSql.Query.Tests", "Reading", file));
        var data = new TheoryData<string, string>();
        for (var i = 1; i < lines.Length; i++)
        {
            if (lines[i].StartsWith("  {", StringComparison.Ordinal))
                data.Add(lines[i - 1], lines[i].Trim());
        }

        return data;
    }

    /// <summary>The question is understood at once, means that query, and compiles to SQL.</summary>
    public static void AssertMeaning(string question, string query, QuestionContext context)
    {
        var compiled = QuestionCompiler.Compile(question, context);

        Assert.Equal(QuestionOutcome.Ready, compiled.Outcome);
        Assert.Equal(query, SemanticQueryJson.Write(compiled.Query!));
        Assert.NotNull(compiled.Compiled);
    }
}
