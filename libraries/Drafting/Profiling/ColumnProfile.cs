using NlSql.SemanticModel.Definitions;

namespace NlSql.Drafting.Profiling;

/// <summary>What the values of a column say, over all rows.</summary>
public sealed record ColumnProfile
{
    /// <summary>The header, as the file writes it.</summary>
    public required string Header { get; init; }

    /// <summary>The name of the stored column, once there is one: name and type are then as they are, and so is the table's name. Null while a draft may choose.</summary>
    public string? Name { get; init; }

    /// <summary>The type that fits every value; <see cref="ColumnType.Text"/> when none does or there are no values.</summary>
    public required ColumnType Type { get; init; }

    /// <summary>Rows of the table.</summary>
    public long Rows { get; init; }

    /// <summary>Rows without a value: empty, or a word for nothing such as <c>N/A</c>.</summary>
    public long Nulls { get; init; }

    /// <summary>Words for nothing that occur.</summary>
    public IReadOnlyList<string> NullWords { get; init; } = [];

    /// <summary>Distinct values; an estimate beyond some thousands.</summary>
    public long Distinct { get; init; }

    /// <summary>Whether all values differ; null when there were too many to tell.</summary>
    public bool? Unique { get; init; }

    /// <summary>The values of a column with few of them, most frequent first; empty when there are many.</summary>
    public IReadOnlyList<ValueCount> Values { get; init; } = [];

    /// <summary>The smallest number; null for other types.</summary>
    public decimal? Minimum { get; init; }

    /// <summary>The largest number; null for other types.</summary>
    public decimal? Maximum { get; init; }

    /// <summary>The earliest day; null for other types.</summary>
    public DateOnly? FirstDay { get; init; }

    /// <summary>The latest day; null for other types.</summary>
    public DateOnly? LastDay { get; init; }

    /// <summary>Characters of a value on average.</summary>
    public double AverageLength { get; init; }

    /// <summary>Words of a value on average.</summary>
    public double AverageWords { get; init; }

    /// <summary>The sign of currency that most values carry; null for none.</summary>
    public char? Currency { get; init; }

    /// <summary>Whether most values carry a percent sign.</summary>
    public bool Percent { get; init; }

    /// <summary>How dates are written; null for other types.</summary>
    public DateOrder? DateOrder { get; init; }

    /// <summary>How the decimal sign is written; null for columns without one.</summary>
    public char? DecimalSign { get; init; }

    /// <summary>Whether numbers have thousands separators.</summary>
    public bool Grouped { get; init; }

    /// <summary>What the values look like besides their type.</summary>
    public ValueShape Shape { get; init; }

    /// <summary>Whether whole numbers begin with zeros that a number would lose.</summary>
    public bool LeadingZeros { get; init; }

    /// <summary>Whether the values are the words of a truth value, which 0 and 1 are only where the name says so.</summary>
    public bool ZerosAndOnes { get; init; }

    /// <summary>What could be read in two ways, in sentences.</summary>
    public IReadOnlyList<string> Doubts { get; init; } = [];

    /// <summary>A sample of the distinct values.</summary>
    public DistinctSketch Sketch { get; init; } = new();

    /// <summary>The part of the distinct values that another column has too.</summary>
    public double ContainedIn(ColumnProfile other) => Sketch.ContainedIn(other.Sketch);
}

/// <summary>A value and the number of its rows.</summary>
public sealed record ValueCount(string Value, long Count);

/// <summary>Which part of a date comes first; or that it is a year and a month, which stand for the first of the month.</summary>
public enum DateOrder { YearFirst, DayFirst, MonthFirst, YearAndMonth }

/// <summary>What values look like besides their type.</summary>
public enum ValueShape { Other, Uuid, Email, Url, Phone, Card, Iban, NationalId }
