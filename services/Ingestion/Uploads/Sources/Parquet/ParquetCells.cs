using System.Globalization;
using System.Numerics;
using System.Text;
using Parquet.Data;
using Parquet.Schema;

namespace NlSql.Ingestion.Uploads.Sources.Parquet;

/// <summary>The values of a column as text that the loader takes.</summary>
/// <param name="take">Takes the next value; nothing for null. The bytes are only there during the call.</param>
internal sealed class ParquetCells(Action<ReadOnlySpan<byte>> take)
{
    private const string TimestampFormat = "yyyy-MM-dd HH:mm:ss.FFFFFF";
    private byte[] buffer = new byte[512];

    /// <summary>Hands over the values of the column, one per row.</summary>
    public void Write(DataField field, RawColumnData data, int rows)
    {
        switch (data)
        {
            case RawColumnData<ReadOnlyMemory<char>> text:
                Write(field, text, rows, static (t, cells) => cells.Utf8(t.Span));
                break;
            case RawColumnData<ReadOnlyMemory<byte>> bytes:
                Write(field, bytes, rows, static (b, _) => b.Span);
                break;
            case RawColumnData<bool> truths:
                Write(field, truths, rows, static (b, _) => b ? "true"u8 : "false"u8);
                break;
            case RawColumnData<int> numbers:
                WriteNumbers(field, numbers, rows);
                break;
            case RawColumnData<long> numbers:
                WriteNumbers(field, numbers, rows);
                break;
            case RawColumnData<double> numbers:
                Write(field, numbers, rows, static (n, cells) => cells.Utf8(NumberText.Of(n)));
                break;
            case RawColumnData<float> numbers:
                Write(field, numbers, rows, static (n, cells) => cells.Utf8(NumberText.Of(n)));
                break;
            case RawColumnData<BigDecimal> numbers:
                Write(field, numbers, rows, static (n, cells) => cells.Utf8(TextOf(n)));
                break;
            case RawColumnData<DateOnly> days:
                Write(field, days, rows, static (d, cells) => cells.Utf8(d.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
                break;
            case RawColumnData<DateTime> moments:
                WriteMoments(field, moments, rows);
                break;
            default:
                WriteOther(field, data, rows);
                break;
        }
    }

    private void WriteOther(DataField field, RawColumnData data, int rows)
    {
        switch (data)
        {
            case RawColumnData<short> numbers:
                WriteNumbers(field, numbers, rows);
                break;
            case RawColumnData<sbyte> numbers:
                WriteNumbers(field, numbers, rows);
                break;
            case RawColumnData<byte> numbers:
                WriteNumbers(field, numbers, rows);
                break;
            case RawColumnData<ushort> numbers:
                WriteNumbers(field, numbers, rows);
                break;
            case RawColumnData<uint> numbers:
                WriteNumbers(field, numbers, rows);
                break;
            case RawColumnData<ulong> numbers:
                WriteNumbers(field, numbers, rows);
                break;
            case RawColumnData<decimal> numbers:
                WriteNumbers(field, numbers, rows);
                break;
            case RawColumnData<Guid> ids:
                Write(field, ids, rows, static (i, cells) => cells.Utf8(i.ToString("D")));
                break;
            case RawColumnData<TimeSpan> times:
                Write(field, times, rows, static (t, cells) => cells.Utf8(new TimeOnly(t.Ticks).ToString("HH:mm:ss.FFFFFF", CultureInfo.InvariantCulture)));
                break;
            case RawColumnData<TimeOnly> times:
                Write(field, times, rows, static (t, cells) => cells.Utf8(t.ToString("HH:mm:ss.FFFFFF", CultureInfo.InvariantCulture)));
                break;
            default:
                throw new UnreadableException(UploadErrors.ParquetDamaged($"the type of its column '{UploadErrors.Shown(field.Name)}' is not known"));
        }
    }

    private void WriteMoments(DataField field, RawColumnData<DateTime> moments, int rows)
    {
        var kind = field.SchemaElement;
        if (kind?.LogicalType?.DATE is not null || kind?.ConvertedType == global::Parquet.Meta.ConvertedType.DATE)
            Write(field, moments, rows, static (m, cells) => cells.Utf8(m.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
        else if (kind?.LogicalType?.TIMESTAMP?.IsAdjustedToUTC == true)
            Write(field, moments, rows, static (m, cells) => cells.Utf8(m.ToString(TimestampFormat, CultureInfo.InvariantCulture) + "Z"));
        else
            Write(field, moments, rows, static (m, cells) => cells.Utf8(m.ToString(TimestampFormat, CultureInfo.InvariantCulture)));
    }

    private void WriteNumbers<T>(DataField field, RawColumnData<T> data, int rows)
        where T : struct, INumber<T> =>
        Write(field, data, rows, static (n, cells) => cells.Utf8(n));

    private delegate ReadOnlySpan<byte> Shown<in T>(T value, ParquetCells cells);

    private void Write<T>(DataField field, RawColumnData<T> data, int rows, Shown<T> shown)
        where T : struct
    {
        var values = data.Values;
        if (field.MaxDefinitionLevel == 0)
        {
            for (var i = 0; i < rows; i++)
                take(shown(values[i], this));
            return;
        }

        var levels = data.DefinitionLevels;
        var next = 0;
        for (var i = 0; i < rows; i++)
            take(levels[i] == field.MaxDefinitionLevel ? shown(values[next++], this) : []);
    }

    private ReadOnlySpan<byte> Utf8<T>(T number)
        where T : INumber<T> =>
        number.TryFormat(buffer, out var length, default, CultureInfo.InvariantCulture) ? buffer.AsSpan(0, length) : throw new OverflowException();

    private ReadOnlySpan<byte> Utf8(ReadOnlySpan<char> text)
    {
        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (buffer.Length < most)
            buffer = new byte[most];
        return buffer.AsSpan(0, Encoding.UTF8.GetBytes(text, buffer));
    }

    /// <summary>All digits of a decimal, of which there may be more than .NET's own holds.</summary>
    private static string TextOf(BigDecimal number)
    {
        var digits = BigInteger.Abs(number.UnscaledValue).ToString(CultureInfo.InvariantCulture);
        var sign = number.UnscaledValue.Sign < 0 ? "-" : "";
        if (number.Scale <= 0)
            return sign + digits;
        digits = digits.PadLeft(number.Scale + 1, '0');
        return $"{sign}{digits.AsSpan(0, digits.Length - number.Scale)}.{digits.AsSpan(digits.Length - number.Scale)}";
    }
}
