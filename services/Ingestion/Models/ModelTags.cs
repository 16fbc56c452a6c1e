using Microsoft.Net.Http.Headers;

namespace NlSql.Ingestion.Models;

/// <summary>Model versions as ETags.</summary>
internal static class ModelTags
{
    public static string Of(StoredModel stored) => $"\"{stored.Model.Version}\"";

    /// <summary>The versions that a change may be made to; null when the request does not say, or takes any.</summary>
    public static IReadOnlyList<string>? Wanted(HttpRequest request)
    {
        var tags = request.GetTypedHeaders().IfMatch;
        if (request.Headers.IfMatch.Count == 0 || tags.Contains(EntityTagHeaderValue.Any))
            return null;
        return [.. tags.Select(t => t.Tag.Value?.Trim('"') ?? "")];
    }
}
