namespace NlSql.Chat.LanguageModel;

internal static partial class Log
{
    [LoggerMessage(1320, LogLevel.Warning, "The language model gave no reply ({Reason}, status {Status}); the question is answered without it")]
    public static partial void CallFailed(ILogger logger, string reason, int status);

    [LoggerMessage(1322, LogLevel.Warning, "The embedding model gave no vectors ({Reason}, status {Status}); questions are compared by their words")]
    public static partial void EmbeddingFailed(ILogger logger, string reason, int status);

    [LoggerMessage(1321, LogLevel.Information, "The language model's endpoint takes no JSON schema; it is asked without from now on")]
    public static partial void SchemaRefused(ILogger logger);

    [LoggerMessage(1323, LogLevel.Warning, "What the language model used could not be booked: {Reason}")]
    public static partial void SpendNotBooked(ILogger logger, string reason);
}
