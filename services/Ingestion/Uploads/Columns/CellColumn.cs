using System.Text;
using NlSql.Drafting.Profiling;
using NlSql.Ingestion.Profiles;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Ingestion.Uploads.Columns;

/// <summary>
/// One column while it is loaded: checks each cell, writes it in binary COPY form and profiles it. A cell is profiled by
/// <see cref="Keep"/> only once its whole row is accepted.
/// </summary>
internal abstract class CellColumn(ColumnSetup setup)
{
    /// <summary>Bytes of the longest cell that is not written as the file writes it.</summary>
    public const int LongestPlainCell = NumberText.LongestPlain;

    private readonly byte[] plain = new byte[LongestPlainCell];
    private readonly SortedDictionary<string, long> nullWords = new(StringComparer.Ordinal);
    private bool pendingNull;
    private string? pendingWord;

    public ColumnDefinition Definition => setup.Definition;

    /// <summary>How the file writes it.</summary>
    public ColumnFormat Format => setup.Format;

    /// <summary>Cells without a value.</summary>
    public long Nulls { get; private set; }

    /// <summary>Smallest value as invariant text; null when there is none or the type has no order worth telling.</summary>
    public virtual string? Minimum => null;

    /// <summary>Largest value, as above.</summary>
    public virtual string? Maximum => null;

    /// <summary>The value index; null for other types than text.</summary>
    public virtual ValueIndex? Values => null;

    /// <summary>Rows whose value is smaller than the one before: tells whether the file is ordered by this column.</summary>
    public virtual long Descents => 0;

    /// <summary>A sample of the distinct values.</summary>
    public DistinctSketch Sketch { get; } = new();

    /// <summary>Whether no value comes twice.</summary>
    public RepetitionTest Repetition { get; } = new(setup.Repetitions);

    protected AllowedValues? Allowed { get; } =
        setup.Definition.Values.Count > 0 && !setup.Definition.OpenValues ? new AllowedValues(setup.Definition.Values) : null;

    /// <summary>What is known of the values, for the profile.</summary>
    public ColumnStatistics Statistics() => AddTo(new ColumnStatistics
    {
        Nulls = Nulls,
        NullWords = nullWords,
        Unique = Repetition.Unique,
        DecimalSign = Format.DecimalSign,
        DateOrder = Format.DateOrder,
        Currency = Format.Currency,
        Percent = Format.Percent,
    });

    /// <summary>Checks the cell and writes it; the code of what is wrong, or null.</summary>
    public string? Write(ReadOnlySpan<byte> cell, CopyBuffer output)
    {
        var text = Trims ? cell.Trim(" \t"u8) : cell;
        if (text.IsEmpty && Format.BlankIsNo)
            text = "no"u8;
        pendingNull = text.IsEmpty;
        if (pendingNull)
            return WriteNothing(output);
        if (Format.NullWords.Count > 0 && Format.IsNullWord(text.Trim(" \t"u8)))
            return WriteWord(text, output);
        var problem = Format.IsPlain ? WriteValue(text, output) : WriteFormatted(Format, text, output);
        return problem is null ? null : WriteUnusual(text, problem, output);
    }

    /// <summary>Profiles the cell last written.</summary>
    public void Keep(CopyBuffer output)
    {
        if (!pendingNull)
        {
            KeepValue(output);
            return;
        }

        Nulls++;
        if (pendingWord is null)
            return;
        nullWords[pendingWord] = nullWords.GetValueOrDefault(pendingWord) + 1;
        pendingWord = null;
    }

    /// <summary>Whether white space around a value means nothing.</summary>
    protected virtual bool Trims => true;

    protected abstract string? WriteValue(ReadOnlySpan<byte> text, CopyBuffer output);

    protected abstract void KeepValue(CopyBuffer output);

    /// <summary>Completes the statistics by what the type knows.</summary>
    protected abstract ColumnStatistics AddTo(ColumnStatistics statistics);

    /// <summary>Counts a value among the distinct ones; whether it may be a new one.</summary>
    protected void Count(ulong hash)
    {
        if (!Sketch.TryAdd(hash))
            Repetition.Fail();
        else
            Repetition.Add(hash);
    }

    /// <summary>The column's loader for its type.</summary>
    public static CellColumn Of(ColumnSetup setup) => setup.Definition.Type switch
    {
        ColumnType.Text => new TextColumn(setup),
        ColumnType.Integer => new IntegerColumn(setup),
        ColumnType.Decimal => new DecimalColumn(setup),
        ColumnType.Boolean => new BooleanColumn(setup),
        ColumnType.Date => new DateColumn(setup),
        ColumnType.Timestamp => new TimestampColumn(setup),
        ColumnType.Uuid => new UuidColumn(setup),
        _ => throw new ArgumentOutOfRangeException(nameof(setup), setup.Definition.Type, "Unknown column type."),
    };

    // What no column means differently: "N/A", "1.2e5", "$ 1,200.00", "3 March 2024".
    private static ColumnFormat Unmistakable { get; } =
        new() { NullWords = NullWords.All, DecimalSign = '.', DateOrder = DateOrder.YearFirst };

    private string? WriteFormatted(ColumnFormat format, ReadOnlySpan<byte> text, CopyBuffer output) =>
        format.TryMakePlain(text, Definition.Type, plain, out var length) ? WriteValue(plain.AsSpan(0, length), output) : WriteValue("?"u8, output);

    // Tried only where a value is none, so it costs nothing elsewhere.
    private string? WriteUnusual(ReadOnlySpan<byte> text, string problem, CopyBuffer output)
    {
        if (Definition.Type == ColumnType.Text)
            return problem;
        if (setup.KnowsNullWords && Unmistakable.IsNullWord(text))
            return WriteWord(text, output);
        if (Format.IsPlain && WriteFormatted(Unmistakable, text, output) is null)
            return null;
        // Spaces other than those of ASCII, such as the one that never breaks.
        var trimmed = Encoding.UTF8.GetString(text).Trim();
        return Encoding.UTF8.GetByteCount(trimmed) < text.Length ? Write(Encoding.UTF8.GetBytes(trimmed), output) : problem;
    }

    private string? WriteWord(ReadOnlySpan<byte> text, CopyBuffer output)
    {
        pendingNull = true;
        pendingWord = Encoding.UTF8.GetString(text).Trim();
        return WriteNothing(output);
    }

    private string? WriteNothing(CopyBuffer output)
    {
        if (Definition.Required)
            return CellCodes.Missing;
        output.WriteNull();
        return null;
    }
}

/// <summary>What a column is loaded with.</summary>
/// <param name="Definition">The column.</param>
/// <param name="Format">How the file writes it.</param>
/// <param name="TimeZone">Where timestamps with an offset are converted to.</param>
/// <param name="Repetitions">The room that the table's tests for repeated values share.</param>
/// <param name="IndexedValues">Most distinct values in the value index.</param>
internal sealed record ColumnSetup(
    ColumnDefinition Definition, ColumnFormat Format, TimeZoneInfo TimeZone, RepetitionBudget Repetitions, int IndexedValues)
{
    /// <summary>Whether the usual words for nothing count as such where they are no value. Among texts any word may be one.</summary>
    public bool KnowsNullWords { get; } = Definition.Type != ColumnType.Text && !Format.NamesNullWords;
}
