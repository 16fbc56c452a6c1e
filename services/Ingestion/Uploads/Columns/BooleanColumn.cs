using System.Text;
using NlSql.Ingestion.Profiles;

namespace NlSql.Ingestion.Uploads.Columns;

/// <summary>Truth values: true/false, t/f, yes/no, y/n, 1/0, on/off, yes and no in German, French, Italian and Spanish, in any letter case, and x and ticks for yes.</summary>
internal sealed class BooleanColumn(ColumnSetup setup) : CellColumn(setup)
{
    private static readonly (string Word, bool Value)[] Words =
    [
        ("true", true), ("false", false), ("1", true), ("0", false), ("yes", true), ("no", false), ("t", true), ("f", false), ("y", true), ("n", false),
        ("on", true), ("off", false), ("ja", true), ("nein", false), ("oui", true), ("non", false), ("si", true), ("x", true),
    ];

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
        foreach (var (word, value) in Words)
        {
            if (text.Length == word.Length && Ascii.EqualsIgnoreCase(text, word))
                return value;
        }

        return Encoding.UTF8.GetString(text) is "sí" or "Sí" or "SÍ" or "✓" or "✔" ? true : null;
    }
}
