using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NlSql.ServiceDefaults.Database;

namespace NlSql.Chat.Caching;

/// <summary>
/// Keys that hold everything that an entry depends on, so nothing is ever invalidated: what differs has another key. Each part is written
/// with its length, so that two lists of parts never give the same text.
/// </summary>
internal static class CacheKeys
{
    // Another build may read the same question differently, or write other SQL for it.
    private static readonly string Build = string.Join('.', new[] { typeof(Query.Reading.QuestionReader), typeof(SemanticModel.Queries.SemanticQuery), typeof(CacheKeys) }.Select(t => t.Module.ModuleVersionId.ToString("N")));

    /// <summary>The key of some parts: a short hash of all of them, and of the build that reads them.</summary>
    public static string Of(string kind, params IEnumerable<string?> parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var part in parts.Prepend(Build))
            hash.AppendData(Encoding.UTF8.GetBytes(part is null ? "-;" : string.Create(CultureInfo.InvariantCulture, $"{part.Length}:{part};")));
        return $"{kind}:{Convert.ToHexStringLower(hash.GetHashAndReset())}";
    }

    /// <summary>A parameter with its type, exactly.</summary>
    public static string TextOf(ReaderParameter parameter) => $"{parameter.Type}={ValueOf(parameter.Value)}";

    private static string ValueOf(object value) => value switch
    {
        Guid[] ids => string.Join(',', ids.Select(id => id.ToString("N"))),
        DateTime time => time.ToString("O", CultureInfo.InvariantCulture),
        DateOnly day => day.ToString("O", CultureInfo.InvariantCulture),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
