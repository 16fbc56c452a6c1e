using System.Security.Cryptography;
using ZiggyCreatures.Caching.Fusion.Serialization;

namespace NlSql.Chat.Caching;

/// <summary>
/// Writes entries with a code that only this installation can make. What somebody else has put into Redis, or what was damaged there,
/// cannot be read and so is not known.
/// </summary>
internal sealed class SealedSerializer(IFusionCacheSerializer inner, byte[] key) : IFusionCacheSerializer
{
    public byte[] Serialize<T>(T? obj)
    {
        var content = inner.Serialize(obj);
        return [.. HMACSHA256.HashData(key, content), .. content];
    }

    public T? Deserialize<T>(byte[] data)
    {
        var content = data.AsSpan(Math.Min(HMACSHA256.HashSizeInBytes, data.Length)).ToArray();
        return data.Length > HMACSHA256.HashSizeInBytes && CryptographicOperations.FixedTimeEquals(data.AsSpan(0, HMACSHA256.HashSizeInBytes), HMACSHA256.HashData(key, content))
            ? inner.Deserialize<T>(content)
            : throw new CryptographicException("The entry was not written by this installation.");
    }

    public ValueTask<byte[]> SerializeAsync<T>(T? obj, CancellationToken token = default) => ValueTask.FromResult(Serialize(obj));

    public ValueTask<T?> DeserializeAsync<T>(byte[] data, CancellationToken token = default) => ValueTask.FromResult(Deserialize<T>(data));
}
