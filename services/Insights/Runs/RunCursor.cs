using System.Globalization;
using NlSql.ServiceDefaults.Errors;

namespace NlSql.Insights.Runs;

/// <summary>A place in the list of runs: the run after which the next page begins.</summary>
internal readonly record struct RunCursor(DateTime Finished, Guid RunId)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Finished.Ticks}-{RunId:N}");

    public static Result<RunCursor> Parse(string text) =>
        text.Split('-') is [var ticks, var id]
        && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at <= DateTime.MaxValue.Ticks
        && Guid.TryParseExact(id, "N", out var guid)
            ? new RunCursor(new DateTime(at, DateTimeKind.Utc), guid)
            : InsightErrors.CursorInvalid;
}

/// <summary>A run in the list.</summary>
internal sealed class RunSummary
{
    public Guid RunId { get; init; }

    /// <summary>The dataset's plugin; null where it has none.</summary>
    public string? Plugin { get; init; }

    public string PluginVersion { get; init; } = "";

    public Guid DatasetId { get; init; }

    public int DatasetVersion { get; init; }

    /// <summary>requested, new_data or scheduled.</summary>
    public string Trigger { get; init; } = "";

    public DateTime Finished { get; init; }

    /// <summary>How many findings it shows.</summary>
    public int Findings { get; init; }

    /// <summary>How many rules could not be evaluated.</summary>
    public int RulesFailed { get; init; }
}

/// <summary>A page of a list.</summary>
/// <param name="Items">What is on it.</param>
/// <param name="NextCursor">Send it as <c>cursor</c> for the next page; null on the last.</param>
internal sealed record Page<T>(IReadOnlyList<T> Items, string? NextCursor);
