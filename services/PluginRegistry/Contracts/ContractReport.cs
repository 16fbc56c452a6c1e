using NlSql.SemanticModel.Reading;

namespace NlSql.PluginRegistry.Contracts;

/// <summary>How far a plugin's contract has come.</summary>
internal enum ContractStatus
{
    /// <summary>It could not be run; the reason says why. The plugin is served.</summary>
    NotRun,

    /// <summary>It is being run; the plugin is served when it passes, its last good version until then.</summary>
    Running,

    /// <summary>Every verified question gave its rows.</summary>
    Passed,

    /// <summary>The problems say which questions did not.</summary>
    Failed,
}

/// <summary>What came of a plugin's contract.</summary>
/// <param name="Status">How far it has come.</param>
/// <param name="Reason">Why it was not run; null when it was.</param>
internal sealed record ContractReport(ContractStatus Status, string? Reason)
{
    public static ContractReport Running { get; } = new(ContractStatus.Running, null);

    /// <summary>Verified questions that were run.</summary>
    public int Questions { get; init; }

    /// <summary>Those of them whose rows were compared with the expected ones.</summary>
    public int Compared { get; init; }

    /// <summary>When it was run.</summary>
    public DateTimeOffset? CheckedAt { get; init; }

    /// <summary>What is wrong, by line.</summary>
    public IReadOnlyList<PluginProblem> Problems { get; init; } = [];

    /// <summary>Whether it is to be tried again soon, as when the database was away.</summary>
    public bool TryAgain { get; init; }

    public static ContractReport NotRun(string reason, bool tryAgain = false) => new(ContractStatus.NotRun, reason) { TryAgain = tryAgain };
}
