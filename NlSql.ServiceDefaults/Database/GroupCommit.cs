using System.Diagnostics;
using Npgsql;

namespace NlSql.ServiceDefaults.Database;

/// <summary>
/// Commits what several callers write in one transaction and one round trip: whoever comes while a group is on its way is in the next one, as
/// Postgres itself groups commits. Each caller's statements happen all or not at all, and nobody's failure is another's.
/// </summary>
public sealed class GroupCommit(NpgsqlDataSource database)
{
    private const int MostWriters = 8;
    private const int LargestGroup = 64;

    // What waits longer than this is behind something slow, such as a row that is locked: it gets a writer of its own.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(20);

    // Nor does a group wait longer for a row: whoever needs it then waits alone.
    private const string GiveUpOnLockedRows = "SET lock_timeout = '100ms'";
    private const string WaitAgain = "RESET lock_timeout";

    private readonly Lock gate = new();
    private readonly Queue<Unit> waiting = new();
    private int writers;

    /// <summary>Runs statements in one transaction; they are committed when this returns.</summary>
    /// <param name="statements">What to run, in this order. Two groups that wait for rows of each other are a deadlock, which Postgres ends: then each caller's statements run alone.</param>
    /// <param name="cancellationToken">Gives up waiting; what is on its way by then is waited for, so that it is known what happened.</param>
    /// <exception cref="NpgsqlException">The database refused them or is away; nothing of these statements is kept.</exception>
    public async Task WriteAsync(IReadOnlyList<NpgsqlBatchCommand> statements, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var unit = new Unit(statements);
        var leads = false;
        lock (gate)
        {
            waiting.Enqueue(unit);
            if (writers == 0)
                (writers, leads) = (1, true);
        }

        if (leads)
            _ = LeadAsync();
        await using var given = cancellationToken.Register(() => unit.GiveUp(cancellationToken));
        while (!unit.Done.IsCompleted && await Task.WhenAny(unit.Done, Task.Delay(Patience, CancellationToken.None)) != unit.Done && HelpWith(unit))
            _ = LeadAsync();
        await unit.Done;
    }

    /// <summary>Whether another writer is needed, and may be had, for somebody who waits.</summary>
    private bool HelpWith(Unit unit)
    {
        lock (gate)
        {
            if (unit.IsTaken || writers == MostWriters)
                return false;
            writers++;
            return true;
        }
    }

    private async Task LeadAsync()
    {
        while (Take() is { Count: > 0 } group)
        {
            await WriteGroupAsync(group);
            // Those who come now are not part of what the first one asked.
            Activity.Current = null;
        }
    }

    private List<Unit> Take()
    {
        var group = new List<Unit>();
        lock (gate)
        {
            while (group.Count < LargestGroup && waiting.TryDequeue(out var unit))
            {
                if (unit.Take())
                    group.Add(unit);
            }

            if (group.Count == 0)
                writers--;
        }

        return group;
    }

    private async Task WriteGroupAsync(List<Unit> group)
    {
        try
        {
            // A statement remembers what the connection that it ran on made of it, and may yet run alone, on another.
            await RunAsync(group.Count == 1 ? group[0].Statements : [Statement.Of(GiveUpOnLockedRows), .. group.SelectMany(u => u.Statements).Select(s => s.Copy()), Statement.Of(WaitAgain)]);
            group.ForEach(u => u.Succeed());
        }
        catch (Exception e) when (group.Count == 1)
        {
            group[0].Fail(e);
        }
        catch (PostgresException)
        {
            // One of them was refused or waits for a row, and nothing was kept: each for itself, and nobody behind another.
            await Parallel.ForEachAsync(group, new ParallelOptions { MaxDegreeOfParallelism = MostWriters }, async (unit, _) => await WriteGroupAsync([unit]));
        }
        catch (Exception e)
        {
            group.ForEach(u => u.Fail(e));
        }
    }

    // Without a transaction of its own a batch is one.
    private async Task RunAsync(IEnumerable<NpgsqlBatchCommand> statements)
    {
        await using var batch = database.CreateBatch();
        foreach (var statement in statements)
            batch.BatchCommands.Add(statement);
        await batch.ExecuteNonQueryAsync();
    }

    /// <summary>The statements of one caller.</summary>
    private sealed class Unit(IReadOnlyList<NpgsqlBatchCommand> statements)
    {
        private readonly TaskCompletionSource done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int taken;

        public IReadOnlyList<NpgsqlBatchCommand> Statements => statements;

        public Task Done => done.Task;

        public bool IsTaken => Volatile.Read(ref taken) != 0;

        public bool Take() => Interlocked.Exchange(ref taken, 1) == 0;

        public void GiveUp(CancellationToken cancellationToken)
        {
            if (Take())
                done.TrySetCanceled(cancellationToken);
        }

        public void Succeed() => done.TrySetResult();

        public void Fail(Exception exception) => done.TrySetException(exception);
    }
}
