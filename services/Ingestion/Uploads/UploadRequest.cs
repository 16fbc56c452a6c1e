namespace NlSql.Ingestion.Uploads;

/// <summary>An upload as it is asked for, before its body is read.</summary>
/// <param name="Http">The request.</param>
/// <param name="Table">The table named in the route.</param>
/// <param name="PluginId">The header <c>x-plugin</c>; null when absent.</param>
/// <param name="IdempotencyKey">The header <c>Idempotency-Key</c>; null when absent.</param>
internal sealed record UploadRequest(HttpRequest Http, string Table, string? PluginId, string? IdempotencyKey)
{
    public static UploadRequest Of(HttpRequest http, string table) =>
        new(http, table, Header(http, "x-plugin"), Header(http, "Idempotency-Key"));

    private static string? Header(HttpRequest http, string name) => http.Headers[name].ToString().Trim() is { Length: > 0 } value ? value : null;
}
