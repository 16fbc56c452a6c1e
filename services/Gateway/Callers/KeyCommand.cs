using System.ComponentModel.DataAnnotations;
using System.Globalization;
using NlSql.ServiceDefaults.Identity;

namespace NlSql.Gateway.Callers;

/// <summary>
/// <c>key create</c>, <c>key list</c> and <c>key revoke</c>: the gateway's program with these words keeps the file of API keys instead of serving. A key is shown once, when it is made.
/// </summary>
internal sealed class KeyCommand(IConfiguration settings, TimeProvider clock, TextWriter output)
{
    private const string Usage = "Usage: key create --tenant <tenant> --role <role> [--name <who>] [--days <valid for>] [--datasets <id,id>] · key list · key revoke <id>";

    private string File => settings[$"{AccessOptions.Section}:KeysFile"] is { Length: > 0 } file
        ? file
        : throw new ValidationException("NlSql__Access__KeysFile is not set. It names the file that the keys are kept in.");

    /// <summary>Whether the program was started to do this.</summary>
    public static bool IsMeant(string[] args) => args is ["key", ..];

    /// <summary>Does what the words say; gives the exit code.</summary>
    public static int Run(string[] args, TextWriter output, TextWriter errors)
    {
        try
        {
            var settings = new ConfigurationBuilder().AddEnvironmentVariables().AddCommandLine([.. args.Skip(2).Where((_, i) => args[1] == "create" || i > 0)]).Build();
            var command = new KeyCommand(settings, TimeProvider.System, output);
            switch (args)
            {
                case [_, "create", ..]: command.Create(); return 0;
                case [_, "list"]: command.List(); return 0;
                case [_, "revoke", var id]: command.Revoke(id); return 0;
                default: throw new ValidationException(Usage);
            }
        }
        catch (Exception e) when (e is ValidationException or FormatException or IOException or UnauthorizedAccessException)
        {
            errors.WriteLine(e is FormatException ? Usage : e.Message);
            return 1;
        }
    }

    private void Create()
    {
        var (tenant, role) = (settings["tenant"], settings["role"]);
        if (!ApiKeyFile.IsTenant(tenant) || role is null || !ClientRoles.All.Contains(role))
            throw new ValidationException($"{Usage}\nA tenant is 1 to 64 characters of a-z 0-9 _ -; the roles are {string.Join(", ", ClientRoles.All)}.");
        var days = 0;
        if (settings["days"] is { } text && (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out days) || days is < 1 or > 3_650))
            throw new ValidationException("--days takes a whole number from 1 to 3650.");
        var datasets = DatasetsOf(settings["datasets"]);
        var (known, name) = (Known(), settings["name"]);
        // What was asked before belongs to the name.
        if (known.Any(other => other.Tenant == tenant && other.Name == name && !Same(other.Datasets, datasets)))
            throw new ValidationException($"There is a key named '{name}' for other datasets, and conversations belong to the name. Take another name.");
        var (id, key) = ApiKey.Create();
        var (now, hash) = (clock.GetUtcNow(), ApiKey.Hash(key, ApiKeys.PepperOf(InstallationKey.Read(settings))));
        var entry = new ApiKeyEntry(id, Convert.ToHexStringLower(hash), tenant!, role, name ?? $"key-{id}", now, days > 0 ? now.AddDays(days) : null, null, datasets);
        ApiKeyFile.Write(File, [.. known, entry]);
        output.WriteLine(key);
    }

    private static bool Same(IReadOnlyList<Guid>? one, IReadOnlyList<Guid>? other) =>
        one is null || other is null ? one is null && other is null : one.ToHashSet().SetEquals(other);

    private static IReadOnlyList<Guid>? DatasetsOf(string? list) => list is null ? null
        : GrantedDatasets.Parse(list.Split(',')) ?? throw new ValidationException($"--datasets takes ids of datasets with commas between them, at most {GrantedDatasets.Most}.");

    private void List()
    {
        var uses = KeyUseFile.Read(settings[$"{AccessOptions.Section}:KeyUsesFile"] is { Length: > 0 } file ? file : File + ".used");
        foreach (var key in Known())
        {
            var state = key.RevokedAt is not null ? "revoked" : key.IsValidAt(clock.GetUtcNow()) ? "valid" : "expired";
            output.WriteLine($"{key.Id}  {state,-7}  {key.Tenant}  {key.Role}  {key.Name}  {key.CreatedAt:yyyy-MM-dd}  {(uses.TryGetValue(key.Id, out var used) ? $"used {used:yyyy-MM-dd HH:mm}" : "not used")}{(key.Datasets is { } granted ? $"  {granted.Count} datasets" : "")}");
        }
    }

    private void Revoke(string id)
    {
        var keys = Known();
        if (!keys.Any(key => key.Id == id))
            throw new ValidationException($"There is no key '{id}'. 'key list' shows them.");
        ApiKeyFile.Write(File, [.. keys.Select(key => key.Id == id ? key with { RevokedAt = key.RevokedAt ?? clock.GetUtcNow() } : key)]);
        output.WriteLine($"{id} is revoked. The gateway refuses it within 10 seconds.");
    }

    private IReadOnlyList<ApiKeyEntry> Known() => System.IO.File.Exists(File) ? ApiKeyFile.Read(File) : [];
}
