using System.Buffers.Text;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Ingestion.Uploads.Columns;

/// <summary>UUIDs, with or without hyphens.</summary>
internal sealed class UuidColumn(ColumnDefinition definition, AllowedValues? allowed) : CellColumn(definition, allowed)
{
    protected override string? WriteValue(ReadOnlySpan<byte> text, CopyBuffer output)
    {
        if ((!Utf8Parser.TryParse(text, out Guid value, out var consumed, 'D') || consumed != text.Length)
            && (!Utf8Parser.TryParse(text, out value, out consumed, 'N') || consumed != text.Length))
            return CellCodes.NotUuid;
        Span<byte> bytes = stackalloc byte[16];
        value.TryWriteBytes(bytes, bigEndian: true, out _);
        output.WriteInt32(16);
        output.Write(bytes);
        return null;
    }
}
