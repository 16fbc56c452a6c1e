using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace NlSql.ServiceDefaults.Options;

/// <summary>Says in one line why a service does not start when its configuration is wrong, instead of a stack trace.</summary>
internal static class StartFailure
{
    private const int ExitCodeOfWrongConfiguration = 78;
    private static int installed;

    /// <summary>Installs the last handler of the process, once.</summary>
    public static void ExplainOnExit(string service)
    {
        if (Interlocked.Exchange(ref installed, 1) == 1)
            return;
        AppDomain.CurrentDomain.UnhandledException += (_, e) =>
        {
            if (Explain(e.ExceptionObject as Exception) is not { } reason)
                return;
            Console.Error.WriteLine($"error: {service} does not start: {reason}");
            Console.Error.Flush();
            Environment.Exit(ExitCodeOfWrongConfiguration);
        };
    }

    /// <summary>The reason for people when the configuration is at fault; else null.</summary>
    internal static string? Explain(Exception? exception) => exception switch
    {
        OptionsValidationException options => string.Join(" ", options.Failures),
        ValidationException validation => validation.Message,
        AggregateException { InnerExceptions: [var only] } => Explain(only),
        AggregateException several when several.InnerExceptions.All(e => Explain(e) is not null) => string.Join(" ", several.InnerExceptions.Select(Explain)),
        _ => null,
    };
}
