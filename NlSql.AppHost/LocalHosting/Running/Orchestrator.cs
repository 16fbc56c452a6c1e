using System.Globalization;

namespace NlSql.AppHost.LocalHosting.Running;

/// <summary>Runs all resources, each as soon as what it waits for is there, and stops them in the opposite order.</summary>
internal sealed class Orchestrator
{
    private readonly Dictionary<IResource, ResourceRun> runs;
    private readonly IResource? dashboard;
    private readonly string stateFile;
    private readonly Lock writing = new();

    public Orchestrator(IEnumerable<ProcessResource> resources, Dashboard? dashboard, RunFolders folders)
    {
        this.dashboard = dashboard?.Resource;
        stateFile = Path.Combine(folders.State, "services.tsv");
        runs = resources.ToDictionary(
            IResource (resource) => resource,
            resource => new ResourceRun(
                resource, resource is ProjectResource ? dashboard?.TelemetryFor(resource.Name) ?? [] : [], folders, WriteState));
        foreach (var wait in runs.Keys.Cast<ProcessResource>().SelectMany(resource => resource.Waits))
            if (wait.Kind == WaitKind.Completed)
                runs[wait.On].RunsOnce = true;
    }

    /// <returns>Whether everything but the dashboard, which is dispensable, ran until it was told to stop.</returns>
    public async Task<bool> RunAsync(CancellationTokenSource stop)
    {
        WriteState();
        var everythingRan = true;
        try
        {
            await Task.WhenAll(runs.Values.Select(async run =>
            {
                var ran = false;
                try
                {
                    ran = await run.RunAsync(wait => runs[wait.On].Reached(wait.Kind), stop.Token) || run.Resource == dashboard;
                }
                catch (OperationCanceledException) when (stop.IsCancellationRequested)
                {
                    ran = true; // told to stop
                }
                finally
                {
                    if (!ran)
                    {
                        everythingRan = false;
                        await stop.CancelAsync();
                    }
                }
            }));
        }
        finally
        {
            await StopAsync();
        }
        return everythingRan;
    }

    private async Task StopAsync()
    {
        var stopped = new Dictionary<IResource, Task>();
        Task Stop(ResourceRun run)
        {
            if (stopped.TryGetValue(run.Resource, out var already))
                return already;
            var dependents = runs.Values.Where(other => Needs(other.Resource, run.Resource)).Select(Stop).ToList();
            return stopped[run.Resource] = StopAfterAsync(dependents, run);
        }
        await Task.WhenAll(runs.Values.Select(Stop).ToList());
        File.Delete(stateFile);
    }

    private static async Task StopAfterAsync(List<Task> dependents, ResourceRun run)
    {
        await Task.WhenAll(dependents);
        await run.DisposeAsync();
    }

    // A one-shot resource that waited for a server stands for that server.
    private bool Needs(ProcessResource resource, ProcessResource other) =>
        resource.Waits.Any(wait => wait.On == other || (runs[wait.On].RunsOnce && Needs((ProcessResource)wait.On, other)));

    private void WriteState()
    {
        lock (writing)
        {
            var lines = runs.Values.Select(run => string.Create(
                CultureInfo.InvariantCulture, $"{run.Resource.Name}\t{run.State}\t{run.ProcessId}\t{(run.Resource.HealthPath is null ? null : run.Resource.Endpoint?.Url)}"));
            File.WriteAllLines(stateFile + ".new", lines);
            File.Move(stateFile + ".new", stateFile, overwrite: true);
        }
    }
}
