using Microsoft.Extensions.Logging;

namespace NlSql.ServiceDefaults.Auditing;

internal static partial class Log
{
    [LoggerMessage(130, LogLevel.Warning, "A call without a signed identity was refused: {Method} {Route}, status {Status}")]
    public static partial void CallWithoutIdentity(ILogger logger, string method, string? route, int status);

    [LoggerMessage(131, LogLevel.Error, "A refused call of {Action} could not be recorded in the trail: {Reason}")]
    public static partial void RefusalNotRecorded(ILogger logger, string action, string reason);
}
