using NlSql.SemanticModel.Definitions;

namespace NlSql.Ingestion.Uploads.Columns;

/// <summary>
/// One column while it is loaded: checks each cell, writes it in binary COPY form and profiles it. A cell is profiled by
/// <see cref="Keep"/> only once its whole row is accepted.
/// </summary>
internal abstract class CellColumn(ColumnDefinition definition, AllowedValues? allowed)
{
    private bool pendingNull;

    public ColumnDefinition Definition { get; } = definition;

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

    protected AllowedValues? Allowed { get; } = allowed;

    /// <summary>Checks the cell and writes it; the code of what is wrong, or null.</summary>
    public string? Write(ReadOnlySpan<byte> cell, CopyBuffer output)
    {
        var text = Trims ? TrimSpaces(cell) : cell;
        pendingNull = text.IsEmpty;
        if (!pendingNull)
            return WriteValue(text, output);
        if (Definition.Required)
            return CellCodes.Missing;
        output.WriteNull();
        return null;
    }

    /// <summary>Writes a column that the row does not have.</summary>
    public string? WriteMissing(CopyBuffer output) => Write([], output);

    /// <summary>Profiles the cell last written.</summary>
    public void Keep(CopyBuffer output)
    {
        if (pendingNull)
            Nulls++;
        else
            KeepValue(output);
    }

    /// <summary>Whether white space around a value means nothing.</summary>
    protected virtual bool Trims => true;

    protected abstract string? WriteValue(ReadOnlySpan<byte> text, CopyBuffer output);

    protected virtual void KeepValue(CopyBuffer output)
    {
    }

    /// <summary>The column's loader for its type.</summary>
    public static CellColumn Of(ColumnDefinition definition, UploadOptions options, TimeZoneInfo timeZone)
    {
        var allowed = definition.Values.Count > 0 && !definition.OpenValues ? new AllowedValues(definition.Values) : null;
        return definition.Type switch
        {
            ColumnType.Text => new TextColumn(definition, allowed, options.MaximumIndexedValues),
            ColumnType.Integer => new IntegerColumn(definition, allowed),
            ColumnType.Decimal => new DecimalColumn(definition, allowed),
            ColumnType.Boolean => new BooleanColumn(definition, allowed),
            ColumnType.Date => new DateColumn(definition, allowed),
            ColumnType.Timestamp => new TimestampColumn(definition, allowed, timeZone),
            ColumnType.Uuid => new UuidColumn(definition, allowed),
            _ => throw new ArgumentOutOfRangeException(nameof(definition), definition.Type, "Unknown column type."),
        };
    }

    private static ReadOnlySpan<byte> TrimSpaces(ReadOnlySpan<byte> text) => text.Trim(" \t"u8);
}
