using NlSql.Query.Sql.Guarding;
using NlSql.Query.Sql.Parsing;
using NlSql.Query.Sql.Printing;
using NlSql.Query.Sql.Rewriting;
using NlSql.SemanticModel;
using NlSql.SemanticModel.Definitions;
using Npgsql;

namespace NlSql.ServiceDefaults.Tests.Database;

/// <summary>
/// The four fences of ADR 0004, each alone: the other three are away, and every attack is run twice. Without the fence it reads rows of
/// globex, so it is a real one; with the fence it does not. Who breaks a fence sees its test fail, whatever the others still hold.
/// </summary>
public sealed class FourFencesTests(ReaderFixture fixture) : IClassFixture<ReaderFixture>
{
    private const string Foreign = "GLOBEX";

    private static readonly SqlScope Visible = new(
        [new ScopeTable("sales", [new ScopeColumn("product", ColumnType.Text), new ScopeColumn("amount", ColumnType.Decimal)])]);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("SELECT product FROM sales")]
    [InlineData("SELECT product FROM sales WHERE amount < 0 OR true")]
    [InlineData("SELECT product FROM sales WHERE product = 'x' UNION ALL SELECT product FROM sales")]
    [InlineData("WITH s AS (SELECT product FROM sales) SELECT product FROM s")]
    [InlineData("SELECT a.amount FROM sales a WHERE a.product IN (SELECT max(product) FROM sales) UNION SELECT min(amount) FROM sales WHERE replace(product, 'ACME-', '')::int > 0")]
    public async Task Fence1_ScopeInTheSql_AloneKeepsForeignRowsOut(string sql)
    {
        var scoped = ScopeRewriter.Rewrite(
            SqlGuard.Check(SqlParser.ParseQuery(sql).Tree!, Visible).Statement!,
            new DatasetScope(ReaderFixture.AcmeDataset, [new DatasetTable("sales", "sales", [ReaderFixture.AcmePart])]),
            [],
            EvaluationBarrier.OffsetZero);
        var printed = SqlPrinter.PrintExecutable(scoped);

        Assert.Contains(Foreign, await ReadAsOwnerAsync(sql, []), StringComparison.Ordinal);
        Assert.DoesNotContain(Foreign, await ReadAsOwnerAsync(printed.Text, printed.Parameters), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SELECT product FROM sales_globex")]
    [InlineData("SELECT product FROM data.sales")]
    [InlineData("SELECT count(*) FROM sales; SELECT product FROM sales_globex")]
    [InlineData("SELECT query_to_xml('SELECT product FROM data.sales', true, true, '')::text")]
    [InlineData("SELECT table_to_xml('data.sales_globex'::regclass, true, true, '')::text")]
    [InlineData("SELECT histogram_bounds::text FROM pg_stats WHERE tablename = 'sales_globex' AND attname = 'product'")]
    [InlineData("TABLE sales_globex")]
    [InlineData("WITH t AS (SELECT 1) SELECT (SELECT max(product) FROM sales_globex) FROM t")]
    [InlineData("SELECT word FROM ts_stat('SELECT to_tsvector(''simple'', product) FROM data.sales_globex')")]
    public async Task Fence2_Guard_AloneRefusesTheText(string sql)
    {
        Assert.Contains(Foreign, await ReadAsOwnerAsync(sql, []), StringComparison.OrdinalIgnoreCase);
        var parsed = SqlParser.ParseQuery(sql);
        Assert.NotEmpty(parsed.Tree is { } tree ? SqlGuard.Check(tree, Visible).Issues : parsed.Issues);
    }

    [Theory]
    [InlineData("SELECT product FROM data.sales")]
    [InlineData("SELECT product FROM data.sales_globex")]
    [InlineData("SELECT product FROM data.sales WHERE dataset_id = '0b000000-0000-7000-8000-000000000002'")]
    [InlineData("SELECT product FROM data.sales WHERE amount < 0 OR true")]
    [InlineData("SELECT count(*) FROM data.sales WHERE replace(product, 'ACME-', '')::int > 0")]
    [InlineData("SELECT count(*) FROM data.sales_globex WHERE product::int > 0")]
    public async Task Fence3_RowLevelSecurity_AloneHidesForeignRows(string sql)
    {
        await fixture.ExecuteAsOwnerAsync("GRANT SELECT ON data.sales_globex TO nlsql_reader");
        await SwitchRowSecurityAsync("DISABLE");
        var without = await ReadAsReaderAsync(sql);
        await SwitchRowSecurityAsync("ENABLE");
        var with = await ReadAsReaderAsync(sql);
        await fixture.ExecuteAsOwnerAsync("REVOKE SELECT ON data.sales_globex FROM nlsql_reader");

        Assert.Contains(Foreign, without, StringComparison.Ordinal);
        Assert.DoesNotContain(Foreign, with, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SELECT product FROM data.sales_globex", "SELECT ON data.sales_globex")]
    [InlineData("SELECT concat(stavalues1::text, stavalues2::text) FROM pg_catalog.pg_statistic WHERE stavalues1 IS NOT NULL", "SELECT ON pg_catalog.pg_statistic")]
    [InlineData("SELECT body FROM ingestion.outbox", "SELECT ON ingestion.outbox", "USAGE ON SCHEMA ingestion")]
    [InlineData("SELECT query_to_xml('SELECT product FROM data.sales_globex', true, true, '')::text", "SELECT ON data.sales_globex", "EXECUTE ON FUNCTION query_to_xml(text, boolean, boolean, text)")]
    public async Task Fence4_ReadersRights_AloneRefuseTheRead(string sql, params string[] rights)
    {
        await fixture.ExecuteAsOwnerAsync(
            "INSERT INTO ingestion.outbox (id, aggregate, type, body, created, next_try) VALUES (gen_random_uuid(), 'a', 't', 'GLOBEX', now(), now())");
        await SwitchRowSecurityAsync("DISABLE");
        foreach (var right in rights)
            await fixture.ExecuteAsOwnerAsync($"GRANT {right} TO nlsql_reader");
        var without = await ReadAsReaderAsync(sql);
        foreach (var right in rights)
            await fixture.ExecuteAsOwnerAsync($"REVOKE {right} FROM nlsql_reader");
        var with = await ReadAsReaderAsync(sql);
        await SwitchRowSecurityAsync("ENABLE");

        Assert.Contains(Foreign, without, StringComparison.Ordinal);
        Assert.StartsWith(PostgresErrorCodes.InsufficientPrivilege, with, StringComparison.Ordinal);
    }

    private async Task SwitchRowSecurityAsync(string to)
    {
        foreach (var table in new[] { "sales", "sales_acme", "sales_globex" })
            await fixture.ExecuteAsOwnerAsync($"ALTER TABLE data.{table} {to} ROW LEVEL SECURITY");
    }

    /// <summary>The owner of the database lacks no right, and no policy holds for a superuser.</summary>
    private async Task<string> ReadAsOwnerAsync(string sql, IReadOnlyList<SqlParameterValue> parameters)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(fixture.OwnerConnectionString) { SearchPath = "data" }.ConnectionString);
        await connection.OpenAsync(Cancellation);
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var parameter in parameters)
            command.Parameters.Add(new NpgsqlParameter { Value = parameter.Value is ValueList<Guid> ids ? ids.ToArray() : parameter.Value, DataTypeName = parameter.TypeName });
        return await ReadAsync(command);
    }

    private async Task<string> ReadAsReaderAsync(string sql)
    {
        await using var connection = await fixture.ConnectAsReaderWithinAcmeAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await ReadAsync(command);
    }

    /// <summary>All that the server says: rows, or its state and words for an error, which may hold values too.</summary>
    private static async Task<string> ReadAsync(NpgsqlCommand command)
    {
        var read = new System.Text.StringBuilder();
        command.AllResultTypesAreUnknown = true;
        try
        {
            await using var reader = await command.ExecuteReaderAsync(Cancellation);
            do
            {
                while (await reader.ReadAsync(Cancellation))
                    read.AppendLine(string.Join(' ', Enumerable.Range(0, reader.FieldCount).Select(reader.GetValue)));
            }
            while (await reader.NextResultAsync(Cancellation));
        }
        catch (PostgresException e)
        {
            read.Append(e.SqlState).Append(' ').Append(e.MessageText);
        }

        return read.ToString();
    }
}
