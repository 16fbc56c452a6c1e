using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Configuration;

namespace NlSql.ServiceDefaults.Identity;

/// <summary>
/// The one secret of an installation, from which others are derived by HKDF (RFC 5869): the key that signs identities between
/// services, and the passwords of the database roles. From <c>NlSql:KeyFile</c> (32 or more random bytes as Base64, mode 0600).
/// </summary>
public sealed class InstallationKey
{
    private const int MinimumBytes = 32;
    private readonly byte[] key;

    private InstallationKey(byte[] key) => this.key = key;

    /// <summary>Reads the key named in the configuration.</summary>
    /// <exception cref="ValidationException">The setting, the file or enough bytes are missing.</exception>
    public static InstallationKey Read(IConfiguration configuration)
    {
        var file = configuration["NlSql:KeyFile"]
            ?? throw new ValidationException("NlSql:KeyFile (environment: NlSql__KeyFile) is not set. It names the file with the installation key; './nlsql up' makes one.");
        if (!File.Exists(file))
            throw new ValidationException($"The installation key file '{file}' (NlSql:KeyFile) does not exist. Make one with: head -c 32 /dev/urandom | base64 > '{file}'");
        return Parse(File.ReadAllText(file));
    }

    /// <summary>A key from its Base64 text.</summary>
    public static InstallationKey Parse(string base64)
    {
        var buffer = new byte[base64.Length];
        return Convert.TryFromBase64String(base64.Trim(), buffer, out var length) && length >= MinimumBytes
            ? new InstallationKey(buffer[..length])
            : throw new ValidationException($"The installation key (NlSql:KeyFile) must be at least {MinimumBytes} random bytes as Base64.");
    }

    /// <summary>32 bytes for one purpose; the same purpose always gives the same bytes.</summary>
    public byte[] Derive(string purpose) => HKDF.DeriveKey(HashAlgorithmName.SHA256, key, 32, info: Encoding.UTF8.GetBytes($"nlsql:{purpose}"));

    /// <summary>A password for one purpose: 64 hexadecimal digits.</summary>
    public string DerivePassword(string purpose) => Convert.ToHexStringLower(Derive(purpose));

    /// <summary>Never the key.</summary>
    public override string ToString() => "***";
}
