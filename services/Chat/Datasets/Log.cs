namespace NlSql.Chat.Datasets;

internal static partial class Log
{
    [LoggerMessage(1311, LogLevel.Warning, "A plugin or a dataset could not be read ({Reason}); the question was turned away")]
    public static partial void NeighbourUnavailable(ILogger logger, string reason);

    [LoggerMessage(1312, LogLevel.Warning, "The newest datasets could not be prepared before somebody asks ({Reason})")]
    public static partial void NothingPrepared(ILogger logger, string reason);
}
