using Dapper;
using NlSql.Ingestion.Tests.Hosting;
using NlSql.ServiceDefaults.Database;
using Npgsql;

namespace NlSql.Ingestion.Tests.DataTables;

/// <summary>What the tables themselves guarantee, whatever SQL reaches them (findings M1 to M4).</summary>
public sealed class IsolationTests(SharedHost shared) : IClassFixture<SharedHost>, IAsyncLifetime
{
    private readonly IngestionHost host = shared.Host;
    private Guid own;
    private Guid foreign;
    private NpgsqlConnection reader = null!;

    public async ValueTask InitializeAsync()
    {
        own = (await host.UploadAsync("order_id,order_date,region\nmine,2026-01-01,North\n", tenant: "acme")).DatasetId;
        foreign = (await host.UploadAsync("order_id,order_date,region\ntheirs,2026-01-01,GLOB\n", tenant: "globex")).DatasetId;
        reader = await host.OpenAsAsync(DatabaseRoles.Reader);
    }

    public async ValueTask DisposeAsync() => await reader.DisposeAsync();

    [Fact]
    public async Task Read_WithoutScope_GivesNoRows()
    {
        Assert.Empty(await ReadAsync(null, "SELECT order_id FROM data.shop__orders"));
    }

    [Theory]
    [InlineData("not-a-uuid")]
    [InlineData("")]
    public async Task Read_WithInvalidScope_GivesNoRowsAndNoError(string scope)
    {
        Assert.Empty(await ReadAsync(scope, "SELECT order_id FROM data.shop__orders"));
    }

    [Fact]
    public async Task Read_WithScope_GivesOwnRowsAlone()
    {
        Assert.Equal(["mine"], await ReadAsync(own.ToString(), "SELECT order_id FROM data.shop__orders"));
        Assert.Empty(await ReadAsync(own.ToString(), $"SELECT order_id FROM data.shop__orders WHERE dataset_id = '{foreign}'"));
    }

    [Fact]
    public async Task Read_ConditionThatFailsOnForeignRows_NeverMeetsThem()
    {
        Assert.Empty(await ReadAsync(own.ToString(), "SELECT order_id FROM data.shop__orders WHERE region = 'GLOB' AND to_date(region, 'YYYY') IS NOT NULL"));
    }

    [Fact]
    public async Task Read_PartitionByName_IsRefused()
    {
        var partition = await PartitionAsync(foreign);

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, await ErrorAsync($"SELECT order_id FROM data.{partition}"));
    }

    [Fact]
    public async Task Read_PartitionByNameAsItsOwner_IsStillScoped()
    {
        var partition = await PartitionAsync(foreign);
        await using var service = await host.OpenAsAsync("nlsql_ingestion");

        Assert.Empty(await service.QueryAsync<string>($"SELECT order_id FROM data.{partition}"));
        Assert.Empty(await service.QueryAsync<string>("SELECT order_id FROM data.shop__orders"));
    }

    [Theory]
    [InlineData("SELECT set_config('nlsql.dataset_id', 'x', true)")]
    [InlineData("CREATE TEMP TABLE t (id int)")]
    [InlineData("CREATE TABLE data.t (id int)")]
    [InlineData("SELECT * FROM ingestion.datasets")]
    [InlineData("SELECT * FROM ingestion.part_values")]
    [InlineData("SELECT * FROM pg_catalog.pg_class")]
    public async Task Read_WhatTheReaderHasNoBusinessWith_IsRefused(string sql)
    {
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, await ErrorAsync(sql));
    }

    [Fact]
    public async Task Tables_All_HaveForcedRowSecurityAndTheOwnerThatNobodyIs()
    {
        var weak = await host.QueryAsync<string>("""
            SELECT c.relname FROM pg_class c JOIN pg_roles r ON r.oid = c.relowner
            WHERE c.relnamespace = 'data'::regnamespace AND c.relkind IN ('r', 'p')
              AND (NOT c.relrowsecurity OR NOT c.relforcerowsecurity OR r.rolname <> 'nlsql_data_owner' OR r.rolcanlogin
                   OR NOT EXISTS (SELECT 1 FROM pg_policy p WHERE p.polrelid = c.oid))
            """);

        Assert.Empty(weak);
        Assert.Equal(2, (await host.QueryAsync<string>("SELECT relname FROM pg_class WHERE relnamespace = 'data'::regnamespace AND relkind = 'p'")).Count);
    }

    [Fact]
    public async Task Plan_ForOwnPart_TouchesNoOtherPartition()
    {
        var part = await host.QueryAsync<Guid>("SELECT part_id FROM ingestion.parts WHERE dataset_id = @own", new { own });

        var plan = string.Join('\n', await ReadAsync(own.ToString(), $"EXPLAIN SELECT order_id FROM data.shop__orders WHERE dataset_id = '{own}' AND part_id = ANY(ARRAY['{part[0]}'::uuid])"));

        Assert.Contains(await PartitionAsync(own), plan, StringComparison.Ordinal);
        Assert.DoesNotContain(await PartitionAsync(foreign), plan, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Heads_ForTheAskingServices_AreReadableAndNothingElseIs()
    {
        await using var chat = await host.OpenAsAsync("nlsql_chat");

        Assert.Equal(1, await chat.ExecuteScalarAsync<int>("SELECT current_version FROM ingestion.dataset_heads WHERE tenant_id = 'acme' AND dataset_id = @own", new { own }));
        var refused = await Assert.ThrowsAsync<PostgresException>(() => chat.ExecuteScalarAsync<long>("SELECT count(*) FROM ingestion.datasets"));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    private async Task<IReadOnlyList<string>> ReadAsync(string? scope, string sql)
    {
        await using var transaction = await reader.BeginTransactionAsync(IngestionHost.Cancel);
        if (scope is not null)
            await reader.ExecuteAsync($"SET LOCAL nlsql.dataset_id = '{scope}'", transaction: transaction);
        return (await reader.QueryAsync<string>(sql, transaction: transaction)).AsList();
    }

    /// <summary>The error of a session that has done what it can to get out of read-only mode.</summary>
    private async Task<string> ErrorAsync(string sql)
    {
        await reader.ExecuteAsync("SET default_transaction_read_only = off");
        return (await Assert.ThrowsAsync<PostgresException>(() => reader.ExecuteAsync(sql))).SqlState;
    }

    private async Task<string> PartitionAsync(Guid dataset) =>
        Assert.Single(await host.QueryAsync<string>("SELECT 'part_' || replace(part_id::text, '-', '') FROM ingestion.parts WHERE dataset_id = @dataset", new { dataset }));
}
