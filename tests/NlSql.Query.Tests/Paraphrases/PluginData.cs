using System.Collections.Concurrent;
using System.Globalization;
using System.IO.Compression;
using NlSql.Query.Linking;
using NlSql.Query.Model;
using NlSql.Query.Questions;
using NlSql.SemanticModel;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Reading;
using NlSql.Testing;

namespace NlSql.Query.Tests.Paraphrases;

/// <summary>A shipped plugin with the values of its sample data: what a question over it is compiled with.</summary>
internal static class PluginData
{
    private static readonly DateOnly LastDay = new(2025, 12, 31);
    private static readonly ConcurrentDictionary<string, QuestionContext> Contexts = new(StringComparer.Ordinal);

    public static QuestionContext Context(string plugin) => Contexts.GetOrAdd(plugin, Build);

    private static QuestionContext Build(string plugin)
    {
        var model = PluginReader.Read(PluginSource.FromFolder(Path.Combine(RepositoryFolder.Root, "plugins", plugin))).Model
            ?? throw new InvalidOperationException($"The plugin {plugin} is not valid.");
        var values = model.Tables.SelectMany(t => Values(plugin, t)).ToList();
        return new(Lexicon.Build(model, new(values)), new QueryContext
        {
            Model = new ModelIndex(model),
            Scope = Goldens.SampleDatabase.ScopeOf(model),
            Anchor = new TimeAnchorDay(LastDay),
            DataDays = model.Tables.SelectMany(t => Days(t, values)).ToValueList(),
        });
    }

    private static IEnumerable<ColumnValues> Values(string plugin, TableDefinition table)
    {
        using var lines = Open(plugin, table.Name);
        var headers = lines.ReadLine()!.Split(',');
        var values = headers.Select(_ => new SortedSet<string>(StringComparer.Ordinal)).ToArray();
        while (lines.ReadLine() is { } line)
        {
            var fields = Fields(line);
            for (var i = 0; i < headers.Length; i++)
                values[i].Add(fields[i]);
        }

        for (var i = 0; i < headers.Length; i++)
        {
            values[i].Remove("");
            var isText = table.FindColumn(headers[i])!.Type == ColumnType.Text;
            yield return new(table.Name, headers[i], isText ? [.. values[i]] : [], true, values[i].Min, values[i].Max);
        }
    }

    private static IEnumerable<TableDays> Days(TableDefinition table, List<ColumnValues> values)
    {
        if (values.Find(v => v.Table == table.Name && v.Column == table.TimeColumn) is { Minimum: { } first, Maximum: { } last })
            yield return new(table.Name, Day(first), Day(last));
    }

    private static DateOnly Day(string text) => DateOnly.ParseExact(text[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static List<string> Fields(string line)
    {
        List<string> fields = [];
        for (var at = 0; at <= line.Length;)
        {
            var quoted = at < line.Length && line[at] == '"';
            var end = quoted ? line.IndexOf('"', at + 1) : line.IndexOf(',', at);
            end = end < 0 ? line.Length : end;
            fields.Add(line[(quoted ? at + 1 : at)..end]);
            at = quoted ? end + 2 : end + 1;
        }

        return fields;
    }

    private static StreamReader Open(string plugin, string table)
    {
        var plain = Path.Combine(RepositoryFolder.Root, "sample_data", plugin, table + ".csv");
        return File.Exists(plain)
            ? new StreamReader(plain)
            : new StreamReader(new GZipStream(File.OpenRead(plain + ".gz"), CompressionMode.Decompress));
    }
}
