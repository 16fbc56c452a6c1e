using System.Security.Cryptography;

namespace NlSql.Testing.Servers;

/// <summary>The temporary folder of the servers that this process starts: their data and their password.</summary>
internal sealed class ServerFolder : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public ServerFolder()
    {
        // The servers run under accounts of their own when the tests run as root: they must be able to pass through.
        var passable = OwnerOnly | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        File.SetUnixFileMode(Path, passable);
        Password = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        PasswordFile = WriteSecret("password", Password);
        KeyFile = WriteSecret("nlsql.key", Convert.ToBase64String(SHA256.HashData("the key of every test"u8)));
    }

    public string Path { get; } = Directory.CreateTempSubdirectory("nlsql-servers-").FullName;

    public string Password { get; }

    public string PasswordFile { get; }

    public string KeyFile { get; }

    public string For(string server) => System.IO.Path.Combine(Path, server);

    public void Dispose() => Directory.Delete(Path, recursive: true);

    private string WriteSecret(string name, string value)
    {
        var file = System.IO.Path.Combine(Path, name);
        File.WriteAllText(file, value + "\n");
        File.SetUnixFileMode(file, OwnerOnly);
        return file;
    }
}
