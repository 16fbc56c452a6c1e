using System.Threading.Channels;

namespace NlSql.Ingestion.Jobs;

/// <summary>Wakes the worker of this process when a job has come; those of other replicas look for it by themselves.</summary>
internal sealed class JobSignal
{
    // One slot: a second signal before the worker has looked says nothing new.
    private readonly Channel<bool> raised = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Raise() => raised.Writer.TryWrite(true);

    /// <summary>Waits for a signal or for the time to pass.</summary>
    public async Task WaitAsync(TimeSpan limit, CancellationToken cancellationToken)
    {
        using var timer = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timer.CancelAfter(limit);
        try
        {
            await raised.Reader.ReadAsync(timer.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The time is over.
        }
    }
}
