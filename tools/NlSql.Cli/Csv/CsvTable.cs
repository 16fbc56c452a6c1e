using System.IO.Compression;
using System.Text;
using NlSql.Drafting.Profiling;
using Sylvan.Data.Csv;

namespace NlSql.Cli.Csv;

/// <summary>Profiles a CSV file, plain or compressed, row by row.</summary>
internal static class CsvTable
{
    private const int MostColumns = 500;
    private const int LongestHeader = 200;
    private const int LongestRow = 16 * 1024 * 1024;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The profile of a file's rows.</summary>
    /// <exception cref="CsvProblem">The file is no CSV file that a table can be made of.</exception>
    public static TableProfile Profile(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            using var content = IsGzip(file) ? new GZipStream(file, CompressionMode.Decompress) : (Stream)file;
            using var text = new StreamReader(content, StrictUtf8, detectEncodingFromByteOrderMarks: false);
            return Read(text, path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new CsvProblem(path, "There is no such file.");
        }
        catch (UnauthorizedAccessException)
        {
            throw new CsvProblem(path, "It may not be read, or is a folder.");
        }
        catch (DecoderFallbackException)
        {
            throw new CsvProblem(path, "It is not UTF-8. Save it as CSV in UTF-8.");
        }
        catch (CsvRecordTooLargeException e)
        {
            throw new CsvProblem(path, $"The row near line {e.RowNumber + 1} is longer than {LongestRow >> 20} MiB. Perhaps a quote is not closed.");
        }
        catch (CsvFormatException e)
        {
            throw new CsvProblem(path, $"Line {e.RowNumber + 1} is no CSV: a quote is not closed, or text follows a closing quote.");
        }
        catch (InvalidDataException)
        {
            throw new CsvProblem(path, "It is compressed, and damaged.");
        }
        catch (IOException e)
        {
            throw new CsvProblem(path, $"It cannot be read: {e.Message}");
        }
    }

    /// <summary>The file's name without its endings.</summary>
    public static string NameOf(string path)
    {
        var name = Path.GetFileName(path);
        foreach (var ending in (string[])[".gz", ".csv", ".tsv", ".txt"])
            name = name.EndsWith(ending, StringComparison.OrdinalIgnoreCase) ? name[..^ending.Length] : name;
        return name;
    }

    private static TableProfile Read(StreamReader text, string path)
    {
        var options = new CsvDataReaderOptions { HasHeaders = false, BufferSize = 256 * 1024, MaxBufferSize = LongestRow };
        using var csv = CsvDataReader.Create(text, options);
        if (!csv.Read())
            throw new CsvProblem(path, "It is empty.");
        var headers = Headers(csv, path);
        var table = new TableProfiler(NameOf(path), headers);
        while (csv.Read())
        {
            if (csv.RowFieldCount != headers.Count)
            {
                // A line without anything is no row.
                if (csv.RowFieldCount <= 1 && csv.GetFieldSpan(0).IsEmpty)
                    continue;
                throw new CsvProblem(path, $"Row {csv.RowNumber} has {csv.RowFieldCount} cells, the header has {headers.Count}.");
            }

            for (var i = 0; i < headers.Count; i++)
                table.Add(i, csv.GetFieldSpan(i));
            table.EndRow();
        }

        return table.Finish();
    }

    private static List<string> Headers(CsvDataReader csv, string path)
    {
        if (csv.RowFieldCount > MostColumns)
            throw new CsvProblem(path, $"It has {csv.RowFieldCount} columns; a table may have {MostColumns}.");
        var headers = Enumerable.Range(0, csv.RowFieldCount).Select(i => csv.GetFieldSpan(i).ToString().Trim('\uFEFF', ' ')).ToList();
        if (headers.Exists(h => h.Any(c => char.IsControl(c) && c is not ('\t' or '\n' or '\r'))))
            throw new CsvProblem(path, "It is no text.");
        if (headers.Find(h => h.Length > LongestHeader) is { } longest)
            throw new CsvProblem(path, $"A header has {longest.Length} characters; {LongestHeader} are allowed. Is the first line the header?");
        if (headers.TrueForAll(h => !h.Any(char.IsLetterOrDigit)))
            throw new CsvProblem(path, "Its first line names no column.");
        return headers;
    }

    private static bool IsGzip(FileStream file)
    {
        Span<byte> magic = stackalloc byte[2];
        var is2 = file.ReadAtLeast(magic, 2, throwOnEndOfStream: false) == 2;
        file.Position = 0;
        return is2 && magic[0] == 0x1F && magic[1] == 0x8B;
    }
}

/// <summary>Why no table can be made of a file.</summary>
internal sealed class CsvProblem(string path, string message) : Exception($"{path}: {message}");
