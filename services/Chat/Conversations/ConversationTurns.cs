using System.Threading.RateLimiting;
using Dapper;
using Microsoft.Extensions.Options;
using NlSql.Chat.Asking;
using NlSql.ServiceDefaults.Errors;
using NlSql.ServiceDefaults.Identity;
using Npgsql;

namespace NlSql.Chat.Conversations;

/// <summary>
/// One turn of a conversation after the other, in the order in which they came: a follow-up sent together with its question sees it.
/// In this process a queue keeps the order; a lock in the database keeps it among replicas. Turns that begin a conversation wait for nobody.
/// </summary>
internal sealed class ConversationTurns(NpgsqlDataSource database, IOptions<ConversationOptions> options) : IDisposable
{
    // No more waiting transactions than the pool can spare: each turn needs further connections before it can end.
    private readonly ConcurrencyLimiter all = new(new() { PermitLimit = options.Value.MostTurnsAtOnce, QueueLimit = int.MaxValue, QueueProcessingOrder = QueueProcessingOrder.OldestFirst });

    private readonly PartitionedRateLimiter<(string Tenant, Guid Conversation)> queues = PartitionedRateLimiter.Create<(string Tenant, Guid Conversation), (string, Guid)>(
        key => RateLimitPartition.GetConcurrencyLimiter(
            key, _ => new() { PermitLimit = 1, QueueLimit = options.Value.MostWaitingTurns, QueueProcessingOrder = QueueProcessingOrder.OldestFirst }));

    /// <summary>Waits for the turns before this one. Dispose what is given when the turn is kept.</summary>
    public async Task<ConversationTurn> BeginAsync(Caller caller, string? conversationId, CancellationToken cancellationToken)
    {
        if (!Guid.TryParse(conversationId, out var id))
            return new ConversationTurn();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(options.Value.TurnWaitSeconds));
        var turn = new ConversationTurn();
        try
        {
            turn.Holds(await queues.AcquireAsync((caller.TenantId, id), 1, patience.Token));
            if (turn.Refused is null)
                turn.Holds(await all.AcquireAsync(1, patience.Token));
            if (turn.Refused is null)
                await turn.LockAsync(database, caller.TenantId, id, patience.Token);
            return turn;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            await turn.DisposeAsync();
            return ConversationTurn.Busy();
        }
        catch
        {
            await turn.DisposeAsync();
            throw;
        }
    }

    public void Dispose()
    {
        queues.Dispose();
        all.Dispose();
    }
}

/// <summary>A turn that is being answered.</summary>
internal sealed class ConversationTurn : IAsyncDisposable
{
    private readonly Stack<RateLimitLease> leases = [];
    private NpgsqlConnection? connection;

    /// <summary>Why it cannot be answered now; null when it can.</summary>
    public Failure? Refused { get; private set; }

    /// <summary>A turn that had to wait too long.</summary>
    public static ConversationTurn Busy() => new() { Refused = AskErrors.ConversationBusy };

    /// <summary>Takes its place in a queue; without one it is refused.</summary>
    public void Holds(RateLimitLease lease)
    {
        leases.Push(lease);
        if (!lease.IsAcquired)
            Refused = AskErrors.ConversationBusy;
    }

    /// <summary>Waits for other replicas. The lock ends with the transaction, so with the connection at the latest.</summary>
    public async Task LockAsync(NpgsqlDataSource database, string tenantId, Guid conversationId, CancellationToken cancellationToken)
    {
        connection = await database.OpenConnectionAsync(cancellationToken);
        var conversation = new { tenantId, conversationId };
        await connection.ExecuteAsync(new CommandDefinition(
            """
            INSERT INTO conversation_turns (tenant_id, conversation_id)
            SELECT tenant_id, conversation_id FROM conversations WHERE tenant_id = @tenantId AND conversation_id = @conversationId
            ON CONFLICT DO NOTHING
            """,
            conversation,
            cancellationToken: cancellationToken));
        var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            """
            SET LOCAL idle_in_transaction_session_timeout = '150s';
            SELECT 1 FROM conversation_turns WHERE tenant_id = @tenantId AND conversation_id = @conversationId FOR UPDATE
            """,
            conversation,
            transaction,
            cancellationToken: cancellationToken));
    }

    public async ValueTask DisposeAsync()
    {
        // Closing rolls the transaction back; it changed nothing.
        if (connection is not null)
            await connection.DisposeAsync();
        while (leases.TryPop(out var lease))
            lease.Dispose();
    }
}
