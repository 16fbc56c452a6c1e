using System.IO.Compression;
using NlSql.Query.Linking;
using NlSql.Query.Model;
using NlSql.Query.Questions;
using NlSql.Query.Sql.Rewriting;
using NlSql.SemanticModel;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Reading;
using NlSql.Testing;

namespace NlSql.Query.Tests.Reading;

/// <summary>The retail plugin with the values of its sample data, read once.</summary>
internal static class RetailData
{
    /// <summary>The newest day in the sample data.</summary>
    public static DateOnly Anchor { get; } = new(2025, 12, 31);

    public static ModelDefinition Model { get; } = ReadModel();

    public static ValueCatalog Values { get; } = ReadValues(Model);

    public static Lexicon Lexicon { get; } = Lexicon.Build(Model, Values);

    /// <summary>Asks it, as a first question.</summary>
    public static QuestionContext Context { get; } = new(Lexicon, new QueryContext
    {
        Model = new ModelIndex(Model),
        Scope = new DatasetScope(Guid.Empty, Model.Tables.Select(t => new DatasetTable(t.Name, "retail__" + t.Name, [Guid.Empty])).ToValueList()),
        Anchor = new TimeAnchorDay(Anchor),
    });

    private static ModelDefinition ReadModel() =>
        PluginReader.Read(PluginSource.FromFolder(Path.Combine(RepositoryFolder.Root, "plugins", "retail"))).Model
        ?? throw new InvalidOperationException("The retail plugin is not valid.");

    private static ValueCatalog ReadValues(ModelDefinition model)
    {
        List<ColumnValues> columns = [];
        foreach (var table in model.Tables)
        {
            using var lines = Open(table.Name);
            var headers = lines.ReadLine()!.Split(',');
            var values = headers.Select(_ => new SortedSet<string>(StringComparer.Ordinal)).ToArray();
            while (lines.ReadLine() is { } line)
            {
                var fields = line.Split(',');
                for (var i = 0; i < headers.Length && fields.Length == headers.Length; i++)
                    values[i].Add(fields[i]);
            }

            for (var i = 0; i < headers.Length; i++)
            {
                var type = table.FindColumn(headers[i])!.Type;
                values[i].Remove("");
                columns.Add(new(table.Name, headers[i], type == ColumnType.Text ? [.. values[i]] : [], true, values[i].Min, values[i].Max));
            }
        }

        return new(columns);
    }

    private static StreamReader Open(string table)
    {
        var folder = Path.Combine(RepositoryFolder.Root, "sample_data", "retail");
        var plain = Path.Combine(folder, table + ".csv");
        return File.Exists(plain)
            ? new StreamReader(plain)
            : new StreamReader(new GZipStream(File.OpenRead(plain + ".gz"), CompressionMode.Decompress));
    }
}
