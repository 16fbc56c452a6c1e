namespace NlSql.Insights.Tests;

/// <summary>The clock of the machine, which a test can put forward.</summary>
internal sealed class ShiftedClock : TimeProvider
{
    private TimeSpan shift;

    public void PutForward(TimeSpan time) => shift += time;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + shift;
}
