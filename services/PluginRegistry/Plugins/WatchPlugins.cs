namespace NlSql.PluginRegistry.Plugins;

/// <summary>
/// Loads the plugins before the web server opens, and looks at the files every two seconds. Contents are compared, not file times or
/// events of the file system, which mounted volumes do not give reliably. A change is taken over when the files are the same at two
/// looks, so a half-written file is not read.
/// </summary>
internal sealed class WatchPlugins(PluginsFolder folder, PluginCatalog catalog, LoadPlugins load, TimeProvider clock, ILogger<WatchPlugins> logger)
    : BackgroundService
{
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    private const string Actor = "system";

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await load.RunAsync(Actor, cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
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
        var now = folder.Read().ToDictionary(s => s.Id, s => s.Version);
        var settled = Same(now, last);
        if (settled && (!Same(now, Served()) || !load.Announced))
            await load.RunAsync(Actor, cancellationToken);
        return now;
    }

    private Dictionary<string, string> Served() => catalog.State.Plugins.ToDictionary(p => p.Key, p => p.Value.FilesVersion);

    private static bool Same(Dictionary<string, string> left, Dictionary<string, string> right) =>
        left.Count == right.Count && left.All(p => right.TryGetValue(p.Key, out var version) && version == p.Value);
}
