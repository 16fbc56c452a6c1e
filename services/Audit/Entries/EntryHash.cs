using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace NlSql.Audit.Entries;

/// <summary>
/// The chain: SHA-256 over the hash of the entry before and this entry's columns in fixed order. Each column is written as
/// <c>length:bytes,</c> (a netstring), a missing one as <c>-,</c>, so no two entries share a spelling.
/// </summary>
internal static class EntryHash
{
    /// <summary>What the first entry of a chain follows: 32 zero bytes.</summary>
    public static byte[] Genesis { get; } = new byte[32];

    public static byte[] Of(byte[] previous, Entry entry)
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        sha.AppendData(previous);
        foreach (var column in ColumnsOf(entry))
        {
            if (column is null)
            {
                sha.AppendData("-,"u8);
                continue;
            }

            var bytes = Encoding.UTF8.GetBytes(column);
            sha.AppendData(Encoding.ASCII.GetBytes(bytes.Length.ToString(CultureInfo.InvariantCulture) + ":"));
            sha.AppendData(bytes);
            sha.AppendData(","u8);
        }

        return sha.GetHashAndReset();
    }

    private static string?[] ColumnsOf(Entry entry) =>
    [
        entry.TenantId,
        entry.Seq.ToString(CultureInfo.InvariantCulture),
        entry.MessageId.ToString("D"),
        Microseconds(entry.At),
        Microseconds(entry.RecordedAt),
        entry.Actor,
        entry.Service,
        entry.Action,
        entry.Outcome,
        entry.SubjectId,
        entry.PluginId,
        entry.DatasetId?.ToString("D"),
        entry.DatasetVersion?.ToString(CultureInfo.InvariantCulture),
        entry.Question,
        entry.Sql,
        entry.DetailsJson,
        entry.DurationMs?.ToString("R", CultureInfo.InvariantCulture),
        entry.TraceId,
    ];

    /// <summary>Postgres keeps microseconds, so the hash covers no more.</summary>
    private static string Microseconds(DateTimeOffset at) =>
        ((at.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / TimeSpan.TicksPerMicrosecond).ToString(CultureInfo.InvariantCulture);
}
