using Npgsql;
using NlSql.Ingestion.DataTables;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Ingestion.Uploads;

/// <summary>
/// The one transaction of an upload: makes a table for the part, fills it by COPY, and stays open until the version is published. So
/// whatever dies in between, Postgres leaves nothing behind (ADR 0021). Nothing is opened before there are rows to write.
/// </summary>
internal sealed class PartWriter(NpgsqlDataSource database, DataTable target, Guid partId) : IAsyncDisposable
{
    private NpgsqlConnection? connection;
    private NpgsqlTransaction? transaction;
    private NpgsqlRawCopyStream? copy;
    private Task pending = Task.CompletedTask;

    public Guid PartId => partId;

    public DataTable Target => target;

    /// <summary>The open transaction; only after <see cref="CompleteAsync"/>.</summary>
    public NpgsqlTransaction Transaction => transaction ?? throw new InvalidOperationException("Nothing was written.");

    /// <summary>Starts to send a block; it must stay untouched until the next call.</summary>
    public async ValueTask WriteAsync(ReadOnlyMemory<byte> rows, IReadOnlyList<ColumnDefinition> columns, CancellationToken cancellationToken)
    {
        copy ??= await BeginAsync(columns, cancellationToken);
        await pending;
        pending = copy.WriteAsync(rows, cancellationToken).AsTask();
    }

    /// <summary>Ends the COPY.</summary>
    public async Task CompleteAsync(CancellationToken cancellationToken)
    {
        await pending;
        await copy!.DisposeAsync();
        copy = null;
        await PartTables.LeaveOwnerRoleAsync(Transaction, cancellationToken);
    }

    /// <summary>Closes the transaction, which takes everything back that was not committed.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            // The buffer belongs to a running write until that ends.
            await pending.ContinueWith(_ => { }, TaskScheduler.Default);
            if (copy is not null)
                await copy.CancelAsync();
        }
        catch (Exception e) when (e is NpgsqlException or InvalidOperationException or IOException)
        {
            // The connection is gone, and with it the transaction.
        }

        if (transaction is not null)
            await transaction.DisposeAsync();
        if (connection is not null)
            await connection.DisposeAsync();
    }

    private async Task<NpgsqlRawCopyStream> BeginAsync(IReadOnlyList<ColumnDefinition> columns, CancellationToken cancellationToken)
    {
        connection = await database.OpenConnectionAsync(cancellationToken);
        transaction = await connection.BeginTransactionAsync(cancellationToken);
        await PartTables.CreateAsync(transaction, target, partId, cancellationToken);
        return await connection.BeginRawBinaryCopyAsync(PartTables.CopyCommand(partId, columns.Select(c => c.Name)), cancellationToken);
    }
}
