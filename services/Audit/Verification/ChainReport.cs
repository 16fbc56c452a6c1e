namespace NlSql.Audit.Verification;

/// <summary>Whether a tenant's trail is as it was written.</summary>
/// <param name="Intact">Whether nothing was changed, removed or put in.</param>
/// <param name="Entries">Entries found in order before the end or the first broken place.</param>
/// <param name="Head">Hash of the last entry, to be kept elsewhere for comparison; null when the chain is broken.</param>
/// <param name="FirstBroken">The first place where the chain does not hold; null when it does.</param>
internal sealed record ChainReport(bool Intact, long Entries, string? Head, BrokenEntry? FirstBroken)
{
    public static ChainReport Whole(long entries, byte[] head) => new(true, entries, Convert.ToHexStringLower(head), null);

    public static ChainReport Broken(long intactBefore, long seq, Guid? id, string reason) => new(false, intactBefore, null, new BrokenEntry(seq, id, reason));
}

/// <summary>A place where the chain does not hold.</summary>
/// <param name="Seq">Its position.</param>
/// <param name="Id">The entry there; null when there is none.</param>
/// <param name="Reason">
/// <c>changed</c>: a column differs from what was hashed; <c>not-linked</c>: it does not follow the entry before; <c>missing</c>: there is
/// no entry at this position; <c>not-the-head</c>: the chain goes on beyond its recorded head, or ends in another entry.
/// </param>
internal sealed record BrokenEntry(long Seq, Guid? Id, string Reason);
