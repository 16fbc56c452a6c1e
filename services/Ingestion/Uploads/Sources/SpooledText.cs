using NlSql.Ingestion.Uploads.Sources.Text;

namespace NlSql.Ingestion.Uploads.Sources;

/// <summary>Text in a spool, to be read from its start as often as needed.</summary>
/// <param name="spool">Where it lies.</param>
/// <param name="encoding">What it is encoded in.</param>
/// <param name="mark">Length of its byte order mark.</param>
internal sealed class SpooledText(Spool spool, TextEncoding encoding, int mark)
{
    /// <summary>Goes to the start; the function reads UTF-8 from there.</summary>
    public Func<Memory<byte>, CancellationToken, ValueTask<int>> Begin()
    {
        spool.Seek(mark);
        return encoding == TextEncoding.Utf8 ? spool.ReadAsync : new DecodedText(spool.ReadAsync, encoding).ReadAsync;
    }
}
