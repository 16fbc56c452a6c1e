using NlSql.Drafting.Profiling;
using NlSql.Ingestion.Uploads.Columns;

namespace NlSql.Ingestion.Uploads;

/// <summary>Says how a column was read, where the sender may want it otherwise.</summary>
internal static class FormatNotes
{
    public static IEnumerable<string> Of(string column, ColumnFormat format, ColumnTyping typing)
    {
        var name = UploadErrors.Shown(column);
        foreach (var doubt in typing.Doubts)
            yield return $"'{name}': {doubt}{Remedy(doubt, name)}";
        if (format.BlankIsNo)
            yield return $"'{name}': an empty cell was read as no, as nothing but yes is written. To keep it as a text, send types={name}:text.";
        if (!format.NamesNullWords && typing.NullWords.Count > 0 && format.NullWords.Count > 0)
            yield return $"'{name}': {string.Join(", ", typing.NullWords.Select(w => $"'{UploadErrors.Shown(w)}'"))} was read as no value. The field null_values names other words.";
    }

    private static string Remedy(string doubt, string name) => doubt switch
    {
        _ when doubt.Contains("month comes first", StringComparison.Ordinal) => " The field date_order (dmy or mdy) decides it.",
        _ when doubt.Contains("decimal sign", StringComparison.Ordinal) => " The field decimal (, or .) decides it.",
        _ when doubt.EndsWith("so it is a text.", StringComparison.Ordinal) => $" To load it as something else, name those words in null_values, or send types={name}:decimal and on_error=skip.",
        _ => "",
    };
}
