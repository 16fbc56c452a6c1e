using NlSql.SemanticModel.Definitions;

namespace NlSql.Drafting.Profiling;

/// <summary>The type that fits every value of a column, and how the values are written.</summary>
public sealed record ColumnTyping
{
    /// <summary>The type; <see cref="ColumnType.Text"/> when no other fits or there are no values.</summary>
    public required ColumnType Type { get; init; }

    /// <summary>Rows with a value.</summary>
    public required long Values { get; init; }

    /// <summary>Rows without one.</summary>
    public required long Nulls { get; init; }

    /// <summary>Words for nothing that occur and count as nulls.</summary>
    public IReadOnlyList<string> NullWords { get; init; } = [];

    /// <summary>Which part of a date comes first; null for other types.</summary>
    public DateOrder? DateOrder { get; init; }

    /// <summary>Whether all dates are written as ISO 8601 writes them.</summary>
    public bool PlainDates { get; init; }

    /// <summary>Whether all numbers are a sign, digits and a point, and nothing else.</summary>
    public bool PlainNumbers { get; init; }

    /// <summary>The decimal sign; null for columns of other types than numbers.</summary>
    public char? DecimalSign { get; init; }

    /// <summary>Whether numbers have thousands separators.</summary>
    public bool Grouped { get; init; }

    /// <summary>The sign of currency that most values carry; null for none.</summary>
    public char? Currency { get; init; }

    /// <summary>Whether most values carry a percent sign.</summary>
    public bool Percent { get; init; }

    /// <summary>Whether whole numbers begin with zeros that a number would lose.</summary>
    public bool LeadingZeros { get; init; }

    /// <summary>Whether every value is 0 or 1, and both occur.</summary>
    public bool ZerosAndOnes { get; init; }

    /// <summary>Whether only yes is ever written, so that an empty cell says no.</summary>
    public bool BlankIsNo { get; init; }

    /// <summary>What could be read in two ways, in sentences.</summary>
    public IReadOnlyList<string> Doubts { get; init; } = [];
}

/// <summary>What the owner of a file says about its columns; null is found out from the values.</summary>
public sealed record TypingSettings
{
    /// <summary>The words for nothing, compared without regard to letter case.</summary>
    public IReadOnlyList<string>? NullWords { get; init; }

    /// <summary>Point or comma.</summary>
    public char? DecimalSign { get; init; }

    /// <summary>Which part of a date comes first.</summary>
    public DateOrder? DateOrder { get; init; }

    /// <summary>The type of the column: values that do not fit are somebody else's to report.</summary>
    public ColumnType? Type { get; init; }
}
