using System.Text;
using NlSql.Drafting.Profiling;
using NlSql.Ingestion.Profiles;

namespace NlSql.Ingestion.Uploads.Columns;

/// <summary>Text, stored as it came; coded values in their declared spelling.</summary>
internal sealed class TextColumn(ColumnSetup setup) : CellColumn(setup)
{
    private const int LongestSample = 100;
    private const int MostSampled = 2_000;
    private readonly ValueIndex index = new(setup.IndexedValues);
    private readonly long[] shapes = new long[Enum.GetValues<ValueShape>().Length];
    private int start;
    private int length;
    private long characters;
    private int longest;
    private long sampled;
    private long sampledWords;

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

    protected override void KeepValue(CopyBuffer output)
    {
        var value = output.Slice(start, length);
        characters += length;
        if (length > longest)
            longest = length;
        var hash = ValueBits.Hash(value);
        if (!index.Add(value, hash))
        {
            Repetition.Fail();
            return;
        }

        Count(hash);
        if (sampled < MostSampled)
            Sample(value);
    }

    protected override ColumnStatistics AddTo(ColumnStatistics statistics) => statistics with
    {
        Texts = new TextSummary(
            characters, longest, sampled, sampledWords,
            shapes.Index().Where(s => s.Item > 0).ToDictionary(s => (ValueShape)s.Index, s => s.Item)),
    };

    private void Sample(ReadOnlySpan<byte> value)
    {
        sampled++;
        sampledWords += 1 + value.Count((byte)' ');
        if (value.Length > LongestSample)
            return;
        Span<char> text = stackalloc char[LongestSample];
        text = text[..Encoding.UTF8.GetChars(value, text)];
        shapes[(int)ShapeEvidence.Of(text.Trim())]++;
    }
}
