using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace NlSql.ServiceDefaults.Errors;

/// <summary>
/// Writes a problem to clients that asked for something else, such as an event stream or CSV. The framework's writer, which comes
/// first, leaves those without a word.
/// </summary>
internal sealed class AnyAcceptWriter(IOptions<ProblemDetailsOptions> options) : IProblemDetailsWriter
{
    public bool CanWrite(ProblemDetailsContext context) => true;

    public async ValueTask WriteAsync(ProblemDetailsContext context)
    {
        options.Value.CustomizeProblemDetails?.Invoke(context);
        var json = context.HttpContext.RequestServices.GetRequiredService<IOptions<Microsoft.AspNetCore.Http.Json.JsonOptions>>().Value.SerializerOptions;
        await context.HttpContext.Response.WriteAsJsonAsync(
            context.ProblemDetails, json, "application/problem+json", context.HttpContext.RequestAborted);
    }
}
