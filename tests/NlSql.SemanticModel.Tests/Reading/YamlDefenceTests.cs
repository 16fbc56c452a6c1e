using System.Diagnostics.CodeAnalysis;
using System.Text;
using NlSql.SemanticModel.Reading;

namespace NlSql.SemanticModel.Tests.Reading;

/// <summary>Files that want to cost time or memory, or to be read as something else.</summary>
public sealed class YamlDefenceTests
{
    [Fact]
    public void Read_FileAtTheLimit_IsRead()
    {
        var text = "# " + new string('x', PluginSource.MaxFileBytes - 3) + "\n";

        Assert.Empty(new TestPlugin().With(PluginFile.Insights, text).Read().Problems);
    }

    [Fact]
    public void Read_FileOneByteTooLarge_IsRefused()
    {
        var text = "# " + new string('x', PluginSource.MaxFileBytes - 2) + "\n";

        Assert.Equal(PluginProblemCodes.FileTooLarge, Problem(text).Code);
    }

    [Fact]
    public void FromFolder_FileOfFiftyMegabytes_IsNotReadWhole()
    {
        var folder = Directory.CreateTempSubdirectory("nlsql-large-");
        try
        {
            using (var file = File.Create(Path.Combine(folder.FullName, PluginFile.Insights)))
                file.SetLength(50 * 1024 * 1024);
            using (var file = File.Create(Path.Combine(folder.FullName, "notes.yaml")))
                file.SetLength(50 * 1024 * 1024);
            var source = PluginSource.FromFolder(folder.FullName);

            Assert.Equal(PluginSource.MaxFileBytes + 1, source.Files[PluginFile.Insights].Length);
            Assert.Empty(source.Files["notes.yaml"]);
            var problems = PluginReader.Read(source).Problems;
            Assert.Contains(problems, p => p is { File: PluginFile.Insights, Code: PluginProblemCodes.FileTooLarge });
            Assert.Contains(problems, p => p is { File: "notes.yaml", Code: PluginProblemCodes.FileUnknown });
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("[")]
    [InlineData("{a: ")]
    [InlineData("- ")]
    [InlineData("? ")]
    [InlineData("[{? [")]
    public void Read_DeepNesting_StopsAtTheLimit(string opening)
    {
        var problem = Problem("insights: " + (opening is "- " or "? " ? "\n  " : "") + Repeat(opening, 50_000));

        Assert.Equal(PluginProblemCodes.TooComplex, problem.Code);
    }

    [Fact]
    public void Read_TooManyElements_StopsAtTheLimit()
    {
        var problem = Problem("insights: [" + Repeat("1,", 20_000) + "]");

        Assert.Equal((PluginProblemCodes.TooComplex, "The file has more than 20,000 elements."), (problem.Code, problem.Message));
    }

    [Fact]
    public void Read_AliasBomb_IsRefusedWithoutBeingExpanded()
    {
        var bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for (var i = 1; i < 10; i++)
            bomb.AppendLine($"a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 9))}]");
        var problems = new TestPlugin().With(PluginFile.Insights, bomb.ToString()).Read().Problems;

        Assert.Contains(problems, p => p is { Code: PluginProblemCodes.Refused, Line: 1 });
        Assert.Contains(problems, p => p is { Code: PluginProblemCodes.Refused, Line: 2 } && p.Message.Contains("*name"));
    }

    [Theory]
    [InlineData("insights: !!python/object {}\n", 1, 11)]
    [InlineData("insights: {}\n---\ninsights: {}\n", 2, 1)]
    [InlineData("%YAML 1.1\n---\ninsights: {}\n", 1, 1)]
    [InlineData("%TAG ! tag:example.com,2000:\n---\ninsights: {}\n", 1, 1)]
    [InlineData("insights: &a {}\n", 1, 11)]
    public void Read_RefusedConstruct_IsReportedWhereItStands(string text, int line, int column)
    {
        var problem = Problem(text);

        Assert.Equal((PluginProblemCodes.Refused, line, column), (problem.Code, problem.Line, problem.Column));
    }

    [Fact]
    public void Read_DuplicateKey_NamesBothLines()
    {
        var problem = Problem("insights: {}\n\ninsights: {}\n");

        Assert.Equal((PluginProblemCodes.DuplicateKey, 3, 1), (problem.Code, problem.Line, problem.Column));
        Assert.Contains("line 1", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new byte[] { 0xEF, 0xBB, 0xBF, 0x61 }, 1)]
    [InlineData(new byte[] { 0x61, 0x3A, 0x0A, 0xFF }, 2)]
    [InlineData(new byte[] { 0xFF, 0xFE, 0x61, 0x00 }, 1)]
    [InlineData(new byte[] { 0x61, 0x3A, 0x0A, 0x00 }, 2)]
    [SuppressMessage("Performance", "CA1825", Justification = "Test data.")]
    public void Read_NotPlainUtf8_IsRefused(byte[] bytes, int line)
    {
        var problem = new TestPlugin().With(PluginFile.Insights, bytes).Read().Problems.Single();

        Assert.Equal((PluginProblemCodes.Encoding, line), (problem.Code, problem.Line));
    }

    [Fact]
    public void Read_TabIndentation_SaysSo()
    {
        var problem = Problem("insights:\n\tweek: {}\n");

        Assert.Equal((PluginProblemCodes.Syntax, 2), (problem.Code, problem.Line));
        Assert.Contains("spaces", problem.Hint, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("insights: [1, 2\n")]
    [InlineData("insights: 'open\n")]
    [InlineData("a: b: c\n")]
    public void Read_NotYaml_IsASyntaxProblem(string text) => Assert.Equal(PluginProblemCodes.Syntax, Problem(text).Code);

    [Theory]
    [InlineData("- a\n")]
    [InlineData("just text\n")]
    public void Read_RootIsNoMap_IsReported(string text) => Assert.Equal(PluginProblemCodes.WrongType, Problem(text).Code);

    private static PluginProblem Problem(string insights) => new TestPlugin().With(PluginFile.Insights, insights).Read().Problems[0];

    private static string Repeat(string text, int times) => new StringBuilder().Insert(0, text, times).ToString();
}
