namespace NlSql.Chat.Caching;

/// <summary>What a cache said.</summary>
public enum CacheOutcome
{
    /// <summary>It was not asked: there was nothing to plan or to run, or the result depends on the clock.</summary>
    None,

    /// <summary>It knew.</summary>
    Hit,

    /// <summary>It did not know.</summary>
    Miss,

    /// <summary>It is switched off.</summary>
    Off,
}
