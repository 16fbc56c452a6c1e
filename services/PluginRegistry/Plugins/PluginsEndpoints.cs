using Microsoft.AspNetCore.Http.HttpResults;
using NlSql.PluginRegistry.Contracts;
using NlSql.PluginRegistry.DataFindings;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Schemas;
using NlSql.ServiceDefaults.Auditing;
using NlSql.ServiceDefaults.Errors;
using NlSql.ServiceDefaults.Identity;

namespace NlSql.PluginRegistry.Plugins;

/// <summary>The catalog, one plugin and its parts, reload; and the whole model for the other services.</summary>
internal static class PluginsEndpoints
{
    public static void MapPlugins(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/plugins").WithTags("plugins").RequireAuthorization(Roles.Viewer);
        group.MapGet("/", (PluginCatalog catalog) => TypedResults.Ok(new PluginList([.. catalog.State.Models.Select(PluginSummary.Of)], NextCursor: null)));
        group.MapGet("/{id}", (string id, PluginCatalog catalog) => OfModel(id, catalog, PluginDetail.Of));
        group.MapGet("/{id}/questions", (string id, PluginCatalog catalog) => OfModel(id, catalog, QuestionList.Of));
        group.MapGet("/{id}/glossary", (string id, PluginCatalog catalog) => OfModel(id, catalog, m => new GlossaryResponse(m.Plugin.Id, m.Version, m.Glossary)));
        group.MapGet("/{id}/validation", ValidationAsync);
        group.MapGet("/{id}/schema", Model);
        group.MapGet("/schemas/{file}", Schema);
        group.MapPost("/reload", ReloadAsync).RequireAuthorization(Roles.Admin);

        app.MapGroup("/internal/plugins").RequireAuthorization(Roles.Service).ExcludeFromDescription().MapGet("/{id}/model", Model);
    }

    private static Results<Ok<T>, ProblemHttpResult> OfModel<T>(string id, PluginCatalog catalog, Func<ModelDefinition, T> make) =>
        catalog.State.Find(id)?.Served is { } served ? TypedResults.Ok(make(served.Model)) : Absent(id, catalog);

    private static async Task<Results<Ok<ValidationResponse>, ProblemHttpResult>> ValidationAsync(
        string id, Caller caller, PluginCatalog catalog, DataFindingStore findings, CancellationToken cancellationToken)
    {
        if (catalog.State.Find(id) is not { } state)
            return PluginErrors.Unknown.ToProblem();
        return TypedResults.Ok(ValidationResponse.Of(state) with { DataFindings = await findings.NewestAsync(caller.TenantId, id, cancellationToken) });
    }

    private static Results<FileContentHttpResult, ProblemHttpResult> Model(string id, PluginCatalog catalog) =>
        catalog.State.Find(id)?.Served is { } served
            ? TypedResults.Bytes(served.Json, "application/json", entityTag: new Microsoft.Net.Http.Headers.EntityTagHeaderValue($"\"{served.Model.Version}\""))
            : Absent(id, catalog);

    private static Results<ContentHttpResult, ProblemHttpResult> Schema(string file) =>
        PluginSchemas.Of(file) is { } schema ? TypedResults.Text(schema, PluginSchemas.ContentType) : PluginErrors.SchemaUnknown.ToProblem();

    [Audited("plugin.reloaded")]
    private static async Task<Results<Ok<ReloadResponse>, ProblemHttpResult>> ReloadAsync(
        Caller caller, LoadPlugins load, ReloadAudit audit, TimeProvider clock, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        try
        {
            var state = await load.RunAsync(caller.Subject, cancellationToken);
            await audit.RecordAsync(caller, state, clock.GetElapsedTime(started), cancellationToken);
            return TypedResults.Ok(new ReloadResponse([.. state.Plugins.Values.Select(ValidationResponse.Of)]));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return PluginErrors.FolderUnreadable.ToProblem();
        }
    }

    private static ProblemHttpResult Absent(string id, PluginCatalog catalog) => (catalog.State.Find(id) switch
    {
        null => PluginErrors.Unknown,
        { Contract.Status: ContractStatus.Running } => PluginErrors.ContractRunning(id),
        _ => PluginErrors.Invalid(id),
    }).ToProblem();
}
