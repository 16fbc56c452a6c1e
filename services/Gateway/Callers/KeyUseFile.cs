using System.Text.Json;

namespace NlSql.Gateway.Callers;

/// <summary>The file with the last use of each API key. Gateways that share it keep the latest.</summary>
internal static class KeyUseFile
{
    /// <summary>Last use by key id; none of a file that is not there or says something else.</summary>
    public static IReadOnlyDictionary<string, DateTimeOffset> Read(string file)
    {
        try
        {
            return File.Exists(file) ? JsonSerializer.Deserialize<Dictionary<string, DateTimeOffset>>(File.ReadAllText(file)) ?? [] : [];
        }
        catch (JsonException)
        {
            return new Dictionary<string, DateTimeOffset>();
        }
    }

    public static void Add(string file, IEnumerable<KeyValuePair<string, DateTimeOffset>> uses)
    {
        var latest = new SortedDictionary<string, DateTimeOffset>(Read(file).ToDictionary(), StringComparer.Ordinal);
        foreach (var (id, at) in uses)
            latest[id] = latest.TryGetValue(id, out var known) && known > at ? known : at;
        // Written beside and moved over, so that nobody reads half a file.
        var written = $"{file}.{Environment.ProcessId}.new";
        File.WriteAllText(written, JsonSerializer.Serialize(latest));
        File.Move(written, file, overwrite: true);
    }
}
