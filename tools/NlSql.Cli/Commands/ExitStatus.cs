namespace NlSql.Cli.Commands;

/// <summary>What the process ends with.</summary>
internal static class ExitStatus
{
    public const int Done = 0;

    public const int Error = 1;

    /// <summary>A question came back instead of an answer, or a refusal.</summary>
    public const int NotAnswered = 2;
}
