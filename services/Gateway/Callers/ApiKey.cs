using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace NlSql.Gateway.Callers;

/// <summary>
/// An API key: <c>nlk_</c>, an id, <c>_</c>, 32 random bytes and a checksum in base 62. The fixed beginning lets scanners find keys that leaked;
/// the checksum tells a mistyped key from an unknown one without looking it up.
/// </summary>
internal static partial class ApiKey
{
    public const string Prefix = "nlk_";
    private const string Digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private const int IdLength = 8;
    private const int SecretLength = 43;
    private const int ChecksumLength = 6;

    /// <summary>A new key and its id.</summary>
    public static (string Id, string Key) Create()
    {
        var id = RandomNumberGenerator.GetString(Digits, IdLength);
        var body = $"{Prefix}{id}_{Base62(RandomNumberGenerator.GetBytes(32), SecretLength)}";
        return (id, body + Checksum(body));
    }

    /// <summary>The id in a well-formed key; null in any other text.</summary>
    public static string? IdOf(string key) =>
        Form().Match(key) is { Success: true } form && key[^ChecksumLength..] == Checksum(key[..^ChecksumLength]) ? form.Groups[1].Value : null;

    /// <summary>What is kept of a key. Keys are random, so a fast hash will do; the pepper makes a stolen file useless by itself.</summary>
    public static byte[] Hash(string key, byte[] pepper) => HMACSHA256.HashData(pepper, Encoding.ASCII.GetBytes(key));

    private static string Checksum(string body) => Base62(SHA256.HashData(Encoding.ASCII.GetBytes(body)).AsSpan(0, 4), ChecksumLength);

    private static string Base62(ReadOnlySpan<byte> bytes, int length)
    {
        var (value, text) = (new BigInteger(bytes, isUnsigned: true), new char[length]);
        for (var i = length - 1; i >= 0; i--)
        {
            value = BigInteger.DivRem(value, Digits.Length, out var digit);
            text[i] = Digits[(int)digit];
        }

        return new string(text);
    }

    [GeneratedRegex("^nlk_([0-9A-Za-z]{8})_[0-9A-Za-z]{49}$")]
    private static partial Regex Form();
}
