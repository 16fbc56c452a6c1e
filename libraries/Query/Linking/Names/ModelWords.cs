using NlSql.Query.Tokens;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Query.Linking.Names;

/// <summary>The words in the names of a model: which there are, and how often columns use them.</summary>
internal sealed class ModelWords
{
    private readonly Dictionary<string, int> uses = new(StringComparer.Ordinal);
    private readonly List<string> ofTables = [];

    public ModelWords(ModelDefinition model)
    {
        foreach (var table in model.Tables)
        {
            foreach (var word in Raw(table.Name))
            {
                Use(word);
                ofTables.Add(word);
            }

            foreach (var word in table.Columns.Where(c => c.Visibility == ColumnVisibility.Public).SelectMany(c => Raw(c.Name).Distinct(StringComparer.Ordinal)))
                Use(word);
        }
    }

    /// <summary>Words of the names of tables.</summary>
    public IReadOnlyList<string> OfTables => ofTables;

    /// <summary>Whether a name has the word on its own.</summary>
    public bool Knows(string word) => uses.ContainsKey(EnglishStemmer.Stem(word));

    /// <summary>How much a word tells columns apart: the fewer use it, the more.</summary>
    public double Weight(string word) => 1 / Math.Sqrt(1 + uses.GetValueOrDefault(EnglishStemmer.Stem(word)));

    /// <summary>The parts of a name as they are written.</summary>
    public static IEnumerable<string> Raw(string name) => name.Split(['_', ' ', '-'], StringSplitOptions.RemoveEmptyEntries).Select(TextFolding.Fold);

    private void Use(string word)
    {
        var stem = EnglishStemmer.Stem(word);
        uses[stem] = uses.GetValueOrDefault(stem) + 1;
    }
}
