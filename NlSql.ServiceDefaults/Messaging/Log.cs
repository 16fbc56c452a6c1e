using Microsoft.Extensions.Logging;

namespace NlSql.ServiceDefaults.Messaging;

internal static partial class Log
{
    [LoggerMessage(110, LogLevel.Warning, "The outbox relay was interrupted by {Reason}; it tries again")]
    public static partial void RelayInterrupted(ILogger logger, string reason);

    [LoggerMessage(111, LogLevel.Warning, "The broker does not take a message of type {Type}, attempt {Attempt}: {Reason}. It stays in the outbox")]
    public static partial void PublishFailed(ILogger logger, string type, int attempt, string reason);

    [LoggerMessage(112, LogLevel.Error, "The outbox holds a message of unknown type {Type}; deploy the version that wrote it or remove the row")]
    public static partial void UnknownMessageType(ILogger logger, string type);

    [LoggerMessage(113, LogLevel.Warning, "No answer from the broker for a message of type {Type}: {Reason}. It stays in the outbox")]
    public static partial void NoAnswer(ILogger logger, string type, string reason);

    [LoggerMessage(114, LogLevel.Warning, "Messages wait and the broker has been silent for {Seconds} s: connecting anew")]
    public static partial void BrokerSilent(ILogger logger, int seconds);

    [LoggerMessage(115, LogLevel.Warning, "A connection of the outbox relay to the broker failed: {Reason}")]
    public static partial void ConnectFailed(ILogger logger, string reason);

    [LoggerMessage(116, LogLevel.Warning, "A message of the queue {Queue} failed its retries ({Reason}); it comes again in {Seconds} s")]
    public static partial void Redelivered(ILogger logger, string queue, int seconds, string reason);
}
