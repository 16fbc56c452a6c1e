using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using NlSql.ServiceDefaults.Auditing;
using NlSql.ServiceDefaults.Errors;
using NlSql.ServiceDefaults.Identity;

namespace NlSql.Ingestion.Datasets;

internal static class DatasetEndpoints
{
    public static void MapDatasets(this IEndpointRouteBuilder routes)
    {
        var datasets = routes.MapGroup("/datasets").RequireAuthorization(Roles.Viewer).KeepsToGrants(DatasetErrors.Unknown).WithTags("Datasets");
        datasets.MapGet("/", ListAsync).WithName("ListDatasets").WithSummary("Datasets, newest first.");
        datasets.MapGet("/{id:guid}", GetAsync).WithName("GetDataset").WithSummary("A dataset with its tables and newest versions.");
        datasets.MapGet("/{id:guid}/versions", VersionsAsync).WithName("ListVersions").WithSummary("Versions, newest first.");
        datasets.MapGet("/{id:guid}/preview", PreviewAsync).WithName("PreviewTable").WithSummary("The first rows of a table.");
        datasets.MapGet("/{id:guid}/rejects", RejectsAsync).WithName("DownloadRejects").WithSummary("The rows that an upload left out, as CSV.");
        datasets.MapDelete("/{id:guid}", DeleteAsync).WithName("DeleteDataset").RequireAuthorization(Roles.Editor).WithSummary("Delete a dataset; it can be restored.");
        datasets.MapPost("/{id:guid}/restore", RestoreAsync).WithName("RestoreDataset").RequireAuthorization(Roles.Editor).WithSummary("Bring a deleted dataset back.");
    }

    private static async Task<Results<Ok<Page<DatasetSummary>>, ProblemHttpResult>> ListAsync(
        Caller caller, NpgsqlDataSource database, CancellationToken cancellationToken, string? plugin_id = null, bool deleted = false, int limit = Paging.DefaultLimit, string? cursor = null)
    {
        if (Paging.Check(limit, cursor, out var after) is { } invalid)
            return invalid.ToProblem();
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var rows = await DatasetStore.ListAsync(connection, caller, plugin_id, deleted, after, limit + 1, cancellationToken);
        var items = rows.Take(limit).Select(DatasetSummary.Of).ToList();
        return TypedResults.Ok(new Page<DatasetSummary>(items, rows.Count > limit ? Paging.CursorOf(items[^1].DatasetId) : null));
    }

    private static async Task<Results<Ok<DatasetDetails>, ProblemHttpResult>> GetAsync(
        Guid id, Caller caller, NpgsqlDataSource database, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        if (!(await DatasetStore.FindUsableAsync(connection, caller.TenantId, id, cancellationToken)).TryGet(out var dataset, out var failure))
            return failure.ToProblem();
        var parts = await DatasetStore.PartsAsync(connection, dataset, dataset.CurrentVersion, cancellationToken);
        var versions = await DatasetStore.VersionsAsync(connection, dataset, int.MaxValue, Paging.DefaultLimit, cancellationToken);
        return TypedResults.Ok(new DatasetDetails(
            dataset.DatasetId, dataset.Name, dataset.PluginId, dataset.CurrentVersion, parts.Sum(p => p.Rows), parts.Sum(p => p.StoredBytes),
            dataset.CreatedAt, dataset.PublishedAt, TableSummary.Of(parts), [.. versions.Select(VersionSummary.Of)]));
    }

    private static async Task<Results<Ok<Page<VersionSummary>>, ProblemHttpResult>> VersionsAsync(
        Guid id, Caller caller, NpgsqlDataSource database, CancellationToken cancellationToken, int limit = Paging.DefaultLimit, string? cursor = null)
    {
        if (limit is < 1 or > Paging.LargestLimit)
            return DatasetErrors.LimitInvalid.ToProblem();
        var before = int.MaxValue;
        if (cursor is not null && !int.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out before))
            return DatasetErrors.CursorInvalid.ToProblem();
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        if (!(await DatasetStore.FindUsableAsync(connection, caller.TenantId, id, cancellationToken)).TryGet(out var dataset, out var failure))
            return failure.ToProblem();
        var rows = await DatasetStore.VersionsAsync(connection, dataset, before, limit + 1, cancellationToken);
        var items = rows.Take(limit).Select(VersionSummary.Of).ToList();
        var next = rows.Count > limit ? items[^1].Version.ToString(CultureInfo.InvariantCulture) : null;
        return TypedResults.Ok(new Page<VersionSummary>(items, next));
    }

    private static async Task<Results<Ok<DatasetPreview>, ProblemHttpResult>> PreviewAsync(
        Guid id, Caller caller, NpgsqlDataSource database, CancellationToken cancellationToken,
        string? table = null, int? version = null, int limit = 20)
    {
        if (limit is < 1 or > Paging.LargestLimit)
            return DatasetErrors.LimitInvalid.ToProblem();
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        if (!(await DatasetStore.FindUsableAsync(connection, caller.TenantId, id, cancellationToken)).TryGet(out var dataset, out var failure)
            || !(await PreviewDataset.ExecuteAsync(connection, dataset, table, version, limit, cancellationToken)).TryGet(out var result, out failure))
            return failure.ToProblem();
        return TypedResults.Ok(result);
    }

    private static async Task<Results<PushStreamHttpResult, ProblemHttpResult>> RejectsAsync(
        Guid id, Caller caller, NpgsqlDataSource database, RejectsFile file, CancellationToken cancellationToken, int? version = null, string? table = null, bool raw = false)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        if (!(await DatasetStore.FindUsableAsync(connection, caller.TenantId, id, cancellationToken)).TryGet(out var dataset, out var failure)
            || !(await file.FindPartAsync(dataset, version, table, cancellationToken)).TryGet(out var part, out failure))
            return failure.ToProblem();
        return TypedResults.Stream(
            output => file.WriteAsync(dataset, part, raw, output, cancellationToken), "text/csv; charset=utf-8", $"rejects-{id:D}-v{version ?? dataset.CurrentVersion}.csv");
    }

    [Audited("dataset.deleted")]
    private static async Task<Results<NoContent, ProblemHttpResult>> DeleteAsync(Guid id, Caller caller, DeleteDataset delete, CancellationToken cancellationToken) =>
        await delete.ExecuteAsync(caller, id, cancellationToken) is { } failure ? failure.ToProblem() : TypedResults.NoContent();

    [Audited("dataset.restored")]
    private static async Task<Results<NoContent, ProblemHttpResult>> RestoreAsync(Guid id, Caller caller, RestoreDataset restore, CancellationToken cancellationToken) =>
        await restore.ExecuteAsync(caller, id, cancellationToken) is { } failure ? failure.ToProblem() : TypedResults.NoContent();
}
