using Microsoft.Extensions.Logging;

namespace NlSql.ServiceDefaults.Messaging;

internal static partial class Log
{
    [LoggerMessage(110, LogLevel.Warning, "The outbox relay was interrupted by {Reason}; it tries again")]
    public static partial void RelayInterrupted(ILogger logger, string reason);

    [LoggerMessage(111, LogLevel.Warning, "A message of type {Type} could not be sent, attempt {Attempt}: {Reason}")]
    public static partial void PublishFailed(ILogger logger, string type, int attempt, string reason);

    [LoggerMessage(112, LogLevel.Error, "The outbox holds a message of unknown type {Type}; deploy the version that wrote it or remove the row")]
    public static partial void UnknownMessageType(ILogger logger, string type);
}
