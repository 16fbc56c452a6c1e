using System.ComponentModel.DataAnnotations;

namespace NlSql.Gateway.Callers;

/// <summary>Who may call: with API keys, with tokens of an identity provider, or both. Section <c>NlSql:Access</c>.</summary>
internal sealed class AccessOptions : IValidatableObject
{
    public const string Section = "NlSql:Access";

    /// <summary>File with the API keys, hashed, as <c>./nlsql key create</c> writes it; read again within 10 seconds after a change. Default: no keys.</summary>
    public string? KeysFile { get; set; }

    /// <summary>File that the last use of each key is kept in, once a minute at most. Default: that of the keys with <c>.used</c> behind it.</summary>
    public string? KeyUsesFile { get; set; }

    /// <summary>The identity provider (OpenID Connect), such as <c>https://login.example.com/acme</c>. Default: no tokens.</summary>
    public string? Authority { get; set; }

    /// <summary>The audience that tokens must be made for. Needed with an authority or a file of signing keys.</summary>
    public string? Audience { get; set; }

    /// <summary>The issuer that tokens must name. Default: what the authority says of itself. Needed with a file of signing keys.</summary>
    public string? Issuer { get; set; }

    /// <summary>File with the issuer's public keys (JSON Web Key Set), for when its address cannot be reached. Default: asked of the authority.</summary>
    public string? SigningKeysFile { get; set; }

    /// <summary>The claim with the tenant. Default <c>tenant</c>.</summary>
    [Required]
    public string TenantClaim { get; set; } = "tenant";

    /// <summary>The claim with the role, or with several. Default <c>role</c>.</summary>
    [Required]
    public string RoleClaim { get; set; } = "role";

    /// <summary>
    /// The claim with the only datasets that a token opens: up to 20 ids, as a list or as text with spaces or commas between them. A token without it opens all that its role
    /// allows; one whose claim cannot be read is refused (<c>gateway.datasets-unreadable</c>). Default <c>nlsql_datasets</c>.
    /// </summary>
    [Required]
    public string DatasetsClaim { get; set; } = "nlsql_datasets";

    /// <summary>The tenants that tokens may name. Default: any.</summary>
    public IList<string> Tenants { get; set; } = [];

    /// <summary>What the provider calls a role, and which of ours it is: <c>NlSql__Access__Roles__bi-team=analyst</c>. Default: our own names.</summary>
    public IDictionary<string, string> Roles { get; set; } = new Dictionary<string, string>();

    /// <summary>Wrong keys and tokens that an address may send in a minute before it is told to wait, 1–100,000. Default 10. Right ones are never refused for it.</summary>
    [Range(1, 100_000)]
    public int FailuresPerMinute { get; set; } = 10;

    internal string KeyUses => KeyUsesFile is { Length: > 0 } ? KeyUsesFile : KeysFile + ".used";

    internal bool TakesKeys => KeysFile is { Length: > 0 };

    internal bool TakesTokens => Authority is { Length: > 0 } || SigningKeysFile is { Length: > 0 };

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (TakesKeys && !File.Exists(KeysFile))
            yield return new($"{Section}:KeysFile '{KeysFile}' does not exist. './nlsql key create --tenant acme --role admin' makes it.");
        if (TakesTokens && string.IsNullOrEmpty(Audience))
            yield return new($"{Section}:Audience must name the audience that tokens are made for.");
        if (SigningKeysFile is { Length: > 0 } && !File.Exists(SigningKeysFile))
            yield return new($"{Section}:SigningKeysFile '{SigningKeysFile}' does not exist.");
        if (SigningKeysFile is { Length: > 0 } && string.IsNullOrEmpty(Issuer) && string.IsNullOrEmpty(Authority))
            yield return new($"{Section}:Issuer must name who makes the tokens.");
        foreach (var role in Roles.Values.Where(role => !ClientRoles.All.Contains(role)))
            yield return new($"{Section}:Roles gives '{role}', which is no role. There are: {string.Join(", ", ClientRoles.All)}.");
    }
}
