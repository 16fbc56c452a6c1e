namespace NlSql.Ingestion.Uploads;

/// <summary>How far an upload is. Written by the one who loads, read by anyone at any time.</summary>
internal sealed class UploadProgress
{
    private long bytes;
    private long rows;
    private long rejected;
    private int phase;

    /// <summary>What is being done.</summary>
    public UploadPhase Phase => (UploadPhase)Volatile.Read(ref phase);

    /// <summary>Bytes of the file read in this phase, as they were sent.</summary>
    public long Bytes => Volatile.Read(ref bytes);

    /// <summary>Rows accepted so far.</summary>
    public long Rows => Volatile.Read(ref rows);

    /// <summary>Rows rejected so far.</summary>
    public long Rejected => Volatile.Read(ref rejected);

    public void Enter(UploadPhase next) => Volatile.Write(ref phase, (int)next);

    public void Report(long readBytes, long acceptedRows, long rejectedRows)
    {
        Volatile.Write(ref bytes, readBytes);
        Volatile.Write(ref rows, acceptedRows);
        Volatile.Write(ref rejected, rejectedRows);
    }
}

/// <summary>The phases of an upload in their order.</summary>
internal enum UploadPhase
{
    /// <summary>The file arrives.</summary>
    Receiving,

    /// <summary>All rows are looked at to find the types of columns; only without a plugin.</summary>
    Typing,

    /// <summary>Rows are checked and written.</summary>
    Loading,

    /// <summary>Indexes, statistics, checks of the model, and the new version.</summary>
    Publishing,
}
