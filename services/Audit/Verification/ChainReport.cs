namespace NlSql.Audit.Verification;

/// <summary>Whether a tenant's trail is as it was written.</summary>
/// <param name="Intact">Whether nothing was changed, removed or put in, as far as was looked.</param>
/// <param name="Complete">Whether everything was looked at; false when a broken place or the time limit ended it.</param>
/// <param name="Entries">Entries found in order before the end, the first broken place or the time limit.</param>
/// <param name="LeftBehind">Entries before them that the retention has dropped; the chain begins after those.</param>
/// <param name="Head">Hash of the last entry; null when the chain is broken.</param>
/// <param name="FirstBroken">The first place where the chain does not hold; null when it does.</param>
/// <param name="NextCursor">Where to go on, as <c>cursor</c> of the next call; null when there is no more.</param>
internal sealed record ChainReport(bool Intact, bool Complete, long Entries, long LeftBehind, string? Head, BrokenEntry? FirstBroken, string? NextCursor);

/// <summary>A place where the chain does not hold.</summary>
/// <param name="Seq">Its position.</param>
/// <param name="Id">The entry there; null when there is none.</param>
/// <param name="Reason">
/// <c>changed</c>: a column differs from what was hashed; <c>not-linked</c>: it does not follow the entry before; <c>missing</c>: there is
/// no entry at this position; <c>not-the-head</c>: the chain goes on beyond its recorded head, or ends in another entry;
/// <c>not-as-exported</c>: the chain holds, but its hash is not the one that was exported, so it was rewritten up to here.
/// </param>
internal sealed record BrokenEntry(long Seq, Guid? Id, string Reason);
