using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using NlSql.Gateway.Callers;
using NlSql.ServiceDefaults.Identity;
using NlSql.Testing.Servers;

namespace NlSql.Gateway.Tests.Callers;

/// <summary>The gateway as it runs in production: with a file of API keys, and an issuer of tokens whose public keys it has.</summary>
public class CredentialGateway(TestServers servers) : GatewayFixture(servers)
{
    public const string Issuer = "https://login.example.com";
    public const string Audience = "nlsql";

    private readonly string folder = Directory.CreateTempSubdirectory("nlsql-keys-").FullName;
    private readonly byte[] pepper = ApiKeys.PepperOf(InstallationKey.Parse(File.ReadAllText(servers.KeyFile)));
    private readonly RSA issuerKey = RSA.Create(2048);

    /// <summary>The time of the machine, by which tokens are judged.</summary>
    internal static DateTime Now => TimeProvider.System.GetUtcNow().UtcDateTime;

    internal MovedClock Clock { get; } = new();

    /// <summary>More than the tests of credentials send.</summary>
    protected virtual string FailuresPerMinute => "1000";

    internal string UsesFile => KeysFile + ".used";

    private string KeysFile => Path.Combine(folder, "keys.json");

    /// <summary>Adds a key to the file; the gateway has read it when this returns.</summary>
    internal string AddKey(string tenant, string role, DateTimeOffset? expires = null, IReadOnlyList<Guid>? datasets = null)
    {
        var (id, key) = ApiKey.Create();
        Change(keys => [.. keys, new ApiKeyEntry(id, Convert.ToHexStringLower(ApiKey.Hash(key, pepper)), tenant, role, "etl", Clock.GetUtcNow(), expires, null, datasets)]);
        return key;
    }

    internal void Revoke(string key) =>
        Change(keys => [.. keys.Select(entry => entry.Id == ApiKey.IdOf(key) ? entry with { RevokedAt = Clock.GetUtcNow() } : entry)]);

    /// <summary>A token as the issuer makes it, but for what <paramref name="change"/> does to it.</summary>
    internal string Token(IDictionary<string, object> claims, Action<SecurityTokenDescriptor>? change = null)
    {
        var token = new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = Audience,
            Claims = claims,
            Expires = Now.AddMinutes(5),
            SigningCredentials = new SigningCredentials(new RsaSecurityKey(issuerKey) { KeyId = "one" }, SecurityAlgorithms.RsaSha256),
        };
        change?.Invoke(token);
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(token);
    }

    /// <summary>What everybody knows of the issuer's key, used as if it were a secret.</summary>
    internal SigningCredentials PublicKeyAsSecret() =>
        new(new SymmetricSecurityKey(issuerKey.ExportSubjectPublicKeyInfo()) { KeyId = "one" }, SecurityAlgorithms.HmacSha256);

    public override async ValueTask InitializeAsync()
    {
        ApiKeyFile.Write(KeysFile, []);
        var published = JsonWebKeyConverter.ConvertFromRSASecurityKey(new RsaSecurityKey(issuerKey.ExportParameters(includePrivateParameters: false)) { KeyId = "one" });
        await File.WriteAllTextAsync(Path.Combine(folder, "jwks.json"), JsonSerializer.Serialize(new { keys = new[] { new { kty = "RSA", use = "sig", kid = "one", n = published.N, e = published.E } } }));
        await base.InitializeAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        issuerKey.Dispose();
        Directory.Delete(folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    protected override void Configure(IWebHostBuilder host) => host
        .UseEnvironment("Production")
        .UseSetting("NlSql:Access:KeysFile", KeysFile)
        .UseSetting("NlSql:Access:SigningKeysFile", Path.Combine(folder, "jwks.json"))
        .UseSetting("NlSql:Access:Issuer", Issuer)
        .UseSetting("NlSql:Access:Audience", Audience)
        .UseSetting("NlSql:Access:FailuresPerMinute", FailuresPerMinute)
        .UseSetting("NlSql:Access:Tenants:0", "acme")
        .UseSetting("NlSql:Access:Roles:bi-team", "analyst")
        .UseSetting("NlSql:Access:Roles:machine", "viewer")
        .ConfigureTestServices(services => services.AddSingleton<TimeProvider>(Clock));

    private void Change(Func<IReadOnlyList<ApiKeyEntry>, IReadOnlyList<ApiKeyEntry>> change)
    {
        ApiKeyFile.Write(KeysFile, change(ApiKeyFile.Read(KeysFile)));
        Clock.Move(TimeSpan.FromSeconds(11));
    }

    /// <summary>A clock that can be put forward.</summary>
    internal sealed class MovedClock : TimeProvider
    {
        private TimeSpan moved;

        public void Move(TimeSpan by) => moved += by;

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + moved;

        public override long GetTimestamp() => base.GetTimestamp() + (long)(moved.TotalSeconds * TimestampFrequency);
    }
}
