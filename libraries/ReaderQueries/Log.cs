using Microsoft.Extensions.Logging;

namespace NlSql.ReaderQueries;

internal static partial class Log
{
    [LoggerMessage(140, LogLevel.Error, "The rehearsal at start failed; the service goes on")]
    public static partial void NotRehearsed(ILogger logger, Exception exception);
}
