using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using NlSql.Ingestion.Datasets;
using NlSql.Ingestion.Drift;
using NlSql.ServiceDefaults.Errors;
using NlSql.ServiceDefaults.Identity;

namespace NlSql.Ingestion.Profiles;

internal static class ProfileEndpoints
{
    // What is shown of a column's values; whether that is all is said beside it.
    private const int ShownValues = 50;
    private const int DefaultValues = 20;
    private const int MostValues = 200;
    private const int LongestSearch = 200;

    public static void MapProfiles(this IEndpointRouteBuilder routes)
    {
        var datasets = routes.MapGroup("/datasets/{id:guid}").RequireAuthorization(Roles.Viewer).KeepsToGrants(DatasetErrors.Unknown).WithTags("Datasets");
        datasets.MapGet("/profile", ProfileAsync).WithName("ProfileColumns").WithSummary("What the columns of a version hold.");
        datasets.MapGet("/values", ValuesAsync).WithName("FindValues").WithSummary("Values of text columns that contain or resemble a text.");
        datasets.MapGet("/drift", DriftAsync).WithName("CompareVersions").WithSummary("What changed between two versions.");
    }

    private static async Task<Results<Ok<DatasetProfile>, ProblemHttpResult>> ProfileAsync(
        Guid id, Caller caller, NpgsqlDataSource database, CancellationToken cancellationToken, int? version = null, string? table = null)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        if (!(await DatasetStore.FindUsableAsync(connection, caller.TenantId, id, cancellationToken)).TryGet(out var dataset, out var failure))
            return failure.ToProblem();
        var wanted = version ?? dataset.CurrentVersion;
        var tables = await VisibleProfiles.WithHiddenAsync(connection, dataset, wanted, ShownValues + 1, cancellationToken);
        if (tables.Count == 0)
            return DatasetErrors.VersionUnknown(id, wanted).ToProblem();
        var shown = tables.Where(t => table is null || t.Name == table).Select(t => TableProfileResponse.Of(t, ShownValues)).ToList();
        return shown.Count == 0 ? DatasetErrors.TableEmpty(table!).ToProblem() : TypedResults.Ok(new DatasetProfile(id, wanted, shown));
    }

    private static async Task<Results<Ok<FoundValues>, ProblemHttpResult>> ValuesAsync(
        Guid id, Caller caller, NpgsqlDataSource database, CancellationToken cancellationToken,
        string? q = null, string? table = null, string? column = null, int? version = null, int limit = DefaultValues)
    {
        if (limit is < 1 or > MostValues)
            return DatasetErrors.LimitInvalid.ToProblem();
        if (q is null or { Length: > LongestSearch })
            return DatasetErrors.SearchInvalid(LongestSearch).ToProblem();
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        if (!(await DatasetStore.FindUsableAsync(connection, caller.TenantId, id, cancellationToken)).TryGet(out var dataset, out var failure))
            return failure.ToProblem();
        var wanted = version ?? dataset.CurrentVersion;
        var found = await FindValues.ExecuteAsync(connection, dataset, wanted, new ValueQuery(q, table, column, limit), cancellationToken);
        return TypedResults.Ok(new FoundValues(id, wanted, found));
    }

    private static async Task<Results<Ok<DatasetDrift>, ProblemHttpResult>> DriftAsync(
        Guid id, Caller caller, NpgsqlDataSource database, CancellationToken cancellationToken, int? from = null, int? to = null, string? table = null)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        if (!(await DatasetStore.FindUsableAsync(connection, caller.TenantId, id, cancellationToken)).TryGet(out var dataset, out var failure)
            || !(await CompareVersions.ExecuteAsync(connection, dataset, from, to, table, cancellationToken)).TryGet(out var drift, out failure))
            return failure.ToProblem();
        return TypedResults.Ok(drift);
    }
}
