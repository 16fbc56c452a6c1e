using Dapper;
using Npgsql;

namespace NlSql.ServiceDefaults.Tests.Database;

/// <summary>What <c>nlsql_reader</c> is and has, read from the catalogs: attributes, rights on tables and schemas, functions, settings.</summary>
public sealed class ReaderRoleTests(ReaderFixture fixture) : IClassFixture<ReaderFixture>
{
    private static readonly string[] VolatileFunctions = ["clock_timestamp", "gen_random_uuid", "random", "timeofday"];

    [Fact]
    public async Task Role_Attributes_AreThoseOfAReader()
    {
        var role = await OwnerAsync<string>("SELECT concat_ws(' ', rolcanlogin, rolinherit, rolsuper, rolbypassrls, rolcreatedb, rolcreaterole, rolreplication, rolconnlimit) FROM pg_roles WHERE rolname = 'nlsql_reader'");

        Assert.Equal("t f f f f f f 20", role);
    }

    [Theory]
    [InlineData("memberships", "SELECT roleid::regrole::text FROM pg_auth_members WHERE member = 'nlsql_reader'::regrole")]
    [InlineData("tables owned", "SELECT oid::regclass::text FROM pg_class WHERE relowner = 'nlsql_reader'::regrole")]
    [InlineData("functions owned", "SELECT oid::regprocedure::text FROM pg_proc WHERE proowner = 'nlsql_reader'::regrole")]
    [InlineData("tables other than parents in data", """
        SELECT c.oid::regclass::text FROM pg_class c
        WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S') AND has_table_privilege('nlsql_reader', c.oid, 'SELECT')
          AND c.oid <> 'data.sales'::regclass
        """)]
    [InlineData("columns other than of parents in data", """
        SELECT attrelid::regclass || '.' || attname FROM pg_attribute
        WHERE attnum > 0 AND attrelid <> 'data.sales'::regclass AND has_column_privilege('nlsql_reader', attrelid, attnum, 'SELECT')
        """)]
    [InlineData("writable tables", "SELECT oid::regclass::text FROM pg_class WHERE relkind IN ('r', 'p', 'v', 'm', 'f') AND has_table_privilege('nlsql_reader', oid, 'INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER')")]
    [InlineData("schemas", "SELECT nspname FROM pg_namespace WHERE has_schema_privilege('nlsql_reader', oid, 'USAGE') AND nspname NOT IN ('data', 'pg_catalog', 'information_schema')")]
    [InlineData("schemas to create in", "SELECT nspname FROM pg_namespace WHERE has_schema_privilege('nlsql_reader', oid, 'CREATE')")]
    [InlineData("rights on the database", "SELECT 'TEMP or CREATE' WHERE has_database_privilege('nlsql_reader', current_database(), 'TEMP, CREATE')")]
    [InlineData("languages", "SELECT lanname FROM pg_language WHERE lanpltrusted AND has_language_privilege('nlsql_reader', oid, 'USAGE')")]
    [InlineData("definer functions", "SELECT oid::regprocedure::text FROM pg_proc WHERE prosecdef AND has_function_privilege('nlsql_reader', oid, 'EXECUTE')")]
    [InlineData("extensions", "SELECT extname FROM pg_extension WHERE extname <> 'plpgsql'")]
    [InlineData("refused hardening", "SELECT step FROM platform.hardening_refused")]
    public async Task Role_HasNone_Of(string what, string sql)
    {
        await using var owner = new NpgsqlConnection(fixture.OwnerConnectionString);

        Assert.Equal("", string.Join(", ", await owner.QueryAsync<string>(sql)) is { Length: > 0 } found ? $"{what}: {found}" : "");
    }

    [Fact]
    public async Task Role_OfVolatileFunctions_MayCallTheHarmlessOnes()
    {
        await using var owner = new NpgsqlConnection(fixture.OwnerConnectionString);
        var callable = await owner.QueryAsync<string>(
            "SELECT DISTINCT proname FROM pg_proc WHERE provolatile = 'v' AND prokind = 'f' AND has_function_privilege('nlsql_reader', oid, 'EXECUTE') AND proname <> 'test_gate' ORDER BY 1");

        Assert.Equal(VolatileFunctions, callable);
    }

    [Theory]
    [InlineData("plan_cache_mode", "force_custom_plan")]
    [InlineData("default_transaction_read_only", "on")]
    [InlineData("statement_timeout", "30s")]
    [InlineData("lock_timeout", "500ms")]
    [InlineData("idle_in_transaction_session_timeout", "10s")]
    [InlineData("search_path", "\"\"")]
    [InlineData("work_mem", "32MB")]
    [InlineData("temp_file_limit", "1GB")]
    [InlineData("row_security", "on")]
    [InlineData("jit", "off")]
    [InlineData("client_connection_check_interval", "1s")]
    public async Task Setting_WithoutTheService_IsTheSafeOne(string setting, string value)
    {
        await using var connection = await fixture.ConnectAsReaderAsync();
        await using var command = new NpgsqlCommand($"SHOW {setting}", connection);

        Assert.Equal(value, await command.ExecuteScalarAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task TemporaryFiles_TheReaderRaisesItsLimit_IsRefused()
    {
        await using var connection = await fixture.ConnectAsReaderAsync();
        await using var command = new NpgsqlCommand("SET temp_file_limit = -1", connection);

        var refused = await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    [Fact]
    public async Task DataTables_Owner_CannotLogInAndIsUnderThePolicies()
    {
        Assert.Equal("f f f", await OwnerAsync<string>("SELECT concat_ws(' ', rolcanlogin, rolsuper, rolbypassrls) FROM pg_roles WHERE rolname = 'nlsql_data_owner'"));
        Assert.Equal(0, await OwnerAsync<int>("SELECT count(*)::int FROM pg_class WHERE relnamespace = 'data'::regnamespace AND relkind IN ('r', 'p') AND NOT (relrowsecurity AND relforcerowsecurity AND relowner = 'nlsql_data_owner'::regrole)"));
    }

    private async Task<T> OwnerAsync<T>(string sql)
    {
        await using var owner = new NpgsqlConnection(fixture.OwnerConnectionString);
        return (await owner.ExecuteScalarAsync<T>(sql))!;
    }
}
