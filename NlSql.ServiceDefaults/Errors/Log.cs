using Microsoft.Extensions.Logging;

namespace NlSql.ServiceDefaults.Errors;

internal static partial class Log
{
    [LoggerMessage(120, LogLevel.Error, "A request failed")]
    public static partial void Fault(ILogger logger, Exception exception);

    [LoggerMessage(121, LogLevel.Error, "A request failed: the database answered {State}\n{Stack}")]
    public static partial void DatabaseFault(ILogger logger, string state, string? stack);
}
