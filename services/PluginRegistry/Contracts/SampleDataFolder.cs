using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace NlSql.PluginRegistry.Contracts;

/// <summary>A file of sample data: <c>sales.csv</c> or <c>sales.csv.gz</c>.</summary>
/// <param name="Table">The table that it fills.</param>
/// <param name="Path">Where it is.</param>
internal sealed record SampleFile(string Table, string Path)
{
    public string Name => System.IO.Path.GetFileName(Path);

    public bool Compressed => Path.EndsWith(".gz", StringComparison.Ordinal);
}

/// <summary>The sample data on disk, a folder for each plugin.</summary>
internal sealed class SampleDataFolder(IOptions<ContractOptions> options)
{
    private static readonly string[] Endings = [".csv", ".csv.gz"];

    /// <summary>Whether there is any place for sample data.</summary>
    public bool Configured => options.Value.SampleDataPath.Length > 0;

    /// <summary>A plugin's files by name; none when it has no folder.</summary>
    public IReadOnlyList<SampleFile> Files(string pluginId)
    {
        var folder = Configured ? Path.Combine(options.Value.SampleDataPath, pluginId) : "";
        if (!Directory.Exists(folder))
            return [];
        return
        [
            .. from path in Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal)
               from ending in Endings
               where path.EndsWith(ending, StringComparison.Ordinal)
               select new SampleFile(Path.GetFileName(path)[..^ending.Length], path),
        ];
    }

    /// <summary>
    /// Names, lengths and times of a plugin's files: says cheaply whether they may have changed. Unlike the plugin's own files these are too
    /// large to be read every two seconds.
    /// </summary>
    public string StampOf(string pluginId) => string.Join('|', Files(pluginId).Select(f => new FileInfo(f.Path)).Select(f =>
        string.Create(CultureInfo.InvariantCulture, $"{f.Name}:{f.Length}:{f.LastWriteTimeUtc.Ticks}")));

    /// <summary>Lower-case hexadecimal SHA-256 over names and contents.</summary>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static async Task<string> HashAsync(IReadOnlyList<SampleFile> files, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in files)
        {
            await using var content = File.OpenRead(file.Path);
            hash.AppendData(Encoding.UTF8.GetBytes($"{file.Name}\0"));
            hash.AppendData(await SHA256.HashDataAsync(content, cancellationToken));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
