using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using NlSql.ServiceDefaults.Auditing;

namespace NlSql.ServiceDefaults.Errors;

/// <summary>The one place where failures become RFC 9457 problem details.</summary>
public static class ProblemDetailsMapping
{
    /// <summary>The failure as an HTTP answer.</summary>
    public static ProblemHttpResult ToProblem(this Failure failure)
    {
        var details = new ProblemDetails
        {
            Status = StatusOf(failure.Kind),
            Title = TitleOf(failure.Kind),
            Detail = failure.Message,
            Extensions = { ["code"] = failure.Code },
        };
        if (failure.Issues.Count > 0)
            details.Extensions["issues"] = failure.Issues;
        if (failure.RetryAfterSeconds is { } seconds)
            details.Extensions["retry_after_seconds"] = seconds;
        return TypedResults.Problem(details);
    }

    /// <summary>HTTP status of a kind of failure.</summary>
    public static int StatusOf(FailureKind kind) => kind switch
    {
        FailureKind.Invalid => StatusCodes.Status400BadRequest,
        FailureKind.Unauthenticated => StatusCodes.Status401Unauthorized,
        FailureKind.Forbidden => StatusCodes.Status403Forbidden,
        FailureKind.NotFound => StatusCodes.Status404NotFound,
        FailureKind.Conflict => StatusCodes.Status409Conflict,
        FailureKind.Stale => StatusCodes.Status412PreconditionFailed,
        FailureKind.TooLarge => StatusCodes.Status413PayloadTooLarge,
        FailureKind.UnsupportedMedia => StatusCodes.Status415UnsupportedMediaType,
        FailureKind.Unprocessable => StatusCodes.Status422UnprocessableEntity,
        FailureKind.TooMany => StatusCodes.Status429TooManyRequests,
        FailureKind.Unavailable => StatusCodes.Status503ServiceUnavailable,
        FailureKind.TimedOut => StatusCodes.Status504GatewayTimeout,
        FailureKind.OutOfSpace => StatusCodes.Status507InsufficientStorage,
        _ => StatusCodes.Status500InternalServerError,
    };

    internal static IServiceCollection AddNlSqlProblemDetails(this IServiceCollection services)
    {
        services.AddProblemDetails(options => options.CustomizeProblemDetails = Complete);
        services.AddSingleton<IProblemDetailsWriter, AnyAcceptWriter>();
        // Unreadable bodies and parameters come as exceptions in every environment, so that their answer is the same everywhere.
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        services.AddExceptionHandler<InfrastructureExceptionHandler>();
        return services;
    }

    internal static void Complete(ProblemDetailsContext context)
    {
        var (details, http) = (context.ProblemDetails, context.HttpContext);
        var code = details.Extensions.TryGetValue("code", out var stated) ? stated?.ToString() : null;
        code ??= CodeOfStatus(details.Status ?? http.Response.StatusCode);
        details.Extensions["code"] = code;
        if (http.Features.Get<AuditedCall>() is { } call)
            call.Code = code;
        details.Type = $"urn:nlsql:problem:{code}";
        details.Instance ??= http.Request.Path;
        details.Extensions["trace_id"] = Activity.Current?.TraceId.ToString() ?? http.TraceIdentifier;
        details.Extensions.Remove("traceId");
        if (details.Extensions.TryGetValue("retry_after_seconds", out var seconds))
            http.Response.Headers.RetryAfter = seconds?.ToString();
    }

    private static string CodeOfStatus(int status) => status switch
    {
        400 => "request.malformed",
        401 => "identity.missing",
        403 => "identity.forbidden",
        404 => "request.not-found",
        405 => "request.method-not-allowed",
        408 => "request.too-slow",
        413 => "request.too-large",
        415 => "request.unsupported-media-type",
        429 => "request.too-many",
        502 or 503 => "service.unavailable",
        504 => "service.timed-out",
        _ => "service.failed",
    };

    /// <summary>The title of the kind of failure that has this status.</summary>
    internal static string TitleOfStatus(int status) => status == StatusCodes.Status500InternalServerError
        ? "Something went wrong"
        : TitleOf(Enum.GetValues<FailureKind>().First(kind => StatusOf(kind) == status));

    internal static string TitleOf(FailureKind kind) => kind switch
    {
        FailureKind.Invalid => "The request is not valid",
        FailureKind.Unauthenticated => "A credential is needed",
        FailureKind.Forbidden => "This is not allowed",
        FailureKind.NotFound => "Not found",
        FailureKind.Conflict => "Not possible in the present state",
        FailureKind.Stale => "Changed meanwhile",
        FailureKind.TooLarge => "Too large",
        FailureKind.UnsupportedMedia => "Not a supported kind of content",
        FailureKind.Unprocessable => "This cannot be done",
        FailureKind.TooMany => "Too many requests",
        FailureKind.Unavailable => "Not available at the moment",
        FailureKind.TimedOut => "It took too long",
        FailureKind.OutOfSpace => "No room left",
        _ => "Something went wrong",
    };
}
