using NlSql.Ingestion.Profiles;

namespace NlSql.Ingestion.Uploads.Columns;

/// <summary>Truth values: true/false, t/f, yes/no, y/n, 1/0, in any letter case.</summary>
internal sealed class BooleanColumn(ColumnSetup setup) : CellColumn(setup)
{
    private bool pending;
    private long trues;
    private long falses;

    protected override string? WriteValue(ReadOnlySpan<byte> text, CopyBuffer output)
    {
        if (Parse(text) is not { } value)
            return CellCodes.NotBoolean;
        output.WriteInt32(1);
        output.WriteByte(value ? (byte)1 : (byte)0);
        pending = value;
        return null;
    }

    protected override void KeepValue(CopyBuffer output)
    {
        if (pending)
            trues++;
        else
            falses++;
        Count(pending ? 1UL : 2UL);
    }

    protected override ColumnStatistics AddTo(ColumnStatistics statistics) => statistics with { Truths = new TruthSummary(trues, falses) };

    private static bool? Parse(ReadOnlySpan<byte> text)
    {
        Span<byte> lower = stackalloc byte[5];
        if (text.Length > lower.Length)
            return null;
        for (var i = 0; i < text.Length; i++)
            lower[i] = (byte)(text[i] | 0x20);
        lower = lower[..text.Length];
        if (lower.SequenceEqual("true"u8) || lower.SequenceEqual("t"u8) || lower.SequenceEqual("yes"u8) || lower.SequenceEqual("y"u8) || text.SequenceEqual("1"u8))
            return true;
        if (lower.SequenceEqual("false"u8) || lower.SequenceEqual("f"u8) || lower.SequenceEqual("no"u8) || lower.SequenceEqual("n"u8) || text.SequenceEqual("0"u8))
            return false;
        return null;
    }
}
