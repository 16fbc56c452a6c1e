using System.Text.Json;
using Microsoft.Extensions.Options;
using NlSql.ServiceDefaults;

namespace NlSql.Audit.Heads;

/// <summary>Where a tenant's chain ended at a moment.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Seq">Position of its last entry.</param>
/// <param name="Hash">Its hash, in hexadecimal.</param>
/// <param name="At">When this was written down.</param>
internal sealed record ExportedHead(string Tenant, long Seq, string Hash, DateTimeOffset At);

/// <summary>The file of exported heads, if one is configured. It is only ever added to.</summary>
internal sealed class HeadsFile(IOptions<AuditOptions> options) : IDisposable
{
    private readonly SemaphoreSlim one = new(1, 1);

    public async Task AppendAsync(IReadOnlyCollection<ExportedHead> heads, CancellationToken cancellationToken)
    {
        if (options.Value.HeadsFile is not { Length: > 0 } path || heads.Count == 0)
            return;
        var text = string.Concat(heads.Select(head => JsonSerializer.Serialize(head, JsonOptions.Snake) + "\n"));
        await one.WaitAsync(cancellationToken);
        try
        {
            await File.AppendAllTextAsync(path, text, cancellationToken);
        }
        finally
        {
            one.Release();
        }
    }

    /// <summary>A tenant's heads by position. A line that is none, such as one half written in a crash, says nothing.</summary>
    public async Task<IReadOnlyDictionary<long, byte[]>> ReadAsync(string tenantId, CancellationToken cancellationToken)
    {
        var heads = new Dictionary<long, byte[]>();
        if (options.Value.HeadsFile is not { Length: > 0 } path || !File.Exists(path))
            return heads;
        await foreach (var line in File.ReadLinesAsync(path, cancellationToken))
        {
            if (Parse(line) is { } head && head.Tenant == tenantId)
                heads.TryAdd(head.Seq, Convert.FromHexString(head.Hash));
        }

        return heads;
    }

    public void Dispose() => one.Dispose();

    private static ExportedHead? Parse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<ExportedHead>(line, JsonOptions.Snake);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
