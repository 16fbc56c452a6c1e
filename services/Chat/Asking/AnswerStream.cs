using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using NlSql.ServiceDefaults;
using NlSql.ServiceDefaults.Errors;
using ProblemDetails = Microsoft.AspNetCore.Mvc.ProblemDetails;

namespace NlSql.Chat.Asking;

/// <summary>
/// An answer as server-sent events: <c>stage</c> for each stage as it finishes, <c>narrative</c> for each sentence of a model that holds,
/// <c>narrative_replaced</c> where a later one does not, then <c>answer</c> or <c>problem</c>. A stream that ends with neither was cut off.
/// </summary>
internal static class AnswerStream
{
    private const string ContentType = "text/event-stream";

    /// <summary>Whether the client asks for events.</summary>
    public static bool IsWanted(HttpRequest request) =>
        request.GetTypedHeaders().Accept.Any(a => a.MediaType.Equals(ContentType, StringComparison.OrdinalIgnoreCase));

    /// <summary>Answers and tells of it meanwhile.</summary>
    public static async Task SendAsync(HttpContext http, Func<Stages, Task<Result<Answer>>> ask, CancellationToken cancellationToken)
    {
        var told = Channel.CreateUnbounded<(string Name, object Data)>();
        var answering = AnswerAsync(ask, told.Writer);
        http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        http.Response.ContentType = ContentType;
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers["X-Accel-Buffering"] = "no";
        await foreach (var (name, data) in told.Reader.ReadAllAsync(cancellationToken))
            await WriteAsync(http.Response, name, data, cancellationToken);
        if ((await answering).TryGet(out var answer, out var failure))
            await WriteAsync(http.Response, "answer", answer, cancellationToken);
        else
            await WriteAsync(http.Response, "problem", ProblemOf(http, failure), cancellationToken);
    }

    // As it would stand in a response of its own.
    private static ProblemDetails ProblemOf(HttpContext http, Failure failure)
    {
        var problem = failure.ToProblem().ProblemDetails;
        http.RequestServices.GetRequiredService<IOptions<ProblemDetailsOptions>>().Value.CustomizeProblemDetails?
            .Invoke(new ProblemDetailsContext { HttpContext = http, ProblemDetails = problem });
        return problem;
    }

    private static async Task<Result<Answer>> AnswerAsync(Func<Stages, Task<Result<Answer>>> ask, ChannelWriter<(string Name, object Data)> told)
    {
        try
        {
            return await ask(new Stages((name, data) => told.TryWrite((name, data))));
        }
        finally
        {
            told.Complete();
        }
    }

    private static async Task WriteAsync<T>(HttpResponse response, string name, T data, CancellationToken cancellationToken)
    {
        await response.WriteAsync($"event: {name}\ndata: {JsonSerializer.Serialize(data, JsonOptions.Snake)}\n\n", cancellationToken);
        await response.Body.FlushAsync(cancellationToken);
    }
}
