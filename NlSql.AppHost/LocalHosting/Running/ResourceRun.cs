namespace NlSql.AppHost.LocalHosting.Running;

/// <summary>
/// The life of one resource: wait for what it needs, start, become healthy, be restarted when it crashes, stop after
/// everything that needs it.
/// </summary>
internal sealed class ResourceRun(ProcessResource resource, IEnumerable<KeyValuePair<string, string>> environment, RunFolders folders, Action changed)
    : IAsyncDisposable
{
    private const int StartsBeforeGivingUp = 3;
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);
    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(5) };

    private readonly TaskCompletionSource started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource healthy = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource completed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ResourceLog log = new(resource.Name, folders.Logs);
    private SupervisedProcess? process;

    public ProcessResource Resource => resource;

    public string State { get; private set; } = "waiting";

    public int? ProcessId { get; private set; }

    /// <summary>Somebody waits for its end: it runs once and is not restarted.</summary>
    public bool RunsOnce { get; set; }

    /// <summary>Runs until <paramref name="stop"/>; true when it was stopped or finished, false when it cannot be made to run.</summary>
    public async Task<bool> RunAsync(Func<Wait, Task> waitFor, CancellationToken stop)
    {
        await Task.WhenAll(resource.Waits.Select(waitFor)).WaitAsync(stop);
        for (var failures = 0; ; failures++)
        {
            Become("starting");
            process?.Dispose();
            process = new SupervisedProcess(resource, environment, folders.Supervisor, log);
            ProcessId = process.Id;
            started.TrySetResult();
            var exited = process.Exited;
            if (RunsOnce)
                return await FinishAsync(exited, stop);

            if (await BecomesHealthyAsync(exited, stop))
            {
                failures = 0;
                healthy.TrySetResult();
                Become("running");
                await exited.WaitAsync(stop);
            }
            if (!healthy.Task.IsCompleted && failures + 1 == StartsBeforeGivingUp)
            {
                Become("failed");
                ResourceLog.Say(
                    $"error: {resource.Name} stopped with exit code {process.ExitCode} at each of {StartsBeforeGivingUp} starts. "
                    + $"Its last lines are above and in {Path.Combine(folders.Logs, resource.Name + ".log")}");
                return false;
            }
            var pause = TimeSpan.FromSeconds(Math.Min(Math.Pow(2, failures), LongestPause.TotalSeconds));
            Become("restarting");
            log.Write($"stopped with exit code {process.ExitCode}; starting it again in {pause.TotalSeconds} s");
            await Task.Delay(pause, stop);
        }
    }

    public Task Reached(WaitKind kind) => kind switch
    {
        WaitKind.Started => started.Task,
        WaitKind.Healthy => healthy.Task,
        _ => completed.Task,
    };

    /// <summary>Stops the process, if there is one.</summary>
    public async ValueTask DisposeAsync()
    {
        if (process is not null)
        {
            Become("stopping");
            await process.StopAsync();
            process.Dispose();
        }
        ProcessId = null;
        Become("stopped");
        log.Dispose();
    }

    private async Task<bool> FinishAsync(Task exited, CancellationToken stop)
    {
        await exited.WaitAsync(stop);
        ProcessId = null;
        if (process!.ExitCode == 0)
        {
            Become("finished");
            completed.TrySetResult();
            return true;
        }
        Become("failed");
        ResourceLog.Say($"error: {resource.Name} ended with exit code {process.ExitCode}: {log.Tail}");
        return false;
    }

    private async Task<bool> BecomesHealthyAsync(Task exited, CancellationToken stop)
    {
        while (!exited.IsCompleted)
        {
            if (resource.HealthPath is null || await AnswersAsync(new Uri(resource.Endpoint!.Url + resource.HealthPath), stop))
                return true;
            await Task.WhenAny(exited, Task.Delay(200, stop));
            stop.ThrowIfCancellationRequested();
        }
        return false;
    }

    private static async Task<bool> AnswersAsync(Uri health, CancellationToken stop)
    {
        try
        {
            using var answer = await Http.GetAsync(health, stop);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false; // not listening yet
        }
        catch (TaskCanceledException) when (!stop.IsCancellationRequested)
        {
            return false; // no answer within the time
        }
    }

    private void Become(string state)
    {
        State = state;
        changed();
    }
}
