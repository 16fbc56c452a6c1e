using Microsoft.AspNetCore.Http.HttpResults;
using NlSql.ServiceDefaults.Auditing;
using NlSql.ServiceDefaults.Errors;
using NlSql.ServiceDefaults.Identity;

namespace NlSql.Chat.Asking;

internal static class AskEndpoints
{
    public static void MapAsking(this WebApplication app)
    {
        var group = app.MapGroup("").WithTags("Chat").RequireAuthorization(Roles.Viewer).KeepsToGrants();
        group.MapPost("/chat", AskAsync).WithName("Ask").WithSummary("Ask a question in plain words.");
        group.MapPost("/sql", SqlAsync).WithName("AskInSql").WithSummary("Run one guarded SELECT over the tables of a dataset.").RequireAuthorization(Roles.Analyst);
        group.MapPost("/query", QueryAsync).WithName("AskInSemanticQuery").WithSummary("Run a semantic query.").RequireAuthorization(Roles.Analyst);
    }

    [Audited("question.asked", RecordsRefusals = true)]
    private static async Task<Results<Ok<Answer>, ProblemHttpResult, EmptyHttpResult>> AskAsync(
        AskRequest request, Caller caller, AskQuestion ask, HttpContext http, CancellationToken cancellationToken, bool explain = false)
    {
        request = request with { DryRun = request.DryRun || explain };
        if (AnswerStream.IsWanted(http.Request))
        {
            await AnswerStream.SendAsync(http, stages => ask.RunAsync(request, caller, stages, cancellationToken), cancellationToken);
            return TypedResults.Empty;
        }

        return (await ask.RunAsync(request, caller, cancellationToken)).TryGet(out var answer, out var failure)
            ? TypedResults.Ok(answer)
            : failure.ToProblem();
    }

    [Audited("query.asked", RecordsRefusals = true)]
    private static async Task<Results<Ok<Answer>, ProblemHttpResult>> QueryAsync(
        SemanticQueryRequest request, Caller caller, AskQuestion ask, CancellationToken cancellationToken, bool explain = false) =>
        (await ask.RunAsync(request, explain, caller, cancellationToken)).TryGet(out var answer, out var failure)
            ? TypedResults.Ok(answer)
            : failure.ToProblem();

    [Audited("sql.asked", RecordsRefusals = true)]
    private static async Task<Results<Ok<Answer>, ProblemHttpResult>> SqlAsync(
        SqlRequest request, Caller caller, AskQuestion ask, CancellationToken cancellationToken, bool explain = false) =>
        (await ask.RunAsync(request, explain, caller, cancellationToken)).TryGet(out var answer, out var failure)
            ? TypedResults.Ok(answer)
            : failure.ToProblem();
}
