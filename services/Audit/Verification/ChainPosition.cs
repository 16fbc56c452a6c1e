using System.Globalization;
using NlSql.Audit.Entries;
using NlSql.ServiceDefaults.Errors;

namespace NlSql.Audit.Verification;

/// <summary>A place in a chain: an entry's position and hash.</summary>
internal readonly record struct ChainPosition(long Seq, byte[] Hash)
{
    private const int HashLength = 32;

    /// <summary>Before the first entry.</summary>
    public static ChainPosition Start { get; } = new(0, EntryHash.Genesis);

    /// <summary>The cursor of a verification.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Seq}.{Convert.ToHexStringLower(Hash)}");

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    public static Result<ChainPosition> Parse(string cursor)
    {
        var parts = cursor.Split('.');
        if (parts is not [var seq, { Length: 2 * HashLength } hash] || !long.TryParse(seq, NumberStyles.None, CultureInfo.InvariantCulture, out var position))
            return AuditErrors.CursorInvalid;
        var bytes = new byte[HashLength];
        return Convert.FromHexString(hash, bytes, out _, out _) == System.Buffers.OperationStatus.Done ? new ChainPosition(position, bytes) : AuditErrors.CursorInvalid;
    }

    public bool HasHash(byte[] hash) => Hash.AsSpan().SequenceEqual(hash);
}
