namespace NlSql.Chat.Tests;

/// <summary>The real clock, whose elapsed time a test can push forward; date and timers stay.</summary>
internal sealed class HurriedClock : TimeProvider
{
    private long ahead;

    public override long GetTimestamp() => base.GetTimestamp() + Interlocked.Read(ref ahead);

    public void Forward(TimeSpan time) => Interlocked.Add(ref ahead, (long)(time.TotalSeconds * TimestampFrequency));
}
