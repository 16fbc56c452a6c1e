using Npgsql;

namespace NlSql.ServiceDefaults.Tests.Database;

/// <summary>
/// What the reader's rights and the policies stop by themselves: each text reaches Postgres as it is, without parser, guard or
/// printer, within acme's scope.
/// </summary>
public sealed class ReaderAttackTests(ReaderFixture fixture) : IClassFixture<ReaderFixture>
{
    private const string Globex = "0b000000-0000-7000-8000-000000000002";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Texts that the server refuses.</summary>
    public static TheoryData<string> Refused =>
    [
        // M3: partitions by name
        "SELECT * FROM data.sales_globex",
        "TABLE data.sales_globex",
        "SELECT * FROM ONLY data.sales_globex",
        "SELECT s.product FROM data.sales s JOIN data.sales_globex g USING (product)",
        "SELECT (SELECT max(product) FROM data.sales_globex)",
        "SELECT 1 WHERE EXISTS (SELECT FROM data.sales_globex)",
        "SELECT * FROM data.sales_globex TABLESAMPLE SYSTEM (100)",
        "EXPLAIN SELECT * FROM data.sales_globex",
        // M4: scope and role from inside a query
        $"WITH x AS MATERIALIZED (SELECT set_config('nlsql.dataset_id', '{Globex}', true)) SELECT product FROM data.sales, x",
        "SELECT set_config('role', 'nlsql_data_owner', false)",
        "SELECT set_config('row_security', 'off', false)",
        "SET ROLE nlsql_data_owner",
        "SET SESSION AUTHORIZATION nlsql_ingestion",
        "SET row_security = off; SELECT * FROM data.sales",
        // M8: statistics, sizes and names
        "SELECT count(*) FROM pg_stats",
        "SELECT * FROM pg_statistic",
        "SELECT * FROM pg_stats_ext",
        "SELECT reltuples FROM pg_class WHERE relname = 'sales_globex'",
        "SELECT table_name FROM information_schema.tables",
        "SELECT * FROM pg_attribute",
        "SELECT rolname FROM pg_roles",
        "SELECT * FROM pg_stat_activity",
        "SELECT * FROM pg_stat_user_tables",
        "SELECT * FROM pg_locks",
        "SELECT * FROM pg_settings",
        "SELECT * FROM pg_file_settings",
        "SELECT * FROM pg_prepared_statements",
        "SELECT * FROM pg_largeobject",
        "SELECT pg_relation_size('data.sales')",
        "SELECT pg_total_relation_size('data.sales')",
        "SELECT pg_database_size('postgres')",
        "SELECT pg_get_partkeydef('data.sales'::regclass)",
        "SELECT * FROM pg_partition_tree('data.sales')",
        "SELECT pg_get_viewdef('pg_stats'::regclass)",
        "SELECT pg_relation_filepath('data.sales')",
        "SELECT to_regclass('data.sales_globex')",
        "SELECT has_table_privilege('data.sales', 'SELECT')",
        "SELECT pg_stat_get_live_tuples('data.sales'::regclass)",
        "SELECT pg_show_all_settings()",
        "SELECT version()",
        "SELECT current_schemas(true)",
        "SELECT pg_backend_pid()",
        "SELECT inet_server_addr()",
        "SELECT pg_postmaster_start_time()",
        "SELECT pg_timezone_names()",
        "SELECT pg_describe_object(1259, 'data.sales'::regclass, 0)",
        // M9: changes in a read-only transaction, other sessions
        "SELECT lo_from_bytea(0, 'x')",
        "SELECT lo_create(0)",
        "SELECT lo_import('/etc/hostname')",
        "SELECT lo_get(1)",
        "SELECT txid_current()",
        "SELECT pg_current_xact_id()",
        "SELECT pg_current_snapshot()",
        "SELECT txid_status(1)",
        "SELECT pg_notify('x', 'y')",
        "SELECT pg_advisory_lock(1)",
        "SELECT pg_try_advisory_xact_lock(1)",
        "SELECT pg_advisory_unlock_all()",
        "SELECT pg_terminate_backend(1)",
        "SELECT pg_cancel_backend(1)",
        "SELECT pg_log_backend_memory_contexts(1)",
        "SELECT pg_sleep(1)",
        "SELECT pg_sleep_for('1 s')",
        "SELECT pg_sleep_until(now() + interval '1 s')",
        "SELECT pg_export_snapshot()",
        "SELECT setseed(0.5)",
        "SELECT nextval('ingestion.outbox_seq_seq')",
        "SELECT lastval()",
        "SELECT pg_stat_reset()",
        "SELECT pg_stat_clear_snapshot()",
        "SELECT pg_reload_conf()",
        "SELECT pg_rotate_logfile()",
        "SELECT pg_switch_wal()",
        "SELECT pg_create_restore_point('x')",
        "SELECT pg_logical_emit_message(false, 'x', 'y')",
        "SELECT pg_create_physical_replication_slot('x')",
        "SELECT pg_promote()",
        // M10: SQL in arguments
        "SELECT query_to_xml('SELECT 1', true, true, '')",
        "SELECT query_to_xml_and_xmlschema('SELECT 1', true, true, '')",
        "SELECT table_to_xml('data.sales', true, true, '')",
        "SELECT schema_to_xml('data', true, true, '')",
        "SELECT database_to_xml(true, true, '')",
        "SELECT cursor_to_xml('c', 1, true, true, '')",
        "SELECT * FROM ts_stat('SELECT product FROM data.sales')",
        "SELECT ts_rewrite('a'::tsquery, 'SELECT 1')",
        "SELECT dblink('host=127.0.0.1', 'SELECT 1')",
        // Files and programs
        "SELECT pg_read_file('/etc/passwd')",
        "SELECT pg_read_binary_file('/etc/passwd')",
        "SELECT pg_ls_dir('.')",
        "SELECT pg_ls_logdir()",
        "SELECT pg_stat_file('/etc/passwd')",
        "COPY data.sales TO PROGRAM 'cat'",
        "COPY (SELECT 1) TO '/tmp/x'",
        // Writes and definitions
        "INSERT INTO data.sales VALUES (null, null, 'x', 1)",
        "UPDATE data.sales SET amount = 0",
        "DELETE FROM data.sales",
        "MERGE INTO data.sales s USING data.sales t ON true WHEN MATCHED THEN DELETE",
        "WITH d AS (DELETE FROM data.sales RETURNING *) SELECT * FROM d",
        "SELECT * FROM data.sales FOR UPDATE",
        "TRUNCATE data.sales",
        "DROP TABLE data.sales",
        "ALTER TABLE data.sales DISABLE ROW LEVEL SECURITY",
        "DROP POLICY dataset_scope ON data.sales",
        "CREATE TEMP TABLE t (i int)",
        "CREATE TABLE public.t (i int)",
        "CREATE TABLE data.t (i int)",
        "SELECT product INTO data.copied FROM data.sales",
        "CREATE VIEW data.v AS SELECT 1",
        "CREATE FUNCTION data.f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "CREATE SCHEMA s",
        "CREATE EXTENSION dblink",
        "DO 'BEGIN END'",
        "GRANT SELECT ON data.sales TO PUBLIC",
        "ALTER ROLE nlsql_reader SUPERUSER",
        "ALTER SYSTEM SET work_mem = '1GB'",
        "SET temp_file_limit = -1",
        "BEGIN; LOCK TABLE data.sales IN EXCLUSIVE MODE",
        "REFRESH MATERIALIZED VIEW data.sales",
        "COMMENT ON TABLE data.sales IS 'x'",
        "SELECT platform.reader_backends()",
        "SELECT * FROM ingestion.outbox",
        "SELECT * FROM platform.migrations",
    ];

    /// <summary>Texts that run, and see acme's rows alone.</summary>
    public static TheoryData<string> Scoped =>
    [
        "SELECT * FROM data.sales",
        $"SELECT * FROM data.sales WHERE dataset_id = '{Globex}'",
        "SELECT * FROM data.sales WHERE dataset_id IS NOT NULL OR true",
        "SELECT s FROM data.sales s",
        "SELECT s::text FROM data.sales s",
        "SELECT row_to_json(s) FROM data.sales s",
        "SELECT s.row_to_json FROM data.sales s",
        "SELECT ctid, tableoid::regclass, xmin, s.* FROM data.sales s",
        "SELECT * FROM data.sales TABLESAMPLE BERNOULLI (100)",
        "SELECT * FROM data.sales a FULL JOIN data.sales b ON a.product = b.product",
        "SELECT product FROM data.sales UNION ALL SELECT product FROM data.sales",
        "SELECT * FROM data.sales ORDER BY product DESC LIMIT 1",
        "SELECT max(product), string_agg(product, ','), array_agg(product), json_agg(product) FROM data.sales",
        "WITH RECURSIVE r AS (SELECT product, 1 AS n FROM data.sales UNION ALL SELECT s.product, n + 1 FROM r JOIN data.sales s USING (product) WHERE n < 3) SELECT * FROM r",
        "SELECT x.product FROM generate_series(1, 2) i, LATERAL (SELECT product FROM data.sales) x",
        "SELECT product::int FROM data.sales WHERE product NOT LIKE 'ACME%'",
        "SELECT count(*) FROM data.sales WHERE CASE WHEN product LIKE 'GLOBEX%' THEN 1 / (amount - amount) = 0 ELSE true END",
        "SELECT replace(product, 'ACME-', '')::int FROM data.sales",
        "SELECT current_setting('nlsql.dataset_id'), product FROM data.sales",
    ];

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task Attack_WithTheReadersRightsAlone_IsRefusedByTheServer(string sql)
    {
        await using var connection = await fixture.ConnectAsReaderWithinAcmeAsync();
        await using var command = new NpgsqlCommand(sql, connection) { AllResultTypesAreUnknown = true };

        var refusal = await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync(Cancellation));

        Assert.True(
            refusal.SqlState is PostgresErrorCodes.InsufficientPrivilege or PostgresErrorCodes.ReadOnlySqlTransaction or PostgresErrorCodes.UndefinedFunction,
            $"{refusal.SqlState} {refusal.MessageText}");
        Assert.DoesNotContain("GLOBEX", refusal.MessageText, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Scoped))]
    public async Task Attack_ThatMayRun_ReadsOwnRowsOnly(string sql)
    {
        await using var connection = await fixture.ConnectAsReaderWithinAcmeAsync();
        await using var command = new NpgsqlCommand(sql, connection) { AllResultTypesAreUnknown = true };
        await using var reader = await command.ExecuteReaderAsync(Cancellation);

        while (await reader.ReadAsync(Cancellation))
        {
            for (var i = 0; i < reader.FieldCount; i++)
                Assert.DoesNotContain("GLOBEX", reader.IsDBNull(i) ? "" : reader.GetString(i), StringComparison.Ordinal);
        }
    }
}
