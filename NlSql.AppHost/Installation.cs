using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text.Json;

namespace NlSql.AppHost;

/// <summary>
/// What is kept between runs, below .data/ at the root of the repository (or <c>NLSQL_DATA</c>): keys, the data of local
/// servers, and the ports they were given. Missing keys are made at the first start.
/// </summary>
internal sealed class Installation
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly string portsFile;
    private readonly Dictionary<string, int> ports;

    private Installation(string root, string dataFolder)
    {
        (Root, DataFolder) = (root, dataFolder);
        var keys = Directory.CreateDirectory(Path.Combine(dataFolder, "keys"), OwnerOnly | UnixFileMode.UserExecute).FullName;
        KeyFile = Environment.GetEnvironmentVariable("NlSql__KeyFile") is { Length: > 0 } own
            ? own
            : KeepSecret(Path.Combine(keys, "nlsql.key"), () => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
        ServerPasswordFile = KeepSecret(Path.Combine(keys, "servers.password"), () => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)));
        portsFile = Path.Combine(dataFolder, "ports.json");
        ports = File.Exists(portsFile) ? JsonSerializer.Deserialize<Dictionary<string, int>>(File.ReadAllText(portsFile))! : [];
    }

    /// <summary>The root of the repository.</summary>
    public string Root { get; }

    public string DataFolder { get; }

    public string PluginsFolder => Path.Combine(Root, "plugins");

    public string SampleDataFolder => Path.Combine(Root, "sample_data");

    /// <summary>
    /// The installation key (32 random bytes), from which the services derive passwords and signatures. <c>NlSql__KeyFile</c>
    /// names one of your own, as is needed when several installations share a Postgres server.
    /// </summary>
    public string KeyFile { get; }

    /// <summary>The password of the superusers of the servers that we start ourselves.</summary>
    public string ServerPasswordFile { get; }

    public string ServerPassword => File.ReadAllText(ServerPasswordFile).Trim();

    /// <summary>The gateway's public port: <c>NLSQL_PORT</c>, or 8000.</summary>
    public int GatewayPort { get; } =
        int.TryParse(Environment.GetEnvironmentVariable("NLSQL_PORT"), CultureInfo.InvariantCulture, out var port) ? port : 8000;

    public static Installation Open(string appHostDirectory)
    {
        var root = Path.GetFullPath(Path.Combine(appHostDirectory, ".."));
        var data = Environment.GetEnvironmentVariable("NLSQL_DATA") is { Length: > 0 } chosen ? chosen : Path.Combine(root, ".data");
        return new Installation(root, Path.GetFullPath(data));
    }

    /// <summary>The port a server had last time; at first, or when somebody else has taken it, the next free one from <paramref name="preferred"/>.</summary>
    public int PortFor(string server, int preferred)
    {
        if (ports.TryGetValue(server, out var kept) && IsFree(kept))
            return kept;
        var port = Enumerable.Range(preferred, 1000).First(candidate => !ports.ContainsValue(candidate) && IsFree(candidate));
        ports[server] = port;
        File.WriteAllText(portsFile, JsonSerializer.Serialize(ports));
        return port;
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static string KeepSecret(string file, Func<string> make)
    {
        if (!File.Exists(file))
        {
            using var stream = new FileStream(file, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = OwnerOnly });
            using var writer = new StreamWriter(stream);
            writer.WriteLine(make());
        }
        return file;
    }
}
