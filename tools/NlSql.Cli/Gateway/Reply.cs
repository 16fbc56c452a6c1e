using NlSql.Cli.Commands;

namespace NlSql.Cli.Gateway;

/// <summary>What came of a request.</summary>
/// <param name="Body">The answer; null when there is a failure.</param>
/// <param name="Json">The answer as it came.</param>
/// <param name="Failure">What to tell the user; null when there is an answer.</param>
internal sealed record Reply<T>(T? Body, string Json, string? Failure)
    where T : class
{
    /// <summary>Tells the failure; the status to end with.</summary>
    public int Report(TextWriter error)
    {
        error.WriteLine(Failure);
        return ExitStatus.Error;
    }
}
