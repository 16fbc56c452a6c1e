using NlSql.PluginRegistry.Contracts;

namespace NlSql.PluginRegistry.Plugins;

/// <summary>
/// Loads the plugins before the web server opens, unless their contracts take long, and looks at the files every two seconds. Contents are
/// compared, not file times or events of the file system, which mounted volumes do not give reliably. A change is taken over when the files
/// are the same at two looks, so a half-written file is not read.
/// </summary>
internal sealed class WatchPlugins(
    PluginsFolder folder, SampleDataFolder samples, PluginCatalog catalog, LoadPlugins load, TimeProvider clock, ILogger<WatchPlugins> logger)
    : BackgroundService
{
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    private const string Actor = "system";

    // Long enough for contracts whose results are known or that are small; a plugin that is not decided by then follows while others are served.
    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(5);

    private readonly TaskCompletionSource first = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await base.StartAsync(cancellationToken);
        if (await Task.WhenAny(first.Task, Task.Delay(LongestStart, clock, cancellationToken)) == first.Task)
            await first.Task;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await load.RunAsync(Actor, stoppingToken);
            first.SetResult();
        }
        catch (Exception e)
        {
            // Plugins that cannot be read at all stop the start.
            first.SetException(e);
            throw;
        }

        using var timer = new PeriodicTimer(Interval, clock);
        var last = Served();
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                last = await LookAsync(last, stoppingToken);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                Log.FolderUnreadable(logger, e.GetType().Name);
            }
        }
    }

    private async Task<Dictionary<string, string>> LookAsync(Dictionary<string, string> last, CancellationToken cancellationToken)
    {
        var now = folder.Read().ToDictionary(s => s.Id, s => $"{s.Version} {samples.StampOf(s.Id)}");
        var settled = Same(now, last);
        if (settled && (!Same(now, Served()) || !load.Announced || !catalog.State.Settled))
            await load.RunAsync(Actor, cancellationToken);
        return now;
    }

    private Dictionary<string, string> Served() => catalog.State.Plugins.ToDictionary(p => p.Key, p => $"{p.Value.FilesVersion} {p.Value.SampleData}");

    private static bool Same(Dictionary<string, string> left, Dictionary<string, string> right) =>
        left.Count == right.Count && left.All(p => right.TryGetValue(p.Key, out var version) && version == p.Value);
}
