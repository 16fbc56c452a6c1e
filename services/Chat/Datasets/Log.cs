namespace NlSql.Chat.Datasets;

internal static partial class Log
{
    [LoggerMessage(1311, LogLevel.Warning, "A plugin or a dataset could not be read ({Reason}); the question was turned away")]
    public static partial void NeighbourUnavailable(ILogger logger, string reason);
}
