using System.Buffers.Text;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;

namespace NlSql.Gateway.Callers;

/// <summary>
/// The datasets that a token limits its caller to. They are read from the token itself: among the claims of a principal an empty list is no claim, and no claim opens all datasets.
/// </summary>
internal static class DatasetsClaim
{
    // OpenID Connect: claims that the token does not hold, because they have to be asked for elsewhere.
    private const string HeldElsewhere = "_claim_names";

    /// <summary>Reads the claim of that name.</summary>
    /// <param name="token">A token that is genuine.</param>
    /// <param name="name">Name of the claim.</param>
    /// <param name="datasets">The datasets; null where the token has no such claim.</param>
    /// <returns>False when the token limits its caller, but does not say to what in a way that can be read.</returns>
    public static bool TryRead(JsonWebToken token, string name, out IReadOnlyList<Guid>? datasets)
    {
        using var payload = JsonDocument.Parse(Base64Url.DecodeFromChars(token.EncodedPayload));
        var claims = payload.RootElement;
        if (claims.TryGetProperty(name, out var claim))
            return (datasets = GrantedDatasets.Parse(TextsOf(claim))) is not null;
        datasets = null;
        return !(claims.TryGetProperty(HeldElsewhere, out var elsewhere) && elsewhere.ValueKind == JsonValueKind.Object && elsewhere.TryGetProperty(name, out _));
    }

    private static IEnumerable<string?> TextsOf(JsonElement claim) => claim.ValueKind switch
    {
        JsonValueKind.Array => claim.EnumerateArray().Select(item => item.ValueKind == JsonValueKind.String ? item.GetString() : null),
        JsonValueKind.String => claim.GetString()!.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries),
        _ => [],
    };
}
