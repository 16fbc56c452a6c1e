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
        var group = app.MapGroup("/plugins").WithTags("Plugins").RequireAuthorization(Roles.Viewer);
        group.MapGet("/", (PluginCatalog catalog) => TypedResults.Ok(new PluginList([.. catalog.State.Models.Select(PluginSummary.Of)], NextCursor: null)))
            .WithName("ListPlugins").WithSummary("The catalog: plugins without problems.");
        group.MapGet("/{id}", (string id, PluginCatalog catalog) => OfModel(id, catalog, PluginDetail.Of))
            .WithName("GetPlugin").WithSummary("What can be uploaded into a plugin, and asked.");
        group.MapGet("/{id}/questions", (string id, PluginCatalog catalog) => OfModel(id, catalog, QuestionList.Of))
            .WithName("ListQuestions").WithSummary("The verified questions of a plugin, by pack.");
        group.MapGet("/{id}/glossary", (string id, PluginCatalog catalog) => OfModel(id, catalog, m => new GlossaryResponse(m.Plugin.Id, m.Version, m.Glossary)))
            .WithName("GetGlossary").WithSummary("The terms of a plugin.");
        group.MapGet("/{id}/validation", ValidationAsync).WithName("ValidatePlugin").WithSummary("Every problem of a plugin's files by file and line, and of its data.");
        group.MapGet("/{id}/schema", Model).WithName("GetPluginModel").WithSummary("The whole semantic model of a plugin.");
        group.MapGet("/schemas/{file}", Schema).WithName("GetFileSchema").WithSummary("The JSON Schema of a plugin file, for editors.");
        group.MapPost("/reload", ReloadAsync).RequireAuthorization(Roles.Admin).WithName("ReloadPlugins").WithSummary("Read the plugins' folder again.");

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
