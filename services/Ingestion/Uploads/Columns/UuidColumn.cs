using System.Buffers.Binary;
using System.Buffers.Text;
using NlSql.Ingestion.Profiles;

namespace NlSql.Ingestion.Uploads.Columns;

/// <summary>UUIDs, with or without hyphens.</summary>
internal sealed class UuidColumn(ColumnSetup setup) : CellColumn(setup)
{
    private const int Size = 16;
    private ulong pending;

    protected override string? WriteValue(ReadOnlySpan<byte> text, CopyBuffer output)
    {
        if ((!Utf8Parser.TryParse(text, out Guid value, out var consumed, 'D') || consumed != text.Length)
            && (!Utf8Parser.TryParse(text, out value, out consumed, 'N') || consumed != text.Length))
            return CellCodes.NotUuid;
        Span<byte> bytes = stackalloc byte[Size];
        value.TryWriteBytes(bytes, bigEndian: true, out _);
        output.WriteInt32(Size);
        output.Write(bytes);
        pending = ValueBits.Hash(BinaryPrimitives.ReadUInt64LittleEndian(bytes)) ^ BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..]);
        return null;
    }

    protected override void KeepValue(CopyBuffer output) => Count(ValueBits.Hash(pending));

    protected override ColumnStatistics AddTo(ColumnStatistics statistics) => statistics;
}
