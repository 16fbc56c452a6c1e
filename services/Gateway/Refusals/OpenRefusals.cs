namespace NlSql.Gateway.Refusals;

/// <summary>
/// Counts refusals of a kind for a minute, so that nobody can flood the trail: who, from where, and why make one entry. There is a bound on the
/// kinds too; what is beyond it is counted together for each tenant and code.
/// </summary>
internal sealed class OpenRefusals(TimeProvider clock)
{
    /// <summary>Kinds that are told apart at a time.</summary>
    public const int MostKinds = 1_000;

    /// <summary>Actor and address of what is counted together.</summary>
    public const string Several = "several";

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);
    private readonly Lock one = new();
    private readonly Dictionary<RefusalKey, Refusal> open = [];

    public void Add(RefusalKey key, string method, string? route, int status, string? traceId)
    {
        var now = clock.GetUtcNow();
        lock (one)
        {
            if (!open.ContainsKey(key) && open.Count >= MostKinds)
                key = key with { Actor = Several, Address = Several };
            open[key] = open.TryGetValue(key, out var earlier)
                ? earlier with { Count = earlier.Count + 1, Last = now }
                : new Refusal { Id = Guid.CreateVersion7(now), Key = key, Method = method, Route = route, Status = status, TraceId = traceId, First = now, Last = now };
        }
    }

    /// <summary>Takes out those whose minute is over, or all of them.</summary>
    public IReadOnlyList<Refusal> Take(bool all)
    {
        var now = clock.GetUtcNow();
        lock (one)
        {
            var over = open.Values.Where(refusal => all || now - refusal.First >= Window).ToList();
            foreach (var refusal in over)
                open.Remove(refusal.Key);
            return over;
        }
    }
}
