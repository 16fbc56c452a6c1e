using NlSql.Query.Sql.Rewriting;

namespace NlSql.Query.Tests.Goldens;

[Collection(RetailDatabase.Collection)]
public sealed class GoldenTests(RetailDatabase database)
{
    private static readonly bool Update = Environment.GetEnvironmentVariable("NLSQL_UPDATE_GOLDENS") == "1";

    public static TheoryData<string> Names => [.. GoldenCase.All.Select(c => c.Name)];

    [Fact]
    public void All_Names_AreUnique() => Assert.Equal(GoldenCase.All.Count, GoldenCase.All.Select(c => c.Name).Distinct().Count());

    [Theory]
    [MemberData(nameof(Names))]
    public void Compile_Query_GivesApprovedSql(string name)
    {
        var golden = Find(name);

        var compiled = Retail.Compile(golden.Query);

        if (Update)
            golden.Approve(compiled.DisplaySql);
        else
            Assert.Equal(golden.Sql, compiled.DisplaySql);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Compile_Twice_GivesSameBytes(string name)
    {
        var golden = Find(name);

        var (one, two) = (Retail.Compile(golden.Query), Retail.Compile(golden.Query));

        Assert.Equal(one.Executable, two.Executable);
        Assert.Equal(one.CanonicalText, two.CanonicalText);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Run_CompiledSql_GivesRowsOfReference(string name)
    {
        var golden = Find(name);
        var compiled = Retail.Compile(golden.Query);

        var rows = await database.RunAsync(compiled.Executable);
        var table = ResultTable.Cut(compiled.Columns, rows, compiled.RowLimit);
        var expected = await database.ReferenceAsync(golden.Reference);

        Assert.NotEmpty(expected);
        Assert.Equal(expected.Select(RowText.Of), table.Rows.Select(RowText.Of));

        var behind = Retail.Compile(golden.Query, Retail.Context with { Barrier = EvaluationBarrier.OffsetZero });
        Assert.Equal(rows.Select(RowText.Of), (await database.RunAsync(behind.Executable)).Select(RowText.Of));
    }

    private static GoldenCase Find(string name) => GoldenCase.All.Single(c => c.Name == name);
}
