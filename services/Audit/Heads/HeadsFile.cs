using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using NlSql.ServiceDefaults;

namespace NlSql.Audit.Heads;

/// <summary>Where a tenant's chain ended at a moment.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Seq">Position of its last entry.</param>
/// <param name="Hash">Its hash, in hexadecimal.</param>
/// <param name="At">When this was written down.</param>
/// <param name="LeftBehind">Whether the retention dropped everything up to here; only then may a chain begin after it.</param>
internal sealed record ExportedHead(string Tenant, long Seq, string Hash, DateTimeOffset At, bool LeftBehind = false);

/// <summary>What the file says of one tenant.</summary>
/// <param name="IsKept">Whether there is a file that anything was written to.</param>
/// <param name="Hashes">Hash by position.</param>
/// <param name="LeftBehind">Positions up to which the retention dropped the chain.</param>
internal sealed record ToldHeads(bool IsKept, IReadOnlyDictionary<long, byte[]> Hashes, IReadOnlySet<long> LeftBehind);

/// <summary>The file of exported heads, if one is configured. It is only ever added to.</summary>
internal sealed class HeadsFile(IOptions<AuditOptions> options) : IDisposable
{
    private readonly SemaphoreSlim one = new(1, 1);

    /// <summary>Whether a file is configured that nothing was written to yet.</summary>
    public bool IsToBegin => options.Value.HeadsFile is { Length: > 0 } path && new FileInfo(path) is not { Exists: true, Length: > 0 };

    public async Task AppendAsync(IReadOnlyCollection<ExportedHead> heads, CancellationToken cancellationToken)
    {
        if (options.Value.HeadsFile is not { Length: > 0 } path || heads.Count == 0)
            return;
        var text = string.Concat(heads.Select(head => JsonSerializer.Serialize(head, JsonOptions.Snake) + "\n"));
        await one.WaitAsync(cancellationToken);
        try
        {
            await using var stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite);
            // Behind a line that a crash left half written comes a new one.
            if (stream.Length > 0 && stream.Seek(-1, SeekOrigin.End) >= 0 && stream.ReadByte() != '\n')
                text = "\n" + text;
            await stream.WriteAsync(Encoding.UTF8.GetBytes(text), cancellationToken);
        }
        finally
        {
            one.Release();
        }
    }

    /// <summary>A tenant's heads by position. A line that is none, such as one half written in a crash, says nothing.</summary>
    public async Task<ToldHeads> ReadAsync(string tenantId, CancellationToken cancellationToken)
    {
        var (hashes, leftBehind) = (new Dictionary<long, byte[]>(), new HashSet<long>());
        if (options.Value.HeadsFile is not { Length: > 0 } path || IsToBegin)
            return new ToldHeads(false, hashes, leftBehind);
        await foreach (var line in File.ReadLinesAsync(path, cancellationToken))
        {
            if (Parse(line) is not { } head || head.Tenant != tenantId)
                continue;
            hashes.TryAdd(head.Seq, Convert.FromHexString(head.Hash));
            if (head.LeftBehind)
                leftBehind.Add(head.Seq);
        }

        return new ToldHeads(true, hashes, leftBehind);
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
