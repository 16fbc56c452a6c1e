using Dapper;
using NlSql.Ingestion.Tests.Hosting;
using NlSql.ServiceDefaults.Database;
using Npgsql;

namespace NlSql.Ingestion.Tests.DataTables;

/// <summary>Tables of datasets without a plugin are fenced as those of plugins are.</summary>
public sealed class DynamicIsolationTests(SharedHost shared) : IClassFixture<SharedHost>, IAsyncLifetime
{
    private readonly IngestionHost host = shared.Host;
    private Guid own;
    private Guid foreign;
    private NpgsqlConnection reader = null!;

    public async ValueTask InitializeAsync()
    {
        own = (await LoadedFile.OfAsync(host, "owner\nmine\n", tenant: "acme")).Answer.DatasetId;
        foreign = (await LoadedFile.OfAsync(host, "owner\ntheirs\n", tenant: "globex")).Answer.DatasetId;
        // A second generation of the table, beside the first.
        await LoadedFile.OfAsync(host, "owner\n1\n", $"?dataset_id={foreign}", tenant: "globex");
        reader = await host.OpenAsAsync(DatabaseRoles.Reader);
    }

    public async ValueTask DisposeAsync() => await reader.DisposeAsync();

    [Fact]
    public async Task Read_ByScope_GivesTheDatasetsOwnRowsAlone()
    {
        foreach (var table in await TablesAsync(foreign))
        {
            Assert.Empty(await ReadAsync(null, table));
            Assert.Empty(await ReadAsync("not-a-uuid", table));
            Assert.Empty(await ReadAsync(own.ToString(), table));
            Assert.Single(await ReadAsync(foreign.ToString(), table));
        }

        Assert.Equal(["mine"], await ReadAsync(own.ToString(), (await TablesAsync(own))[0]));
    }

    [Fact]
    public async Task Read_PartitionByName_IsRefused()
    {
        var part = (await host.QueryAsync<Guid>("SELECT part_id FROM ingestion.parts WHERE dataset_id = @foreign", new { foreign }))[0];

        var error = await Assert.ThrowsAsync<PostgresException>(() => reader.QueryAsync<string>($"SELECT owner::text FROM data.part_{part:N}"));

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, error.SqlState);
    }

    [Fact]
    public async Task Tables_All_HaveForcedRowSecurity()
    {
        Assert.Empty(await host.QueryAsync<string>("""
            SELECT c.relname FROM pg_class c JOIN pg_roles r ON r.oid = c.relowner
            WHERE c.relnamespace = 'data'::regnamespace AND c.relkind IN ('r', 'p')
              AND (NOT c.relrowsecurity OR NOT c.relforcerowsecurity OR r.rolname <> 'nlsql_data_owner'
                   OR NOT EXISTS (SELECT 1 FROM pg_policy p WHERE p.polrelid = c.oid))
            """));
        Assert.Equal(2, (await TablesAsync(foreign)).Count);
    }

    private Task<IReadOnlyList<string>> TablesAsync(Guid dataset) =>
        host.QueryAsync<string>("SELECT physical_name FROM ingestion.data_tables WHERE dataset_id = @dataset ORDER BY generation", new { dataset });

    private async Task<IReadOnlyList<string>> ReadAsync(string? scope, string table)
    {
        await using var transaction = await reader.BeginTransactionAsync(IngestionHost.Cancel);
        if (scope is not null)
            await reader.ExecuteAsync($"SET LOCAL nlsql.dataset_id = '{scope}'", transaction: transaction);
        return (await reader.QueryAsync<string>($"SELECT owner::text FROM data.\"{table}\"", transaction: transaction)).AsList();
    }
}
