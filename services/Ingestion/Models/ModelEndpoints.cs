using System.IO.Compression;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using NlSql.Ingestion.Datasets;
using NlSql.SemanticModel.Definitions;
using NlSql.ServiceDefaults.Auditing;
using NlSql.ServiceDefaults.Errors;
using NlSql.ServiceDefaults.Identity;

namespace NlSql.Ingestion.Models;

/// <summary>The drafted model of a dataset without a plugin: look at it, correct it, answer its questions, take it away as a plugin.</summary>
internal static class ModelEndpoints
{
    public static void MapModels(this IEndpointRouteBuilder routes)
    {
        var model = routes.MapGroup("/datasets/{id:guid}/model").RequireAuthorization(Roles.Viewer).KeepsToGrants(DatasetErrors.Unknown).WithTags("Semantic models");
        model.MapGet("/", GetAsync).WithName("GetModel").WithSummary("The semantic model of a dataset without a plugin.");
        model.MapPut("/", PutAsync).WithName("ReplaceModel").RequireAuthorization(Roles.Editor).WithSummary("Change the model: as JSON or as files.");
        model.MapPost("/proposals/{proposalId}", DecideAsync).WithName("DecideProposal").RequireAuthorization(Roles.Editor).WithSummary("Say whether a likely relationship is there.");
        model.MapPost("/reset", ResetAsync).WithName("ResetModel").RequireAuthorization(Roles.Editor).WithSummary("Go back to what was drafted from the data.");
        model.MapGet("/export", ExportAsync).WithName("ExportModel").WithSummary("The model as a plugin's folder, zipped.");
        routes.MapGroup("/internal/datasets").RequireAuthorization(Roles.Service).ExcludeFromDescription()
            .MapGet("/{id:guid}/versions/{version:int}/model", InternalAsync);
    }

    private static async Task<Results<Ok<ModelResponse>, ProblemHttpResult>> GetAsync(
        Guid id, Caller caller, NpgsqlDataSource database, HttpResponse response, CancellationToken cancellationToken, int? version = null) =>
        Shown(id, await FindModel.ExecuteAsync(database, caller, id, version, cancellationToken), response);

    [Audited("dataset.model-changed")]
    private static async Task<Results<Ok<ModelResponse>, ProblemHttpResult>> PutAsync(
        Guid id, Caller caller, ChangeModel change, HttpRequest request, HttpResponse response, CancellationToken cancellationToken)
    {
        if (!(await ModelBody.ReadAsync(request.Body, cancellationToken)).TryGet(out var body, out var failure))
            return failure.ToProblem();
        var result = await change.ExecuteAsync(
            caller, id, ModelTags.Wanted(request), "replaced", c => ModelChanges.ReplaceAsync(c, body, cancellationToken), cancellationToken);
        return Shown(id, result, response);
    }

    [Audited("dataset.model-changed")]
    private static async Task<Results<Ok<ModelResponse>, ProblemHttpResult>> DecideAsync(
        Guid id, string proposalId, ProposalAnswer answer, Caller caller, ChangeModel change, HttpRequest request, HttpResponse response, CancellationToken cancellationToken)
    {
        if (answer.Accept is not { } accept)
            return ModelErrors.Malformed("$.accept", "\"accept\" says true or false.").ToProblem();
        var result = await change.ExecuteAsync(
            caller, id, ModelTags.Wanted(request), accept ? "proposal-accepted" : "proposal-rejected",
            c => Task.FromResult(ModelChanges.Decide(c.Stored, proposalId, accept)), cancellationToken);
        return Shown(id, result, response);
    }

    [Audited("dataset.model-changed")]
    private static async Task<Results<Ok<ModelResponse>, ProblemHttpResult>> ResetAsync(
        Guid id, Caller caller, ChangeModel change, HttpRequest request, HttpResponse response, CancellationToken cancellationToken) => Shown(
        id, await change.ExecuteAsync(caller, id, ModelTags.Wanted(request), "reset", c => ModelChanges.ResetAsync(c, cancellationToken), cancellationToken), response);

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> ExportAsync(
        Guid id, Caller caller, NpgsqlDataSource database, CancellationToken cancellationToken, string? plugin_id = null, int? version = null)
    {
        if (!(await FindModel.ExecuteAsync(database, caller, id, version, cancellationToken)).TryGet(out var stored, out var failure))
            return failure.ToProblem();
        if (plugin_id is not null)
            stored = stored with { Model = stored.Model with { Plugin = stored.Model.Plugin with { Id = plugin_id } } };
        if (ModelReading.Read(stored.Model, stored.Basis).Model is null)
            return ModelErrors.PluginIdInvalid.ToProblem();
        return TypedResults.File(await ZipAsync(stored, cancellationToken), "application/zip", $"{stored.Model.Plugin.Id}.zip");
    }

    private static async Task<Results<ContentHttpResult, ProblemHttpResult>> InternalAsync(
        Guid id, int version, Caller caller, NpgsqlDataSource database, CancellationToken cancellationToken) =>
        (await FindModel.ExecuteAsync(database, caller, id, version, cancellationToken)).TryGet(out var stored, out var failure)
            ? TypedResults.Text(ModelDefinitionJson.Write(stored.Model), "application/json")
            : failure.ToProblem();

    private static Results<Ok<ModelResponse>, ProblemHttpResult> Shown(Guid id, Result<StoredModel> result, HttpResponse response)
    {
        if (!result.TryGet(out var stored, out var failure))
            return failure.ToProblem();
        response.Headers.ETag = ModelTags.Of(stored);
        return TypedResults.Ok(ModelResponse.Of(id, stored));
    }

    // In a folder of the plugin's id, as plugins/ wants it.
    private static async Task<byte[]> ZipAsync(StoredModel stored, CancellationToken cancellationToken)
    {
        using var bytes = new MemoryStream();
        await using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in stored.Files())
            {
                await using var file = await zip.CreateEntry($"{stored.Model.Plugin.Id}/{name}").OpenAsync(cancellationToken);
                await using var writer = new StreamWriter(file);
                await writer.WriteAsync(text.AsMemory(), cancellationToken);
            }
        }

        return bytes.ToArray();
    }
}
