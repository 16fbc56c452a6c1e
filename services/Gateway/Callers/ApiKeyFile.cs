using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.RegularExpressions;
using NlSql.ServiceDefaults;
using NlSql.ServiceDefaults.Identity;

namespace NlSql.Gateway.Callers;

/// <summary>What is kept of an API key.</summary>
/// <param name="Id">The part of the key that may be shown.</param>
/// <param name="Hash">HMAC-SHA-256 of the key as hexadecimal digits.</param>
/// <param name="Tenant">Whose data it opens.</param>
/// <param name="Role">What it may do.</param>
/// <param name="Name">Who uses it: the actor in the audit trail.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="ExpiresAt">From when on it is refused; null for never.</param>
/// <param name="RevokedAt">When it was revoked; null while it is valid.</param>
/// <param name="Datasets">The only datasets that it opens; null for all of the tenant.</param>
internal sealed record ApiKeyEntry(string Id, string Hash, string Tenant, string Role, string Name, DateTimeOffset CreatedAt, DateTimeOffset? ExpiresAt, DateTimeOffset? RevokedAt,
    IReadOnlyList<Guid>? Datasets = null)
{
    public Caller Caller => new(Tenant, Name, Role) { Datasets = Datasets };

    public bool IsValidAt(DateTimeOffset now) => RevokedAt is null && (ExpiresAt is null || now < ExpiresAt);
}

/// <summary>The file that the keys are kept in. Any number of them may be valid for a tenant, so that keys can be rotated.</summary>
internal static partial class ApiKeyFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private static readonly JsonSerializerOptions Json = new(JsonOptions.Snake) { WriteIndented = true };

    /// <exception cref="ValidationException">The file is not what <see cref="Write"/> makes.</exception>
    public static IReadOnlyList<ApiKeyEntry> Read(string file) => Parse(File.ReadAllText(file), file);

    /// <summary>The keys in the text of a file.</summary>
    public static IReadOnlyList<ApiKeyEntry> Parse(string text, string file)
    {
        try
        {
            var keys = JsonSerializer.Deserialize<Content>(text, Json)?.Keys ?? throw new JsonException();
            return keys.All(IsWellFormed) && keys.DistinctBy(key => key.Id).Count() == keys.Count ? keys : throw new JsonException();
        }
        catch (JsonException)
        {
            throw new ValidationException($"The file of API keys '{file}' cannot be read: it needs \"keys\", each with id, hash, tenant, role, name and created_at.");
        }
    }

    public static void Write(string file, IReadOnlyList<ApiKeyEntry> keys)
    {
        // Written beside and moved over, so that the gateway never reads half a file.
        var written = file + ".new";
        var creation = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            creation.UnixCreateMode = OwnerOnly;
        using (var stream = new FileStream(written, creation))
            JsonSerializer.Serialize(stream, new Content(keys), Json);
        File.Move(written, file, overwrite: true);
    }

    public static bool IsTenant(string? text) => text is not null && Tenant().IsMatch(text);

    private static bool IsWellFormed(ApiKeyEntry key) =>
        key is { Id: not null, Hash.Length: 64, Name.Length: > 0, Datasets: null or { Count: > 0 and <= GrantedDatasets.Most } } && key.Hash.All(char.IsAsciiHexDigit) && IsTenant(key.Tenant) && ClientRoles.All.Contains(key.Role);

    [GeneratedRegex("^[a-z0-9_-]{1,64}$")]
    private static partial Regex Tenant();

    private sealed record Content(IReadOnlyList<ApiKeyEntry> Keys);
}
