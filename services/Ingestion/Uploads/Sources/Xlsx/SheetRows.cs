using System.Globalization;
using System.Xml;

namespace NlSql.Ingestion.Uploads.Sources.Xlsx;

/// <summary>
/// Streams the rows of a sheet. Only one row is held. Rows and columns before the first value are left out; a blank row between
/// others is an empty line, so that every line of the CSV has the number of its row.
/// </summary>
internal sealed class SheetRows(XmlReader xml, CellValues values, CsvWriter csv, UploadOptions options)
{
    private const int MaximumRow = 1 << 20;
    private const int MaximumColumn = 1 << 14;
    private readonly CellText text = new(options.MaximumCellBytes);
    private readonly List<Filled> row = [];
    private byte[] bytes = new byte[4096];
    private int length;
    private int rowNumber;
    private int column;
    private int lastWritten;
    private int firstRow;
    private int left;
    private int right;
    private (int Left, int Right) reach = (int.MaxValue, -1);

    /// <summary>Writes the rows; the area that they take, or null when all are blank.</summary>
    /// <param name="known">The area when it is known; else the header's columns are taken for it, and rows beyond them only looked at.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public SheetArea? Write(SheetArea? known, CancellationToken cancellationToken)
    {
        (left, right) = known is null ? (-1, -1) : (known.Left, known.Right);
        while (csv.Failure is null && xml.Next())
        {
            if (xml.Begins("row"))
                BeginRow(cancellationToken);
            else if (xml.Begins("c") && rowNumber > 0)
                ReadCell();
            else if (xml.Ends("row"))
                EndRow();
            else if (xml.Ends("sheetData"))
                break;
        }

        return firstRow == 0 ? null : new SheetArea(firstRow, reach.Left, reach.Right, IsWhole);
    }

    private bool IsWhole => reach.Left >= left && reach.Right <= right;

    private void BeginRow(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var number = rowNumber + 1;
        if (xml.GetAttribute("r") is { } written && !int.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out number))
            throw Damaged("a row has no number");
        if (number <= rowNumber || number > MaximumRow)
            throw Damaged($"the row after row {rowNumber} has the number {number}");
        (rowNumber, column, length) = (number, -1, 0);
        row.Clear();
    }

    private void ReadCell()
    {
        var place = xml.GetAttribute("r") is { } reference ? ColumnOf(reference) : column + 1;
        if (place <= column || place >= MaximumColumn)
            throw Damaged($"the cells of row {rowNumber} are not in order");
        column = place;
        var type = xml.GetAttribute("t");
        _ = int.TryParse(xml.GetAttribute("s"), NumberStyles.None, CultureInfo.InvariantCulture, out var style);
        text.Clear();
        if (!xml.IsEmptyElement)
            ReadText();
        if (!values.TryGet(type, style, text, out var value))
            throw Damaged($"a cell of row {rowNumber} holds neither a number nor a text of the workbook");
        if (!value.IsEmpty)
            Keep(value);
    }

    private void ReadText()
    {
        var inValue = false;
        while (xml.Next() && !xml.Ends("c"))
        {
            if (xml.Begins("v"))
                inValue = !xml.IsEmptyElement;
            else if (xml.Ends("v"))
                inValue = false;
            else if (inValue && xml.IsText())
                text.Append(xml.Value);
            else
                text.Take(xml);
        }
    }

    private void Keep(ReadOnlySpan<byte> value)
    {
        if (value.Length > options.MaximumCellBytes)
            throw new UnreadableException(UploadErrors.CellTooLong(rowNumber, options.MaximumCellBytes));
        if (length + value.Length > options.MaximumLineBytes)
            throw new UnreadableException(UploadErrors.LineTooLong(rowNumber, options.MaximumLineBytes));
        if (bytes.Length - length < value.Length)
            Array.Resize(ref bytes, Math.Max(bytes.Length * 2, length + value.Length));
        value.CopyTo(bytes.AsSpan(length));
        row.Add(new Filled(column, length, value.Length));
        length += value.Length;
    }

    private void EndRow()
    {
        if (row.Count == 0)
            return;
        if (firstRow == 0)
        {
            (firstRow, lastWritten) = (rowNumber, rowNumber - 1);
            csv.Line = rowNumber;
            (left, right) = left < 0 ? (row[0].Column, row[^1].Column) : (left, right);
        }

        reach = (Math.Min(reach.Left, row[0].Column), Math.Max(reach.Right, row[^1].Column));
        if (reach.Right - reach.Left >= options.MaximumColumns)
            throw new UnreadableException(UploadErrors.TooManyColumns(options.MaximumColumns));
        if (IsWhole)
            WriteRow();
    }

    private void WriteRow()
    {
        for (; lastWritten < rowNumber - 1; lastWritten++)
            csv.EndRecord();
        var next = 0;
        for (var place = left; place <= right; place++)
        {
            var filled = next < row.Count && row[next].Column == place;
            csv.Cell(filled ? bytes.AsSpan(row[next].Start, row[next].Length) : []);
            next += filled ? 1 : 0;
        }

        csv.EndRecord();
        lastWritten = rowNumber;
    }

    /// <summary>The column of "AB12", from 0.</summary>
    private int ColumnOf(string reference)
    {
        var number = 0;
        foreach (var letter in reference)
        {
            if (!char.IsAsciiLetter(letter) || number >= MaximumColumn)
                break;
            number = number * 26 + (char.ToUpperInvariant(letter) - 'A' + 1);
        }

        return number > 0 ? number - 1 : throw Damaged($"a cell of row {rowNumber} has no column");
    }

    private static UnreadableException Damaged(string reason) => new(UploadErrors.XlsxDamaged(reason));

    private readonly record struct Filled(int Column, int Start, int Length);
}
