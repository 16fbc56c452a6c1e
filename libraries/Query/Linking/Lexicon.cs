using NlSql.Query.Linking.Words;
using NlSql.Query.Model;
using NlSql.Query.Tokens;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Query.Linking;

/// <summary>
/// Everything that words of a question may refer to in one version of a model and of a dataset, prepared for look-up. Built once per
/// pair of versions; immutable.
/// </summary>
public sealed class Lexicon
{
    private readonly ILookup<string, string> roots;
    private readonly HashSet<string> names;

    private Lexicon(ModelDefinition model, ValueCatalog values, PhraseIndex<LexiconEntry> phrases, HashSet<string> names, bool drafted)
    {
        IsDrafted = drafted;
        this.names = names;
        roots = names.Order(StringComparer.Ordinal).ToLookup(WordRoots.Of, StringComparer.Ordinal);
        Model = model;
        Values = values;
        Phrases = phrases;
        Joins = new JoinGraph(model);
        Reach = new TableReach(model, Joins);
        Ledgers = drafted ? Ledgers.Of(model) : Ledgers.None;
        Times = [.. from table in model.Tables
                    from column in table.Columns
                    where column is { Visibility: ColumnVisibility.Public, Type: ColumnType.Date or ColumnType.Timestamp }
                    select new MentionTarget.Column(table.Name, column.Name)];
        Neighbours = new WordNeighbours(phrases.Words.Concat(FunctionWords.Words).Concat(GradableWords.Phrases.Words));
    }

    /// <summary>The semantic model.</summary>
    public ModelDefinition Model { get; }

    /// <summary>The values of the dataset.</summary>
    public ValueCatalog Values { get; }

    /// <summary>Whether the model was drafted from the columns rather than described by somebody.</summary>
    internal bool IsDrafted { get; }

    internal JoinGraph Joins { get; }

    internal TableReach Reach { get; }

    internal Ledgers Ledgers { get; }

    /// <summary>All columns that hold dates or times.</summary>
    internal IReadOnlyList<MentionTarget.Column> Times { get; }

    internal PhraseIndex<LexiconEntry> Phrases { get; }

    internal WordNeighbours Neighbours { get; }

    /// <summary>Prepares a model and the values of a dataset. Values of masked columns are not known to it, whoever asks.</summary>
    /// <param name="model">The model.</param>
    /// <param name="values">The values of the dataset.</param>
    /// <param name="drafted">Whether the model was drafted from the columns, so that questions are about rows rather than about measures.</param>
    public static Lexicon Build(ModelDefinition model, ValueCatalog values, bool drafted = false)
    {
        var masked = model.Policy.ColumnMasks.Select(m => m.Column).ToHashSet(StringComparer.OrdinalIgnoreCase);
        values = new(values.Columns.Where(c => !masked.Contains($"{c.Table}.{c.Column}")).ToList());
        var builder = new LexiconBuilder();
        builder.AddModel(model, drafted ? Ledgers.Of(model).Money : _ => null);
        var names = builder.Phrases.Words.ToHashSet(StringComparer.Ordinal);
        foreach (var column in values.Columns)
        {
            if (model.FindTable(column.Table)?.FindColumn(column.Column) is { Visibility: ColumnVisibility.Public } definition)
            {
                builder.AddValues(column.Table, definition, column.Values);
                if (column.Complete && definition.Name.EndsWith("name", StringComparison.Ordinal))
                    builder.AddFirstWords(column.Table, definition, column.Values);
            }
        }

        return new(model, values, builder.Phrases, names, drafted);
    }

    /// <summary>Words of names that share the root of a word that no name has: "opened" finds "open".</summary>
    internal IEnumerable<string> Related(string folded, string stem) =>
        names.Contains(stem) || names.Contains(folded) ? [] : roots[WordRoots.Of(folded)];

    /// <summary>Whether a word means something to the lexicon or the language rules.</summary>
    internal bool Knows(string folded, string stem) =>
        Phrases.Knows(stem) || FunctionWords.Knows(folded) || GradableWords.Phrases.Knows(folded);
}
