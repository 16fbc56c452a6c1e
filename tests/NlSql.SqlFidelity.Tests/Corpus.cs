namespace NlSql.SqlFidelity.Tests;

/// <summary>The hand-written queries beside this file: one per line, <c>⏎</c> for a line break; the file's name is the construct.</summary>
internal static class Corpus
{
    public static IReadOnlyList<string> Queries { get; } = [.. Lines()];

    private static IEnumerable<string> Lines()
    {
        foreach (string name in typeof(Corpus).Assembly.GetManifestResourceNames().Where(n => n.StartsWith("corpora/", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(typeof(Corpus).Assembly.GetManifestResourceStream(name)!);
            while (reader.ReadLine() is { } line)
            {
                if (line.Length > 0 && line[0] != '#') yield return line.Replace('⏎', '\n');
            }
        }
    }
}
