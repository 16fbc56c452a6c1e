using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace NlSql.SemanticModel.Reading;

/// <summary>The files of a plugin as bytes. Nothing has been looked at yet.</summary>
/// <param name="Id">Name of the folder.</param>
/// <param name="Files">Content by file name.</param>
public sealed record PluginSource(string Id, IReadOnlyDictionary<string, byte[]> Files)
{
    /// <summary>Most bytes of a file.</summary>
    public const int MaxFileBytes = 256 * 1024;

    /// <summary>The files that make up a plugin, in the order in which they are read.</summary>
    public static IReadOnlyList<string> FileNames { get; } =
        [PluginFile.Schema, PluginFile.Metrics, PluginFile.Questions, PluginFile.Policy, PluginFile.Insights];

    /// <summary>Lower-case hexadecimal SHA-256 over the files: the same content is the same version, wherever it is read.</summary>
    public string Version { get; } = VersionOf(Files);

    /// <summary>
    /// Reads the YAML files of a folder. Of a file that is too large only so much is read that <see cref="PluginReader"/> can tell, and
    /// of a file that no plugin has only its name.
    /// </summary>
    /// <exception cref="IOException">The folder or a file cannot be read.</exception>
    public static PluginSource FromFolder(string folder)
    {
        var files = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var path in Directory.EnumerateFiles(folder))
        {
            if (Path.GetExtension(path) is not (".yaml" or ".yml"))
                continue;
            var name = Path.GetFileName(path);
            files[name] = FileNames.Contains(name) ? Beginning(path) : [];
        }

        return new PluginSource(Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))), files);
    }

    private static byte[] Beginning(string path)
    {
        using var file = File.OpenRead(path);
        var buffer = new byte[MaxFileBytes + 1];
        var length = file.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        return buffer[..length];
    }

    // Names and lengths go in too, so that content cannot move from one file to the next unnoticed.
    private static string VersionOf(IReadOnlyDictionary<string, byte[]> files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> length = stackalloc byte[4];
        foreach (var (name, bytes) in files.OrderBy(f => f.Key, StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(name));
            BinaryPrimitives.WriteInt32LittleEndian(length, bytes.Length);
            hash.AppendData(length);
            hash.AppendData(bytes);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}

/// <summary>Names of the five files.</summary>
public static class PluginFile
{
    /// <summary>Identity, tables, columns, relationships.</summary>
    public const string Schema = "schema.yaml";

    /// <summary>Metrics, segments, glossary.</summary>
    public const string Metrics = "metrics.yaml";

    /// <summary>Packs of verified questions.</summary>
    public const string Questions = "questions.yaml";

    /// <summary>What may be asked and shown.</summary>
    public const string Policy = "policy.yaml";

    /// <summary>What is worth noticing.</summary>
    public const string Insights = "insights.yaml";
}
