namespace NlSql.Chat.Conversations;

internal static partial class Log
{
    [LoggerMessage(1320, LogLevel.Information, "{Count} deleted conversations were purged")]
    public static partial void Purged(ILogger logger, int count);

    [LoggerMessage(1321, LogLevel.Warning, "Purging conversations was interrupted by {Reason}; it goes on later")]
    public static partial void SweepInterrupted(ILogger logger, string reason);
}
