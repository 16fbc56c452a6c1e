using System.Text;
using System.Text.Unicode;
using NlSql.Ingestion.Uploads.Csv;
using NlSql.Ingestion.Uploads.Sources;
using NlSql.ServiceDefaults.Errors;

namespace NlSql.Ingestion.Uploads;

/// <summary>Reads the names of the columns from the first record that is not blank.</summary>
internal static class HeaderNames
{
    /// <param name="file">The file, whose failures are passed on.</param>
    /// <param name="reader">Its reader, at the start.</param>
    /// <param name="mostColumns">Columns that the table may have.</param>
    /// <param name="longestName">Bytes of a name at most.</param>
    /// <param name="options">Limits.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task<Result<IReadOnlyList<string>>> ReadAsync(
        TabularFile file, CsvReader reader, int mostColumns, int longestName, UploadOptions options, CancellationToken cancellationToken)
    {
        while (reader.Read() is var status)
        {
            if (status == CsvStatus.NeedMore)
                await reader.FillAsync(cancellationToken);
            else if (status != CsvStatus.Record)
                return file.Failure ?? TableLoader.FailureOf(status, reader, options) ?? UploadErrors.FileEmpty;
            else if (!reader.IsBlank)
                return NamesOf(reader, mostColumns, longestName);
        }

        return UploadErrors.FileEmpty;
    }

    private static Result<IReadOnlyList<string>> NamesOf(CsvReader reader, int mostColumns, int longestName)
    {
        if (reader.CellCount > mostColumns)
            return UploadErrors.TooManyColumns(reader.CellCount, mostColumns);
        var names = new List<string>(reader.CellCount);
        for (var i = 0; i < reader.CellCount; i++)
        {
            var name = reader.CellAt(i);
            if (name.Length > longestName)
                return UploadErrors.HeaderTooLong(longestName);
            if (!Utf8.IsValid(name) || name.Contains((byte)0))
                return UploadErrors.NotUtf8;
            names.Add(Encoding.UTF8.GetString(name).Trim());
        }

        return names;
    }
}
