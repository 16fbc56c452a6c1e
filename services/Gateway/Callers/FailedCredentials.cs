using Microsoft.Extensions.Options;
using NlSql.Gateway.Counts;

namespace NlSql.Gateway.Callers;

/// <summary>
/// Counts wrong credentials by where they come from, a minute at a time. Only wrong ones are turned away: behind one address there may be many
/// callers, and those with a right key must not be locked out by the others. Counted are those that came here, and then those that came to any gateway.
/// </summary>
internal sealed class FailedCredentials(IOptions<AccessOptions> options, SharedCounts shared, TimeProvider clock)
{
    private const int MostNetworks = 10_000;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);
    private readonly Lock one = new();
    private readonly Dictionary<string, int> failures = [];
    private DateTimeOffset begun;

    /// <summary>Counts a failure.</summary>
    /// <returns>Null within the limit; beyond it, after how many seconds the next one counts from zero.</returns>
    public async Task<int?> CountAsync(string network)
    {
        var (wait, counted) = CountHere(network);
        if (wait == TimeSpan.Zero)
            wait = await shared.CountAsync("failures", counted, options.Value.FailuresPerMinute, Window);
        return wait > TimeSpan.Zero ? Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)) : null;
    }

    private (TimeSpan Wait, string Counted) CountHere(string network)
    {
        var now = clock.GetUtcNow();
        lock (one)
        {
            if (now - begun >= Window || now < begun)
            {
                failures.Clear();
                begun = now;
            }

            // More than anybody honest has: from here on the rest shares one count.
            if (!failures.ContainsKey(network) && failures.Count >= MostNetworks)
                network = "";
            var count = failures[network] = failures.GetValueOrDefault(network) + 1;
            return (count <= options.Value.FailuresPerMinute ? TimeSpan.Zero : begun + Window - now, network);
        }
    }
}
