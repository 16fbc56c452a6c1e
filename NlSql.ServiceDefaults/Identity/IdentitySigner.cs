using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace NlSql.ServiceDefaults.Identity;

/// <summary>
/// Signs who is calling, so that services trust identity headers only from the gateway and from each other: HMAC-SHA-256 over
/// tenant, subject, role, method, path, body length, expiry and nonce.
/// </summary>
public sealed class IdentitySigner(InstallationKey key, TimeProvider clock)
{
    /// <summary>The header that carries the signed identity. The gateway removes it from what clients send.</summary>
    public const string Header = "x-nlsql-identity";

    /// <summary>Body length of a request whose body is streamed.</summary>
    public const long UnknownLength = -1;

    // Room for a key's datasets.
    private const int MaximumLength = 4 * 1024;

    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(60);
    private readonly byte[] signingKey = key.Derive("identity");

    /// <summary>The header's value for one request.</summary>
    /// <param name="caller">Who is calling.</param>
    /// <param name="method">HTTP method.</param>
    /// <param name="path">Path as the receiver decodes it, see <see cref="PathOf"/>.</param>
    /// <param name="bodyLength">Bytes of the body: 0 for none, <see cref="UnknownLength"/> for a streamed one.</param>
    public string Sign(Caller caller, string method, string path, long bodyLength)
    {
        var expires = (clock.GetUtcNow() + Lifetime).ToUnixTimeSeconds();
        var nonce = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
        var claims = new SignedClaims(caller.TenantId, caller.Subject, caller.Role, caller.Datasets, expires, nonce);
        var payload = JsonSerializer.SerializeToUtf8Bytes(claims);
        return $"{Base64Url.EncodeToString(payload)}.{Base64Url.EncodeToString(Mac(payload, method, path, bodyLength))}";
    }

    /// <summary>The caller, when the signature fits the request and has not expired; else null.</summary>
    public Caller? Verify(string header, string method, string path, long bodyLength)
    {
        var dot = header.IndexOf('.', StringComparison.Ordinal);
        if (dot <= 0 || header.Length > MaximumLength)
            return null;
        try
        {
            var payload = Base64Url.DecodeFromChars(header.AsSpan(0, dot));
            var mac = Base64Url.DecodeFromChars(header.AsSpan(dot + 1));
            if (!CryptographicOperations.FixedTimeEquals(mac, Mac(payload, method, path, bodyLength)))
                return null;
            var claims = JsonSerializer.Deserialize<SignedClaims>(payload);
            return claims is not null && claims.Expires >= clock.GetUtcNow().ToUnixTimeSeconds()
                ? new Caller(claims.Tenant, claims.Subject, claims.Role) { Datasets = claims.Datasets }
                : null;
        }
        catch (Exception e) when (e is FormatException or JsonException)
        {
            return null;
        }
    }

    /// <summary>The length to sign for a request that arrived: no body and an empty body are the same, as clients send either.</summary>
    public static long BodyLengthOf(HttpRequest request) =>
        request.ContentLength ?? (request.HttpContext.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody == true ? UnknownLength : 0);

    /// <summary>The path to sign for a request that is sent: decoded as Kestrel does, which leaves an encoded slash alone.</summary>
    public static string PathOf(Uri uri) =>
        string.Join("%2F", uri.AbsolutePath.Split("%2F", StringSplitOptions.None).Select(part =>
            string.Join("%2f", part.Split("%2f", StringSplitOptions.None).Select(Uri.UnescapeDataString))));

    private byte[] Mac(byte[] payload, string method, string path, long bodyLength)
    {
        using var mac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, signingKey);
        mac.AppendData(payload);
        mac.AppendData(Encoding.UTF8.GetBytes($"\n{method}\n{path}\n{bodyLength}"));
        return mac.GetHashAndReset();
    }

    private sealed record SignedClaims(string Tenant, string Subject, string Role, IReadOnlyList<Guid>? Datasets, long Expires, string Nonce);
}
