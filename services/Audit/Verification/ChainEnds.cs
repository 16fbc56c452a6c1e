using Npgsql;

namespace NlSql.Audit.Verification;

/// <summary>Where a tenant's chain has to begin and end.</summary>
/// <param name="Anchor">The last entry that the retention dropped.</param>
/// <param name="Head">The last entry.</param>
/// <param name="LastExported">The furthest position that was ever exported to the database's own table.</param>
internal sealed record ChainEnds(ChainPosition Anchor, ChainPosition Head, long LastExported)
{
    public static async Task<ChainEnds> ReadAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, string tenantId, CancellationToken cancellationToken)
    {
        var anchor = await PositionAsync(
            connection, transaction, tenantId, "SELECT seq, hash FROM chain_anchors WHERE tenant_id = $1 ORDER BY seq DESC LIMIT 1", cancellationToken);
        var head = await PositionAsync(connection, transaction, tenantId, "SELECT seq, hash FROM chain_heads WHERE tenant_id = $1", cancellationToken);
        var exported = await PositionAsync(
            connection, transaction, tenantId, "SELECT seq, hash FROM exported_heads WHERE tenant_id = $1 ORDER BY seq DESC LIMIT 1", cancellationToken);
        return new ChainEnds(anchor, head, exported.Seq);
    }

    private static async Task<ChainPosition> PositionAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, string tenantId, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection, transaction);
        command.Parameters.Add(new() { Value = tenantId });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? new ChainPosition(reader.GetInt64(0), reader.GetFieldValue<byte[]>(1)) : ChainPosition.Start;
    }
}
