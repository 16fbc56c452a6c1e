using System.Globalization;
using System.Text;

namespace NlSql.Query.Tests.Sql;

/// <summary>Reads the corpora beside this file.</summary>
internal static class Corpus
{
    public static IReadOnlyList<string> Benign { get; } = [.. Lines("benign.sql").Select(Decode)];

    /// <summary>The code of the first issue, and the text.</summary>
    public static IReadOnlyList<(string Code, string Sql)> Attacks { get; } =
        [.. Lines("attacks.txt").Select(l => l.Split(" | ", 2)).Select(l => (l[0], Decode(l[1])))];

    private static IEnumerable<string> Lines(string name)
    {
        using var reader = new StreamReader(typeof(Corpus).Assembly.GetManifestResourceStream($"corpora/{name}")!);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#') yield return line;
        }
    }

    private static string Decode(string line)
    {
        var text = new StringBuilder();
        for (int i = 0; i < line.Length; i++)
        {
            if (line[i] != '\\')
            {
                text.Append(line[i]);
                continue;
            }

            switch (line[++i])
            {
                case 'n':
                    text.Append('\n');
                    break;
                case 'u':
                    text.Append((char)int.Parse(line.AsSpan(i + 1, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
                    i += 4;
                    break;
                default:
                    text.Append(line[i]);
                    break;
            }
        }

        return text.ToString();
    }
}
