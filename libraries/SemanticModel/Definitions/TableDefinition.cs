namespace NlSql.SemanticModel.Definitions;

/// <summary>A table: what one of its rows is, its keys, its time and its columns.</summary>
public sealed record TableDefinition
{
    /// <summary>Lower-case identifier used in SQL, uploads and semantic queries.</summary>
    public required string Name { get; init; }

    /// <summary>Name for people; defaults to the name with spaces.</summary>
    public required string Label { get; init; }

    /// <summary>What the table holds.</summary>
    public string Description { get; init; } = "";

    /// <summary>Other words that people use for its rows.</summary>
    public IReadOnlyList<string> Synonyms { get; init; } = [];

    /// <summary>Rank of those synonyms that stand back where the same phrase means something else as well: 2 and more; all others have 1.</summary>
    public IReadOnlyDictionary<string, int> SynonymRanks { get; init; } = new Dictionary<string, int>();

    /// <summary>What one row is, as a sentence: "one line of a receipt".</summary>
    public string Grain { get; init; } = "";

    /// <summary>Whether an upload that names no other table goes here.</summary>
    public bool Default { get; init; }

    /// <summary>Columns that identify a row; empty when there is no key.</summary>
    public IReadOnlyList<string> PrimaryKey { get; init; } = [];

    /// <summary>Other sets of columns that identify a row.</summary>
    public IReadOnlyList<IReadOnlyList<string>> UniqueKeys { get; init; } = [];

    /// <summary>The column that "last week" is about, or null.</summary>
    public string? TimeColumn { get; init; }

    /// <summary>Columns in the order of the file.</summary>
    public required IReadOnlyList<ColumnDefinition> Columns { get; init; }

    /// <summary>
    /// What follows from its columns and nothing stores, such as times between dates: queries name it like columns
    /// (<c>hours_from_opened_at_to_closed_at</c>), lists of columns do not hold it. Empty until a model is prepared for queries.
    /// </summary>
    public IReadOnlyList<ColumnDefinition> Computed { get; init; } = [];

    /// <summary>The column of that name, stored or computed, or null.</summary>
    public ColumnDefinition? FindColumn(string name) => Find(Columns, name) ?? Find(Computed, name);

    private static ColumnDefinition? Find(IReadOnlyList<ColumnDefinition> columns, string name)
    {
        foreach (var candidate in columns)
        {
            if (string.Equals(candidate.Name, name, StringComparison.OrdinalIgnoreCase))
                return candidate;
        }

        return null;
    }
}

/// <summary>A column: its type, what it is for and how people and files name it.</summary>
public sealed record ColumnDefinition
{
    /// <summary>Lower-case identifier.</summary>
    public required string Name { get; init; }

    /// <summary>Name for people; defaults to the name with spaces.</summary>
    public required string Label { get; init; }

    /// <summary>Type of the stored value.</summary>
    public required ColumnType Type { get; init; }

    /// <summary>What the column is for.</summary>
    public required ColumnKind Kind { get; init; }

    /// <summary>What the column means.</summary>
    public string Description { get; init; } = "";

    /// <summary>Other words that people use for it.</summary>
    public IReadOnlyList<string> Synonyms { get; init; } = [];

    /// <summary>Rank of those synonyms that stand back where the same phrase means something else as well: 2 and more; all others have 1.</summary>
    public IReadOnlyDictionary<string, int> SynonymRanks { get; init; } = new Dictionary<string, int>();

    /// <summary>CSV header names accepted for it besides its own name; compared without case and punctuation.</summary>
    public IReadOnlyList<string> Headers { get; init; } = [];

    /// <summary>Whether every uploaded row must have a value.</summary>
    public bool Required { get; init; }

    /// <summary>Unit of a number: <c>currency</c>, <c>percent</c>, <c>kg</c>…; null when it has none.</summary>
    public string? Unit { get; init; }

    /// <summary>How to write a value; null for the type's default.</summary>
    public string? Format { get; init; }

    /// <summary>Allowed or coded values with the words people use for each; empty when any value is allowed.</summary>
    public IReadOnlyList<CodedValue> Values { get; init; } = [];

    /// <summary>Whether values other than <see cref="Values"/> are accepted: the list then only explains the known ones.</summary>
    public bool OpenValues { get; init; }

    /// <summary>Along which dimensions the column may be summed.</summary>
    public Additivity Additive { get; init; } = Additivity.None;

    /// <summary>The aggregate meant when none is said; null when there is none.</summary>
    public AggregateFunction? DefaultAggregate { get; init; }

    /// <summary>Whether the column identifies a person.</summary>
    public bool Pii { get; init; }

    /// <summary>Whether the column may be named in questions and answers.</summary>
    public ColumnVisibility Visibility { get; init; } = ColumnVisibility.Public;

    /// <summary>How it is computed from other columns of its table; null for a column that is stored.</summary>
    public ColumnComputation? Computation { get; init; }
}

/// <summary>How a column follows from others of its table. Closed: the nested types are all there are.</summary>
public abstract record ColumnComputation
{
    private ColumnComputation()
    {
    }

    /// <summary>The time from one column to another: negative where the second comes first, null where one of them has no value.</summary>
    /// <param name="From">The column of the beginning.</param>
    /// <param name="To">The column of the end.</param>
    /// <param name="Unit">The unit that it is measured in; parts of units count.</param>
    public sealed record TimeBetween(string From, string To, DurationUnit Unit) : ColumnComputation;

    /// <summary>Whether one date comes after another; null where one of them has no value.</summary>
    /// <param name="Due">The date that it is held against.</param>
    /// <param name="Done">The date that may come after.</param>
    /// <param name="Holds">True for "comes after", false for its opposite.</param>
    public sealed record After(string Due, string Done, bool Holds) : ColumnComputation;

    /// <summary>What was sold times its price, less the discount.</summary>
    /// <param name="Quantity">The column of how many.</param>
    /// <param name="Price">The column of the price of one.</param>
    /// <param name="Discount">The column of the part that is taken off; null for none.</param>
    /// <param name="InPercent">Whether the discount is written in percent rather than as a fraction.</param>
    public sealed record Worth(string Quantity, string Price, string? Discount, bool InPercent) : ColumnComputation
    {
        /// <summary>How many of the quantity the price is for: 1000 for grams and the price of a kilogram.</summary>
        public int PerPrice { get; init; } = 1;
    }

    /// <summary>Whether a column has a value.</summary>
    /// <param name="Column">The column.</param>
    /// <param name="Holds">True for "has one", false for its opposite.</param>
    public sealed record Present(string Column, bool Holds) : ColumnComputation;
}

/// <summary>A unit of time that passes. Months and years are mean ones: 30.4375 and 365.25 days.</summary>
public enum DurationUnit { Second, Minute, Hour, Day, Week, Month, Year }

/// <summary>One allowed value and the words people use for it.</summary>
/// <param name="Value">The value as stored.</param>
/// <param name="Synonyms">Words that mean it.</param>
public sealed record CodedValue(string Value, IReadOnlyList<string> Synonyms);

/// <summary>Type of a stored value. Integers are 64 bits wide, decimals exact, timestamps without time zone.</summary>
public enum ColumnType { Text, Integer, Decimal, Boolean, Date, Timestamp, Uuid }

/// <summary>What a column is for: identifying, grouping, placing in time, measuring, or free text.</summary>
public enum ColumnKind { Id, Dimension, Time, Fact, Text }

/// <summary>Along which dimensions a number may be summed: all, all but time, none.</summary>
public enum Additivity { None, Semi, Full }

/// <summary>Whether a column may be named in questions and answers.</summary>
public enum ColumnVisibility { Public, Hidden }

/// <summary>An aggregate over rows.</summary>
public enum AggregateFunction { Sum, Count, CountDistinct, Avg, Min, Max, Median, Percentile }
