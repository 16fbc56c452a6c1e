namespace NlSql.Testing;

/// <summary>Waits for something that happens in the background, with a deadline instead of a sleep.</summary>
public static class Eventually
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25);

    /// <summary>Asks until the answer is the wished one; fails with <paramref name="what"/> when it is not in time.</summary>
    public static async Task TrueAsync(Func<Task<bool>> condition, string what, CancellationToken cancellationToken, int seconds = 30)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(TimeSpan.FromSeconds(seconds));
        while (!await condition())
        {
            try
            {
                await Task.Delay(Pause, deadline.Token);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                throw new TimeoutException($"Not within {seconds} s: {what}");
            }
        }
    }
}
