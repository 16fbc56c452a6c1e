using NlSql.Query.Reading;
using NlSql.Query.Tokens;

namespace NlSql.Query.Tests.Goldens;

/// <summary>The goldens that have a question: read in words, each gives the rows of the reference.</summary>
[Collection(RetailDatabase.Collection)]
public sealed class QuestionGoldenTests(RetailDatabase database)
{
    public static TheoryData<string> Questions => [.. GoldenCase.All.Where(c => c.Question is not null).Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Questions))]
    public async Task Read_Question_GivesRowsOfReference(string name)
    {
        var golden = GoldenCase.All.Single(c => c.Name == name);

        var reading = QuestionReader.Read(Tokenizer.Tokenize(golden.Question!), Tests.Reading.RetailData.Lexicon, Retail.LastDay);
        Assert.True(reading.Query is not null, $"{reading.Clarification} {string.Join(" ", reading.Issues)}");
        var result = QueryCompiler.Compile(reading.Query, Retail.Context);
        Assert.True(result.Query is not null, string.Join("\n", result.Issues));

        var rows = await database.RunAsync(result.Query.Executable);
        var table = ResultTable.Cut(result.Query.Columns, rows, result.Query.RowLimit);
        Assert.Equal((await database.ReferenceAsync(golden.Reference)).Select(RowText.Of), table.Rows.Select(RowText.Of));
    }
}
