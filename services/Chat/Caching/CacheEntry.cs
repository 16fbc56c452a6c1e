using System.Text.Json.Serialization;

namespace NlSql.Chat.Caching;

/// <summary>Something that is kept under a key. It holds the key itself, so that an entry in the wrong place is noticed.</summary>
internal abstract record CacheEntry
{
    public required string Key { get; init; }

    /// <summary>Estimated bytes in memory; null for what is not to be kept.</summary>
    [JsonIgnore]
    public abstract long? Size { get; }
}
