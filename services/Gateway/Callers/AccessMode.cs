using System.ComponentModel.DataAnnotations;
using System.Net;

namespace NlSql.Gateway.Callers;

/// <summary>How the gateway tells who is calling; decided once, at start.</summary>
/// <param name="Name">As <c>/health</c> shows it.</param>
internal sealed record AccessMode(string Name)
{
    /// <summary>Everybody on this machine is tenant <c>default</c> with the role admin.</summary>
    public static AccessMode OpenLoopback { get; } = new("open-loopback");

    /// <summary>Everybody needs an API key or a token.</summary>
    public static AccessMode Credentials { get; } = new("credentials");

    /// <summary>Decides by the configured credentials, the environment and the addresses that are going to be listened on.</summary>
    /// <exception cref="ValidationException">Nobody could be told apart, and not everybody who can connect is on this machine.</exception>
    public static AccessMode Decide(IHostEnvironment environment, IConfiguration configuration, AccessOptions access)
    {
        if (access.TakesKeys || access.TakesTokens)
            return Credentials;
        var open = ListeningAddresses(configuration).Where(address => !IsLoopback(address)).ToList();
        if (environment.IsDevelopment() && open.Count == 0)
            return OpenLoopback;
        var reason = open.Count > 0 ? $"it would listen on {string.Join(" and ", open)}, which others can reach" : $"the environment is {environment.EnvironmentName}";
        throw new ValidationException(
            $"Nobody could be told apart: no API keys and no identity provider are configured, but {reason}. "
            + "Make a key with './nlsql key create --tenant acme --role admin' and name its file in NlSql__Access__KeysFile, or set NlSql__Access__Authority.");
    }

    private static IEnumerable<string> ListeningAddresses(IConfiguration configuration)
    {
        foreach (var endpoint in configuration.GetSection("Kestrel:Endpoints").GetChildren())
            yield return endpoint["Url"] ?? $"Kestrel:Endpoints:{endpoint.Key} without Url";
        foreach (var url in Split(configuration["urls"]))
            yield return url;
        // Ports without an address mean every address; they count only where no URL is given.
        if (!string.IsNullOrEmpty(configuration["urls"]))
            yield break;
        foreach (var port in Split(configuration["http_ports"]).Concat(Split(configuration["https_ports"])))
            yield return $"http://*:{port}";
    }

    private static string[] Split(string? list) =>
        (list ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static bool IsLoopback(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var url)
        && (url.Host == "localhost" || (IPAddress.TryParse(url.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip)));
}
