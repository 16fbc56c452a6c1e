using NlSql.ServiceDefaults.Errors;
using Parquet;
using Parquet.Schema;

namespace NlSql.Ingestion.Uploads.Sources.Parquet;

/// <summary>Writes a Parquet file as CSV, one column of one row group at a time.</summary>
internal static class ParquetTable
{
    public static async Task<Result<Conversion>> WriteAsync(Stream file, CsvWriter csv, UploadOptions options, CancellationToken cancellationToken)
    {
        try
        {
            ParquetFooter.Check(file);
            await using var reader = await ParquetReader.CreateAsync(
                file, new ParquetOptions { UseBigDecimal = true, UseDateOnlyTypeForDates = true }, leaveStreamOpen: true, cancellationToken);
            var columns = ColumnsOf(reader.Schema, options);
            csv.Line = 0;
            foreach (var column in columns)
                csv.Cell(column.Name);
            csv.EndRecord();

            await using var spool = Spool.Open(options);
            var cells = new ColumnSpool(spool, options);
            var pages = new ParquetPages(file, options);
            for (var group = 0; group < reader.RowGroupCount && csv.Failure is null; group++)
            {
                using var rows = reader.OpenRowGroupReader(group);
                if (rows.RowCount == 0)
                    continue;
                cells.Clear();
                await ReadColumnsAsync(rows, columns, pages, cells, options, cancellationToken);
                cells.CopyTo(csv, (int)rows.RowCount, cancellationToken);
            }

            return new Conversion(FirstLine: 0);
        }
        catch (UnreadableException e)
        {
            return e.Failure;
        }
        catch (Exception e) when (e is not (OperationCanceledException or OutOfMemoryException))
        {
            // What the library throws at a damaged file is not laid down: any index or cast may be wrong.
            return UploadErrors.ParquetDamaged("its columns cannot be read");
        }
    }

    private static async Task ReadColumnsAsync(
        ParquetRowGroupReader rows, DataField[] columns, ParquetPages pages, ColumnSpool cells, UploadOptions options, CancellationToken cancellationToken)
    {
        if (rows.RowCount < 0 || rows.RowCount > options.MaximumRows)
            throw new UnreadableException(UploadErrors.TooManyRows(options.MaximumRows));
        var writer = new ParquetCells(cells.Add);
        foreach (var column in columns)
        {
            cells.BeginColumn();
            var metadata = rows.GetMetadata(column)?.MetaData
                ?? throw new UnreadableException(UploadErrors.ParquetDamaged($"a row group lacks the column '{UploadErrors.Shown(column.Name)}'"));
            pages.Check(metadata, rows.RowCount);
            using var data = await rows.ReadRawColumnDataBaseAsync(column, cancellationToken);
            writer.Write(column, data, (int)rows.RowCount);
        }
    }

    private static DataField[] ColumnsOf(ParquetSchema schema, UploadOptions options)
    {
        if (schema.Fields.Count > options.MaximumColumns)
            throw new UnreadableException(UploadErrors.TooManyColumns(options.MaximumColumns));
        return [.. schema.Fields.Select(f => f is DataField { IsArray: false, MaxRepetitionLevel: 0 } column
            ? column
            : throw new UnreadableException(UploadErrors.ParquetNested(f.Name)))];
    }
}
