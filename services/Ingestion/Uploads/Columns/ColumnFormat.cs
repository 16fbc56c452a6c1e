using System.Globalization;
using System.Text;
using NlSql.Drafting.Profiling;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Ingestion.Uploads.Columns;

/// <summary>How a file writes the values of a column, where that is not the plain way: ISO dates, a point as decimal sign, nothing for nothing.</summary>
internal sealed record ColumnFormat
{
    private const int LongestCell = 64;

    /// <summary>The plain way.</summary>
    public static ColumnFormat Plain { get; } = new();

    /// <summary>Words that stand for nothing, in any letter case. Columns of other types than text know the usual ones without being told.</summary>
    public IReadOnlyList<string> NullWords { get; init; } = [];

    /// <summary>Whether the sender named the words, so that no other counts.</summary>
    public bool NamesNullWords { get; init; }

    /// <summary>Which part of a date comes first; null for ISO dates.</summary>
    public DateOrder? DateOrder { get; init; }

    /// <summary>The decimal sign of numbers that have thousands separators, currency or percent signs, or a comma; null for plain numbers.</summary>
    public char? DecimalSign { get; init; }

    /// <summary>The sign of currency that most numbers carry; null for none.</summary>
    public char? Currency { get; init; }

    /// <summary>Whether most numbers carry a percent sign. The sign does not divide: 12 % is 12.</summary>
    public bool Percent { get; init; }

    /// <summary>Whether an empty cell of a column of yes and no says no.</summary>
    public bool BlankIsNo { get; init; }

    /// <summary>Whether cells can be parsed as they are.</summary>
    public bool IsPlain => DateOrder is null && DecimalSign is null;

    /// <summary>Whether the cell is one of the words for nothing.</summary>
    public bool IsNullWord(ReadOnlySpan<byte> cell)
    {
        foreach (var word in NullWords)
        {
            if (cell.Length == word.Length && Ascii.EqualsIgnoreCase(cell, word))
                return true;
        }

        return false;
    }

    /// <summary>Writes the cell the plain way; false when it is not written in this format.</summary>
    /// <param name="cell">The cell, without white space around it.</param>
    /// <param name="type">The column's type.</param>
    /// <param name="plain">Room for <see cref="NumberText.LongestPlain"/> bytes.</param>
    /// <param name="length">Bytes written.</param>
    public bool TryMakePlain(ReadOnlySpan<byte> cell, ColumnType type, Span<byte> plain, out int length)
    {
        length = 0;
        if (cell.Length > LongestCell)
            return false;
        Span<char> characters = stackalloc char[LongestCell];
        characters = characters[..Encoding.UTF8.GetChars(cell, characters)];
        return DateOrder is { } order && type is ColumnType.Date or ColumnType.Timestamp
            ? TryDate(characters, order, type, plain, out length)
            : DecimalSign is { } sign && TryNumber(characters, sign, plain, out length);
    }

    private static bool TryDate(ReadOnlySpan<char> text, DateOrder order, ColumnType type, Span<byte> plain, out int length)
    {
        length = 0;
        if (!DateText.TryRead(text, out var date) || date.In(order) is not { } day)
            return false;
        if (type == ColumnType.Date)
            return date.Time == TimeSpan.Zero && day.TryFormat(plain, out length, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        var time = new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue) + date.Time, TimeSpan.Zero);
        if (!time.TryFormat(plain, out length, "yyyy-MM-dd'T'HH:mm:ss.ffffff", CultureInfo.InvariantCulture))
            return false;
        if (date.Offset is not { } offset)
            return true;
        plain[length++] = offset < TimeSpan.Zero ? (byte)'-' : (byte)'+';
        var written = offset.TryFormat(plain[length..], out var size, "hhmm", CultureInfo.InvariantCulture);
        length += size;
        return written;
    }

    private static bool TryNumber(ReadOnlySpan<char> text, char sign, Span<byte> plain, out int length)
    {
        length = 0;
        return NumberText.TryWritePlain(NumberText.Strip(text, out _, out _), sign, plain, out length);
    }
}
