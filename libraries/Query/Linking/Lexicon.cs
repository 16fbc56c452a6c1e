using System.Globalization;
using NlSql.Query.Linking.Names;
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
    private const int MostStates = 30;
    private const int ShortestState = 4;
    private const int FirstYear = 1850;
    private const int LastYear = 2100;

    private readonly ILookup<string, string> roots;
    private readonly HashSet<string> names;
    private readonly ILookup<char, string> shortForms;
    private readonly ILookup<string, string> valueRoots;
    private readonly List<(string Word, bool IsOfTable)> compounds;

    private Lexicon(ModelDefinition model, ValueCatalog values, PhraseIndex<LexiconEntry> phrases, HashSet<string> names, bool drafted)
    {
        IsDrafted = drafted;
        this.names = names;
        roots = names.Order(StringComparer.Ordinal).ToLookup(WordRoots.Of, StringComparer.Ordinal);
        var columns = model.Tables.SelectMany(t => t.Columns).Where(c => c.Visibility == ColumnVisibility.Public).ToList();
        shortForms = columns.Select(c => c.Name).Concat(model.Tables.Select(t => t.Name)).SelectMany(ModelWords.Raw)
            .Where(ShortForms.MayBe).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToLookup(w => w[0]);
        compounds = [.. Stems(model.Tables.Select(t => t.Name)).Select(w => (w, true)), .. Stems(columns.Where(c => c.Type == ColumnType.Text).Select(c => c.Name)).Select(w => (w, false))];
        // States and kinds, which are few, have verbs and nouns; names have none.
        valueRoots = values.Columns.Where(c => c.Complete && c.Values.Count <= MostStates && model.FindTable(c.Table)?.FindColumn(c.Column) is { Type: ColumnType.Text, Kind: ColumnKind.Dimension, Visibility: ColumnVisibility.Public })
            .SelectMany(c => c.Values).Select(TextFolding.Fold).Where(v => v.Length >= ShortestState && v.All(char.IsAsciiLetterLower)).Distinct(StringComparer.Ordinal).ToLookup(WordRoots.Of, StringComparer.Ordinal);
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
        Courses = Course.Of(model);
        Worths = model.Tables.SelectMany(t => t.Computed.Where(c => c.Computation is ColumnComputation.Worth).Select(c => new MentionTarget.Column(t.Name, c.Name))).ToLookup(c => c.ColumnName, StringComparer.Ordinal);
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

    /// <summary>The tables whose rows go on for a while.</summary>
    internal IReadOnlyList<Course> Courses { get; }

    /// <summary>The computed columns of what lines are worth, by their names.</summary>
    internal ILookup<string, MentionTarget.Column> Worths { get; }

    internal PhraseIndex<LexiconEntry> Phrases { get; }

    internal WordNeighbours Neighbours { get; }

    /// <summary>Prepares a model and the values of a dataset. Values of masked columns are not known to it, whoever asks.</summary>
    /// <param name="model">The model.</param>
    /// <param name="values">The values of the dataset.</param>
    /// <param name="drafted">Whether the model was drafted from the columns, so that questions are about rows rather than about measures.</param>
    public static Lexicon Build(ModelDefinition model, ValueCatalog values, bool drafted = false)
    {
        model = ComputedColumns.AddedTo(model);
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
                if (column.Complete && definition is { Type: ColumnType.Text, Kind: ColumnKind.Dimension })
                    builder.AddPeople(column.Table, definition, column.Values);
            }
        }

        return new(model, values, builder.Phrases, names, drafted);
    }

    /// <summary>Words of names that share the root of a word that no name has, or are short for it: "opened" finds "open", "discharged" finds "disch".</summary>
    internal IEnumerable<string> Related(string folded, string stem)
    {
        if (names.Contains(stem) || names.Contains(folded) || folded.Length == 0)
            return [];
        var related = roots[WordRoots.Of(folded)];
        if (related.Any() || FunctionWords.Knows(folded) || GradableWords.Phrases.Knows(folded))
            return related;
        return shortForms[folded[0]].Where(s => ShortForms.IsFor(s, folded)).Select(EnglishStemmer.Stem).Concat(RelationVerbs.Contains(folded) ? [] : compounds.Where(c => CompoundWords.Mean(stem, c.Word, c.IsOfTable)).Select(c => c.Word)).Distinct();
    }

    /// <summary>Words of values that share the root of a word: "cancellations" finds "cancelled", but an employee is no employer.</summary>
    internal IEnumerable<string> RelatedValues(string folded, string stem) => folded.Length < ShortestState + 1 || RelationVerbs.Contains(folded) || FunctionWords.Knows(folded) || (Phrases.Knows(stem) && !names.Contains(stem)) ? [] : valueRoots[WordRoots.Of(folded)].Where(v => v != folded && EnglishStemmer.Stem(v) != stem && !(stem.EndsWith("ee", StringComparison.Ordinal) && v.EndsWith("er", StringComparison.Ordinal)));

    /// <summary>The states, values and columns of yes and no, that share the root of a noun: "vacancy" finds "vacant", "return" a column <c>is_returned</c>.</summary>
    internal IReadOnlyList<MentionTarget> States(string noun)
    {
        var root = WordRoots.Of(noun);
        // "passed" of a result "Pass": a double letter of its own.
        var plain = noun.EndsWith("ssed", StringComparison.Ordinal) ? [EnglishStemmer.Stem(noun[..^2])] : Array.Empty<string>();
        return [.. valueRoots[root].Select(EnglishStemmer.Stem).Concat(roots[root]).Concat(plain).Distinct(StringComparer.Ordinal).SelectMany(word => Phrases.Step(0, word) is var node and > 0 ? Phrases.At(node) : [])
            .Select(entry => entry.Target).Where(t => t is MentionTarget.Value || (t is MentionTarget.Column column && Truths.Is(this, column))).Distinct()];
    }

    /// <summary>Whether a column holds years as numbers: it is called so, or holds nothing else.</summary>
    internal bool IsYear(MentionTarget.Column column) => Reach.Column(column.TableName, column.ColumnName) is { Type: ColumnType.Integer, Unit: null } definition
        && (definition.Name.Split('_').Any(w => w is "year" or "yr")
            || (Values.Find(column.TableName, column.ColumnName) is { Minimum: { } least, Maximum: { } most } && int.TryParse(least, CultureInfo.InvariantCulture, out var from) && int.TryParse(most, CultureInfo.InvariantCulture, out var to) && from >= FirstYear && to <= LastYear));

    private static IEnumerable<string> Stems(IEnumerable<string> names) => names.SelectMany(ModelWords.Raw).Select(EnglishStemmer.Stem).Where(w => w.Length >= CompoundWords.Shortest).Distinct(StringComparer.Ordinal);

    /// <summary>Whether a word means something to the lexicon or the language rules.</summary>
    internal bool Knows(string folded, string stem) =>
        Phrases.Knows(stem) || FunctionWords.Knows(folded) || GradableWords.Phrases.Knows(folded);
}
