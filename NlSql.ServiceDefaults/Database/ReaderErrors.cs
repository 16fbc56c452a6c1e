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

    /// <summary>Not even the first row fits into the limit of bytes or cells.</summary>
    public static Failure RowTooLarge { get; } = new(
        FailureKind.Unprocessable, "data.row-too-large", "A single row of the result is larger than allowed. Ask for fewer columns or shorter values.");

    /// <summary>The tenant, or everybody together, has as many queries running as may run at a time.</summary>
    public static Failure Busy { get; } = new(
        FailureKind.Unavailable, "data.busy", "Too many queries are running at the moment. Try again in a few seconds.")
    { RetryAfterSeconds = 2 };

    /// <summary>No connection.</summary>
    public static Failure Unavailable { get; } = new(
        FailureKind.Unavailable, "storage.unavailable", "The database does not answer. Try again in a few seconds.")
    { RetryAfterSeconds = 2 };

    // Postgres took the transaction away because it stood still for too long.
    private const string IdleTransactionEnded = "25P03";

    private static readonly Failure Refused = new(
        FailureKind.Unprocessable, "data.refused", "The database refused this query.");

    private static readonly Failure ValueError = new(
        FailureKind.Unprocessable, "data.value-error", "A value in the data does not fit the calculation that was asked for, such as a division by zero or a text that is no number.");

    /// <summary>What is wrong with a query tells no values; what is wrong with a value does, so only the first comes with its diagnosis.</summary>
    internal static Failure Of(PostgresException exception) => exception.SqlState.StartsWith("42", StringComparison.Ordinal)
        ? OfSqlState(exception.SqlState) with { Diagnosis = exception.Hint is { Length: > 0 } hint ? $"{exception.MessageText} {hint}" : exception.MessageText }
        : OfSqlState(exception.SqlState);

    internal static Failure OfSqlState(string state) => state switch
    {
        PostgresErrorCodes.QueryCanceled => TimedOut,
        PostgresErrorCodes.LockNotAvailable => Unavailable,
        PostgresErrorCodes.TooManyConnections => Busy,
        IdleTransactionEnded => TimedOut,
        _ when state.StartsWith("22", StringComparison.Ordinal) => ValueError,
        _ when state.StartsWith("08", StringComparison.Ordinal) || state.StartsWith("57", StringComparison.Ordinal) => Unavailable,
        // Memory, temporary files, or a text too deep or too long for the server.
        _ when state.StartsWith("53", StringComparison.Ordinal) || state.StartsWith("54", StringComparison.Ordinal) => TooExpensive,
        _ => Refused,
    };
}
