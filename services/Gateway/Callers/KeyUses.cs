using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace NlSql.Gateway.Callers;

/// <summary>
/// Keeps when each API key was last used, in a file beside that of the keys: at most once a minute for a key, and never while a request waits.
/// </summary>
internal sealed class KeyUses(IOptions<AccessOptions> options, TimeProvider clock, ILogger<KeyUses> logger) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan BetweenWrites = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<string, DateTimeOffset> seen = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateTimeOffset> written = new(StringComparer.Ordinal);
    private bool failing;

    /// <summary>Says that a key is used now.</summary>
    public void Note(string id) => seen[id] = clock.GetUtcNow();

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        Write(TimeSpan.FromTicks(1));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Look, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            Write(BetweenWrites);
    }

    private void Write(TimeSpan since)
    {
        var due = seen.Where(use => !written.TryGetValue(use.Key, out var last) || use.Value - last >= since).ToList();
        if (due.Count == 0)
            return;
        foreach (var (id, at) in due)
            written[id] = at;
        try
        {
            KeyUseFile.Add(options.Value.KeyUses, due);
            failing = false;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Tried again with the next use; nobody is refused for it.
            if (!failing)
                Log.KeyUsesNotWritten(logger, options.Value.KeyUses, e.GetType().Name);
            failing = true;
        }
    }
}
