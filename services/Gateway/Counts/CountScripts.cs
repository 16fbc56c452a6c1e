namespace NlSql.Gateway.Counts;

/// <summary>
/// What Redis does in one step, by its own clock. Both take a number and microseconds, and give the microseconds to wait, 0 for none. What somebody else has put under a key counts as nothing.
/// </summary>
internal static class CountScripts
{
    /// <summary>A bucket, kept as the moment when it will be full again; one that is full needs no key.</summary>
    public const string Take = """
        local time = redis.call('TIME')
        local now = time[1] * 1000000 + time[2]
        local period = tonumber(ARGV[2])
        local size = ARGV[1] * period
        local full = tonumber(redis.pcall('GET', KEYS[1])) or now
        -- Never further away than that of an empty bucket, should the clock have been set back.
        full = math.min(math.max(full, now), now + size) + period
        if full > now + size then
            return full - now - size
        end
        redis.call('SET', KEYS[1], string.format('%.0f', full), 'PX', math.ceil((full - now) / 1000))
        return 0
        """;

    /// <summary>A count that is forgotten when its window is over.</summary>
    public const string Count = """
        local count = tonumber(redis.pcall('INCR', KEYS[1]))
        if not count then
            count = 1
            redis.call('SET', KEYS[1], 1)
        end
        if redis.call('PTTL', KEYS[1]) < 0 then
            redis.call('PEXPIRE', KEYS[1], math.ceil(ARGV[2] / 1000))
        end
        if count > tonumber(ARGV[1]) then
            return redis.call('PTTL', KEYS[1]) * 1000
        end
        return 0
        """;
}
