namespace NlSql.Ingestion.Uploads.Columns;

/// <summary>Hashes of values for samples and look-ups. They are stored, so they must never change.</summary>
internal static class ValueBits
{
    /// <summary>Spreads the bits of a number (the finaliser of MurmurHash3, Appleby 2011).</summary>
    public static ulong Hash(ulong bits)
    {
        bits = (bits ^ (bits >> 33)) * 0xff51afd7ed558ccdUL;
        bits = (bits ^ (bits >> 33)) * 0xc4ceb9fe1a85ec53UL;
        return bits ^ (bits >> 33);
    }

    /// <summary>Hashes a text.</summary>
    public static ulong Hash(ReadOnlySpan<byte> text) => System.IO.Hashing.XxHash3.HashToUInt64(text);
}
