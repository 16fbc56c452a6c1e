using Microsoft.Extensions.Options;

namespace NlSql.Ingestion.Uploads;

/// <summary>How many uploads run at once, per tenant and in this process: two of them saturate two cores.</summary>
internal sealed class UploadSlots(IOptions<UploadOptions> options, TimeProvider clock)
{
    private static readonly TimeSpan BetweenCollections = TimeSpan.FromSeconds(2);
    private readonly Lock gate = new();
    private readonly Dictionary<string, int> running = new(StringComparer.Ordinal);
    private int total;
    private long collectedAt = clock.GetTimestamp();

    /// <summary>Takes a slot until disposed; null when none is free.</summary>
    public IDisposable? TryTake(string tenantId)
    {
        lock (gate)
        {
            var own = running.GetValueOrDefault(tenantId);
            if (own >= options.Value.MaximumUploadsPerTenant || total >= options.Value.MaximumUploads)
                return null;
            running[tenantId] = own + 1;
            total++;
            return new Slot(this, tenantId);
        }
    }

    /// <summary>Tenants that have no slot left; null when nobody has one.</summary>
    public IReadOnlyList<string>? FullTenants()
    {
        lock (gate)
        {
            return total >= options.Value.MaximumUploads ? null : [.. running.Where(r => r.Value >= options.Value.MaximumUploadsPerTenant).Select(r => r.Key)];
        }
    }

    private void Release(string tenantId)
    {
        lock (gate)
        {
            total--;
            if (--running[tenantId] == 0)
                running.Remove(tenantId);
            if (total > 0 || clock.GetElapsedTime(collectedAt) < BetweenCollections)
                return;
            collectedAt = clock.GetTimestamp();
        }

        // An upload's buffers are large, and the collector is in no hurry with large ones: uploads that follow each other would add up. Not before the answer.
        _ = Task.Run(() => GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true));
    }

    private sealed class Slot(UploadSlots owner, string tenantId) : IDisposable
    {
        private bool released;

        public void Dispose()
        {
            if (released)
                return;
            released = true;
            owner.Release(tenantId);
        }
    }
}
