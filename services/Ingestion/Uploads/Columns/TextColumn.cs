using NlSql.SemanticModel.Definitions;

namespace NlSql.Ingestion.Uploads.Columns;

/// <summary>Text, stored as it came; coded values in their declared spelling.</summary>
internal sealed class TextColumn(ColumnDefinition definition, AllowedValues? allowed, int indexLimit) : CellColumn(definition, allowed)
{
    private readonly ValueIndex index = new(indexLimit);
    private int start;
    private int length;

    public override ValueIndex Values => index;

    protected override bool Trims => false;

    protected override string? WriteValue(ReadOnlySpan<byte> text, CopyBuffer output)
    {
        if (Allowed is not null)
        {
            if (!Allowed.TryFind(text, out var declared))
                return CellCodes.NotAllowed;
            text = declared;
        }

        output.WriteInt32(text.Length);
        (start, length) = (output.Length, text.Length);
        output.Write(text);
        return null;
    }

    protected override void KeepValue(CopyBuffer output) => index.Add(output.Slice(start, length));
}
