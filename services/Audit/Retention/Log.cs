namespace NlSql.Audit.Retention;

internal static partial class Log
{
    [LoggerMessage(1510, LogLevel.Information, "The trail has a partition for the month from {Month}")]
    public static partial void MonthMade(ILogger logger, DateOnly month);

    [LoggerMessage(1511, LogLevel.Warning, "Old entries of tenant {Tenant} were left behind: its chain now begins after entry {Seq}, hash {Hash}")]
    public static partial void ChainShortened(ILogger logger, string tenant, long seq, string hash);

    [LoggerMessage(1512, LogLevel.Information, "The chain of tenant {Tenant} ends at entry {Seq}, hash {Hash}")]
    public static partial void Head(ILogger logger, string tenant, long seq, string hash);

    [LoggerMessage(1513, LogLevel.Error, "Upkeep of the trail was interrupted; it is tried again")]
    public static partial void Interrupted(ILogger logger, Exception exception);
}
