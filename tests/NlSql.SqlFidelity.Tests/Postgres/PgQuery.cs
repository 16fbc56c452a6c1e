using System.Runtime.InteropServices;

namespace NlSql.SqlFidelity.Tests.Postgres;

/// <summary>
/// Postgres' own parser, taken out of the server: Debian's <c>libpg-query-dev</c>. It says what Postgres understands under a text, without
/// tables or a connection.
/// </summary>
internal static partial class PgQuery
{
    private const string Library = "libpg_query.so";

    /// <summary>The parse as JSON, or Postgres' message when it refuses the text.</summary>
    public static (string? Json, string? Error) Parse(string sql)
    {
        ParseResult result = ParseNative(sql);
        try
        {
            return result.Error != 0 ? (null, MessageOf(result.Error)) : (Marshal.PtrToStringUTF8(result.Tree), null);
        }
        finally
        {
            FreeParseNative(result);
        }
    }

    /// <summary>The hash of what the text means, literals aside.</summary>
    public static string Fingerprint(string sql)
    {
        FingerprintResult result = FingerprintNative(sql);
        try
        {
            return result.Error != 0
                ? throw new InvalidOperationException(MessageOf(result.Error))
                : Marshal.PtrToStringUTF8(result.Text)!;
        }
        finally
        {
            FreeFingerprintNative(result);
        }
    }

    /// <summary>The message is the first field of the error.</summary>
    private static string MessageOf(nint error) => Marshal.PtrToStringUTF8(Marshal.ReadIntPtr(error))!;

    [LibraryImport(Library, EntryPoint = "pg_query_parse", StringMarshalling = StringMarshalling.Utf8)]
    private static partial ParseResult ParseNative(string sql);

    [LibraryImport(Library, EntryPoint = "pg_query_free_parse_result")]
    private static partial void FreeParseNative(ParseResult result);

    [LibraryImport(Library, EntryPoint = "pg_query_fingerprint", StringMarshalling = StringMarshalling.Utf8)]
    private static partial FingerprintResult FingerprintNative(string sql);

    [LibraryImport(Library, EntryPoint = "pg_query_free_fingerprint_result")]
    private static partial void FreeFingerprintNative(FingerprintResult result);

    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct ParseResult(nint Tree, nint Output, nint Error);

    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct FingerprintResult(ulong Hash, nint Text, nint Output, nint Error);
}
