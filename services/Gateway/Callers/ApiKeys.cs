using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using NlSql.ServiceDefaults.Identity;

namespace NlSql.Gateway.Callers;

/// <summary>The valid API keys, looked up by their id. The file is read again when it has changed, so a revoked key is refused within seconds.</summary>
internal sealed class ApiKeys
{
    private static readonly TimeSpan LookedAtEvery = TimeSpan.FromSeconds(10);

    private readonly string? file;
    private readonly byte[] pepper;
    private readonly TimeProvider clock;
    private readonly ILogger<ApiKeys> logger;
    private readonly KeyUses uses;
    private readonly Lock reading = new();
    private string content = "";
    private long looked;
    private Dictionary<string, ApiKeyEntry> entries = [];

    /// <exception cref="ValidationException">The file cannot be read.</exception>
    public ApiKeys(IOptions<AccessOptions> options, InstallationKey key, KeyUses uses, TimeProvider clock, ILogger<ApiKeys> logger)
    {
        (file, pepper, this.uses, this.clock, this.logger) = (options.Value.KeysFile, PepperOf(key), uses, clock, logger);
        if (options.Value.TakesKeys)
            Load();
    }

    public static byte[] PepperOf(InstallationKey key) => key.Derive("api-keys");

    /// <summary>The caller that a key belongs to; null when it is unknown, expired or revoked.</summary>
    public Caller? Find(string key)
    {
        if (OwnerOf(key) is not { } entry || !entry.IsValidAt(clock.GetUtcNow()))
            return null;
        uses.Note(entry.Id);
        return entry.Caller;
    }

    /// <summary>What is kept of a key, whether it is still valid or not; null when it is unknown.</summary>
    public ApiKeyEntry? OwnerOf(string key)
    {
        Refresh();
        return ApiKey.IdOf(key) is { } id && entries.TryGetValue(id, out var entry)
            && CryptographicOperations.FixedTimeEquals(Convert.FromHexString(entry.Hash), ApiKey.Hash(key, pepper))
                ? entry
                : null;
    }

    private void Refresh()
    {
        lock (reading)
        {
            if (file is null || clock.GetElapsedTime(looked) < LookedAtEvery)
                return;
            looked = clock.GetTimestamp();
            try
            {
                Load();
            }
            catch (Exception e) when (e is ValidationException or IOException or UnauthorizedAccessException)
            {
                Log.KeysUnreadable(logger, file);
            }
        }
    }

    private void Load()
    {
        looked = clock.GetTimestamp();
        // Compared by what it says: a mounted secret changes without its file's time changing.
        var text = File.ReadAllText(file!);
        if (text == content)
            return;
        entries = ApiKeyFile.Parse(text, file!).ToDictionary(entry => entry.Id);
        content = text;
    }
}
