using NlSql.Ingestion.Uploads.Sources;
using NlSql.ServiceDefaults.Errors;

namespace NlSql.Ingestion.Uploads;

/// <summary>The fields of a form that say what kind of file it is.</summary>
internal static class SourceFields
{
    private const int LongestSheet = 100;

    public static IReadOnlyList<string> Names { get; } = ["encoding", "delimiter", "quote", "header", "sheet"];

    public static Result<SourceSettings> Read(IReadOnlyDictionary<string, string> fields)
    {
        if (!Character(fields, "delimiter").TryGet(out var delimiter, out var failure) || !Character(fields, "quote").TryGet(out var quote, out failure))
            return failure;
        bool? header = null;
        if (fields.GetValueOrDefault("header") is { Length: > 0 } text)
        {
            if (!bool.TryParse(text, out var parsed))
                return UploadErrors.FieldInvalid("header", "'true' or 'false'");
            header = parsed;
        }

        var sheet = fields.GetValueOrDefault("sheet") is { Length: > 0 } name ? name : null;
        if (sheet?.Length > LongestSheet)
            return UploadErrors.FieldInvalid("sheet", $"the name of a sheet, at most {LongestSheet} characters");
        var encoding = fields.GetValueOrDefault("encoding") is { Length: > 0 } given ? given.ToLowerInvariant() : null;
        return new SourceSettings
        {
            Encoding = encoding,
            Delimiter = delimiter.Byte,
            Quote = quote.Byte,
            HasHeader = header,
            Sheet = sheet,
        };
    }

    private static Result<FieldByte> Character(IReadOnlyDictionary<string, string> fields, string field)
    {
        var text = fields.GetValueOrDefault(field, "");
        return text switch
        {
            "" => new FieldByte(null),
            "tab" or "\\t" => new FieldByte((byte)'\t'),
            "none" when field == "quote" => new FieldByte(SourceSettings.NoQuote),
            [(>= ' ' and <= '~') or '\t'] when !char.IsAsciiLetterOrDigit(text[0]) => new FieldByte((byte)text[0]),
            _ => UploadErrors.FieldInvalid(field, "one character such as ',', or 'tab'"),
        };
    }

    private readonly record struct FieldByte(byte? Byte);
}
