namespace NlSql.Query.Tests.Goldens.School;

public sealed class SchoolGoldenTests(SchoolDatabase database) : IClassFixture<SchoolDatabase>
{
    private static readonly bool Update = Environment.GetEnvironmentVariable("NLSQL_UPDATE_GOLDENS") == "1";

    public static TheoryData<string> Names => [.. GoldenCase.School.Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Compile_Query_GivesApprovedSql(string name)
    {
        var golden = GoldenCase.School.Single(c => c.Name == name);

        var compiled = Retail.Compile(golden.Query, School.Context);

        if (Update)
            golden.Approve(compiled.DisplaySql);
        else
            Assert.Equal(golden.Sql, compiled.DisplaySql);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Run_CompiledSql_GivesRowsOfReference(string name)
    {
        var golden = GoldenCase.School.Single(c => c.Name == name);

        var rows = await database.RunAsync(Retail.Compile(golden.Query, School.Context).Executable);
        var expected = await database.ReferenceAsync(golden.Reference);

        Assert.NotEmpty(expected);
        Assert.Equal(expected.Select(RowText.Of), rows.Select(RowText.Of));
    }
}
