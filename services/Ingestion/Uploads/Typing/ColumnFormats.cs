using NlSql.Drafting.Profiling;
using NlSql.Ingestion.Uploads.Columns;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Ingestion.Uploads.Typing;

/// <summary>How a file writes a column, from what its values said.</summary>
internal static class ColumnFormats
{
    /// <summary>The format; the plain one wherever the values need no other.</summary>
    /// <param name="type">What the column is stored as.</param>
    /// <param name="typing">What the values said.</param>
    /// <param name="settings">What the sender said.</param>
    public static ColumnFormat Of(ColumnType type, ColumnTyping typing, FormatSettings settings)
    {
        var words = settings.NullWords ?? (type == ColumnType.Text ? typing.NullWords : []);
        var format = new ColumnFormat { NullWords = words, NamesNullWords = settings.NullWords is not null };
        return type switch
        {
            ColumnType.Date or ColumnType.Timestamp when !typing.PlainDates && typing.DateOrder is { } order => format with { DateOrder = order },
            ColumnType.Integer or ColumnType.Decimal when !typing.PlainNumbers && typing.DecimalSign is { } sign =>
                format with { DecimalSign = sign, Currency = typing.Currency, Percent = typing.Percent },
            ColumnType.Boolean when typing.BlankIsNo => format with { BlankIsNo = true },
            _ => words.Count == 0 && !format.NamesNullWords ? ColumnFormat.Plain : format,
        };
    }
}
