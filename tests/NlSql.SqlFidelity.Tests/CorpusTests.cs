using NlSql.Query.Sql.Parsing;
using NlSql.Query.Sql.Printing;
using NlSql.SqlFidelity.Tests.Postgres;

namespace NlSql.SqlFidelity.Tests;

public sealed class CorpusTests
{
    public static TheoryData<string> Queries => [.. Corpus.Queries];

    [Theory]
    [MemberData(nameof(Queries))]
    public void Print_HandWrittenQuery_MeansToPostgresWhatTheTextMeans(string sql) => Faithful.Check(sql);

    /// <summary>Printing changes no more than spelling: once printed, a text stays as it is, down to libpg_query's fingerprint.</summary>
    [Theory]
    [MemberData(nameof(Queries))]
    public void PrintReadable_PrintedAgain_IsTheSame(string sql)
    {
        string printed = SqlPrinter.PrintReadable(SqlParser.ParseQuery(sql).Tree!);
        string again = SqlPrinter.PrintReadable(SqlParser.ParseQuery(printed).Tree!, "dataset sales, version 3");
        Assert.Equal($"-- dataset sales, version 3\n{printed}", again);
        Assert.Equal(PgQuery.Fingerprint(printed), PgQuery.Fingerprint(again));
    }
}
