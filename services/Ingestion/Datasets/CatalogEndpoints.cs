using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using NlSql.Contracts.Datasets;
using NlSql.ServiceDefaults.Errors;
using NlSql.ServiceDefaults.Identity;

namespace NlSql.Ingestion.Datasets;

/// <summary>What the asking side reads of a version; for services only.</summary>
internal static class CatalogEndpoints
{
    public static void MapCatalogs(this IEndpointRouteBuilder routes) =>
        routes.MapGroup("/internal/datasets").RequireAuthorization(Roles.Service).ExcludeFromDescription()
            .MapGet("/{id:guid}/versions/{version:int}/catalog", GetAsync);

    private static async Task<Results<Ok<DatasetCatalog>, ProblemHttpResult>> GetAsync(
        Guid id, int version, Caller caller, NpgsqlDataSource database, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        if (!(await DatasetStore.FindUsableAsync(connection, caller.TenantId, id, cancellationToken)).TryGet(out var dataset, out var failure))
            return failure.ToProblem();
        return await CatalogStore.ReadAsync(connection, dataset, version, cancellationToken) is { } catalog
            ? TypedResults.Ok(catalog)
            : DatasetErrors.VersionUnknown(id, version).ToProblem();
    }
}
