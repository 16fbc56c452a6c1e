using NlSql.Drafting.Profiling;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Drafting.Models;

/// <summary>A column in the making: its profile, its words, and what was decided so far.</summary>
internal sealed class ColumnSketch(ColumnProfile profile, string name, IReadOnlyList<string> words, int place, IReadOnlyList<string> meaning)
{
    public ColumnProfile Profile => profile;

    public string Name => name;

    /// <summary>The words of the header as written.</summary>
    public IReadOnlyList<string> Words => words;

    /// <summary>The words with abbreviations written out: <c>tel</c> is a telescope where the rows are telescopes.</summary>
    public IReadOnlyList<string> Meaning => meaning;

    /// <summary>Whether the column is stored already: its name and type cannot be chosen any more.</summary>
    public bool IsStored => profile.Name is not null;

    /// <summary>Place in the file, from 0.</summary>
    public int Place => place;

    public ColumnType Type { get; set; } = profile.Type;

    public ColumnKind Kind { get; set; }

    public string Label { get; set; } = "";

    public List<string> Synonyms { get; } = [];

    /// <summary>Whether it says yes or no, as a truth value or as 1 and 0.</summary>
    public bool IsFlag { get; set; }

    public Measurement Measurement { get; set; } = Measurement.None;

    /// <summary>Whether it identifies a person.</summary>
    public bool Pii { get; set; }

    public bool Hidden { get; set; }

    /// <summary>Whether every row has a value and all differ.</summary>
    public bool IsUnique => profile.Unique == true && profile.Nulls == 0 && profile.Rows > 0;

    public bool Has(params ReadOnlySpan<string> anyOf)
    {
        foreach (var word in Meaning)
        {
            if (anyOf.Contains(word))
                return true;
        }

        return false;
    }

    /// <summary>Whether the name ends as names of keys do.</summary>
    public bool IsKeyLike => Meaning.Count > 0 && (Meaning[^1] is "id" or "ids" or "code" or "key" or "uuid" or "guid" or "sku" or "isbn" or "number") && !Meaning.Contains("of");
}

/// <summary>A table in the making.</summary>
internal sealed class TableSketch(TableProfile profile, string name, IReadOnlyList<string> words, IReadOnlyList<ColumnSketch> columns)
{
    public TableProfile Profile => profile;

    public string Name => name;

    /// <summary>The words of its name, abbreviations written out.</summary>
    public IReadOnlyList<string> Words => words;

    public IReadOnlyList<ColumnSketch> Columns => columns;

    public string Label => RowNoun is null ? NameWords.Label(words) : NameWords.Label(Many.Split(' '));

    /// <summary>What one row is called: "order item".</summary>
    public string One => Whole is null ? RowNouns.One(RowNoun ?? words) : $"{RowNouns.Of(Whole)} line";

    /// <summary>What several rows are called: "order items".</summary>
    public string Many => Whole is null ? RowNouns.Many(RowNoun ?? words) : $"{One}s";

    /// <summary>The number of the thing that the table is called after, where several rows share one: the rows are its lines. Null where a row is the thing.</summary>
    public ColumnSketch? Whole { get; set; }

    public ColumnSketch? Key { get; set; }

    /// <summary>What the key says that a row is, where the table's name does not: the rows of "clinic" with a visit number are visits.</summary>
    public IReadOnlyList<string>? RowNoun { get; set; }

    /// <summary>Other words for the rows.</summary>
    public List<string> Synonyms { get; } = [];

    /// <summary>Other columns that identify a row and are referred to.</summary>
    public HashSet<ColumnSketch> UniqueColumns { get; } = [];

    public ColumnSketch? Time { get; set; }

    public bool IsDefault { get; set; }
}
