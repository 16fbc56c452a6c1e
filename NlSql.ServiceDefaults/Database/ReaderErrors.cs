using NlSql.ServiceDefaults.Errors;
using Npgsql;

namespace NlSql.ServiceDefaults.Database;

/// <summary>Why a data query gave no rows, in words that tell nothing of the database or of rows.</summary>
public static class ReaderErrors
{
    /// <summary>The plan's cost is over the ceiling.</summary>
    public static Failure TooExpensive { get; } = new(
        FailureKind.Unprocessable, "data.too-expensive", "This question would take too much work. Ask for a shorter time range, fewer groups, or add a filter.");

    /// <summary>The statement or watchdog timeout.</summary>
    public static Failure TimedOut { get; } = new(
        FailureKind.TimedOut, "data.timed-out", "The query took longer than allowed and was stopped. Ask for a shorter time range or add a filter.");

    /// <summary>A number with more digits than can be passed on exactly.</summary>
    public static Failure NumberTooLarge { get; } = new(
        FailureKind.Unprocessable, "data.number-too-large", "A number in the result has more than 28 digits and cannot be shown exactly.");

    /// <summary>No connection.</summary>
    public static Failure Unavailable { get; } = new(
        FailureKind.Unavailable, "storage.unavailable", "The database does not answer. Try again in a few seconds.")
    { RetryAfterSeconds = 2 };

    private static readonly Failure Refused = new(
        FailureKind.Unprocessable, "data.refused", "The database refused this query.");

    private static readonly Failure ValueError = new(
        FailureKind.Unprocessable, "data.value-error", "A value in the data does not fit the calculation that was asked for, such as a division by zero or a text that is no number.");

    internal static Failure OfSqlState(string state) => state switch
    {
        PostgresErrorCodes.QueryCanceled => TimedOut,
        PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.TooManyConnections => Unavailable,
        _ when state.StartsWith("22", StringComparison.Ordinal) => ValueError,
        _ when state.StartsWith("08", StringComparison.Ordinal) || state.StartsWith("57", StringComparison.Ordinal) => Unavailable,
        _ when state.StartsWith("53", StringComparison.Ordinal) => TooExpensive,
        _ => Refused,
    };
}
