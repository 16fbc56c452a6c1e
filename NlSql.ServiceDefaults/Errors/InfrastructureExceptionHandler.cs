using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Logging;
using NlSql.ServiceDefaults.Auditing;
using Npgsql;

namespace NlSql.ServiceDefaults.Errors;

/// <summary>Lost infrastructure becomes a 503 with a retry hint; a database's words never leave the service.</summary>
internal sealed class InfrastructureExceptionHandler(IProblemDetailsService problems, ILogger<InfrastructureExceptionHandler> logger) : IExceptionHandler
{
    private const int ClientClosedRequest = 499;

    // Postgres took a transaction away that stood still for too long.
    private const string IdleTransactionEnded = "25P03";

    public async ValueTask<bool> TryHandleAsync(HttpContext context, Exception exception, CancellationToken cancellationToken)
    {
        if (context.Features.Get<AuditedCall>() is { } call)
            call.Faulted = true;
        if (exception is OperationCanceledException && context.RequestAborted.IsCancellationRequested)
        {
            context.Response.StatusCode = ClientClosedRequest;
            return true;
        }

        var details = DetailsOf(exception);
        if (details.Status >= 500)
            LogFault(exception);
        context.Response.StatusCode = details.Status!.Value;
        return await problems.TryWriteAsync(new ProblemDetailsContext { HttpContext = context, ProblemDetails = details, Exception = exception });
    }

    private static ProblemDetails DetailsOf(Exception exception) => exception switch
    {
        BadHttpRequestException { StatusCode: 413 } => new ProblemDetails
        {
            Status = StatusCodes.Status413PayloadTooLarge,
            Title = ProblemDetailsMapping.TitleOf(FailureKind.TooLarge),
            Detail = "The body is larger than this route allows.",
        },
        BadHttpRequestException bad => new ProblemDetails
        {
            Status = bad.StatusCode,
            Title = ProblemDetailsMapping.TitleOf(bad.StatusCode == 415 ? FailureKind.UnsupportedMedia : FailureKind.Invalid),
            Detail = DetailOf(bad),
        },
        PostgresException { SqlState: PostgresErrorCodes.ReadOnlySqlTransaction } => Unavailable("storage.read-only", "The database accepts no changes at the moment."),
        PostgresException { SqlState: PostgresErrorCodes.DiskFull } => new ProblemDetails
        {
            Status = ProblemDetailsMapping.StatusOf(FailureKind.OutOfSpace),
            Title = ProblemDetailsMapping.TitleOf(FailureKind.OutOfSpace),
            Detail = "The database has no room left.",
            Extensions = { ["code"] = "storage.full" },
        },
        NpgsqlException { IsTransient: true } or TimeoutException or (NpgsqlException and not PostgresException) or PostgresException { SqlState: IdleTransactionEnded } =>
            Unavailable("storage.unavailable", "The database does not answer. Try again in a few seconds."),
        _ => new ProblemDetails
        {
            Status = StatusCodes.Status500InternalServerError,
            Title = "Something went wrong",
            Detail = "This is a fault of the service. The trace id names it in the logs.",
        },
    };

    private static string DetailOf(BadHttpRequestException bad) => bad switch
    {
        { InnerException: JsonException { LineNumber: { } line, BytePositionInLine: { } position } json } =>
            $"The body is not the JSON that this route takes: see line {line + 1}, position {position + 1}{(json.Path is { Length: > 1 } path ? $", at {path}" : "")}.",
        { StatusCode: 415 } => "This route takes JSON: send it with the header Content-Type: application/json.",
        _ => "The request could not be read. Check its parameters, headers and encoding.",
    };

    private void LogFault(Exception exception)
    {
        // A database's message can hold values of rows or parameters; its state and the place in our code are enough.
        if (exception is PostgresException database)
            Log.DatabaseFault(logger, database.SqlState, exception.StackTrace);
        else
            Log.Fault(logger, exception);
    }

    private static ProblemDetails Unavailable(string code, string message) => new()
    {
        Status = StatusCodes.Status503ServiceUnavailable,
        Title = ProblemDetailsMapping.TitleOf(FailureKind.Unavailable),
        Detail = message,
        Extensions = { ["code"] = code, ["retry_after_seconds"] = 2 },
    };
}
