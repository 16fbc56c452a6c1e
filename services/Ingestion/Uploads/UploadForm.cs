using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using NlSql.ServiceDefaults.Errors;

namespace NlSql.Ingestion.Uploads;

/// <summary>
/// The multipart form, read as it arrives: fields, the file, then the fields behind it. Nothing is buffered but the fields. A field of
/// the form overrides one of the query string.
/// </summary>
internal sealed class UploadForm
{
    private const int MostSections = 32;
    private const int LongestField = 16 << 10;
    private const int BufferSize = 128 << 10;
    private readonly MultipartReader reader;
    private readonly Dictionary<string, string> fields = new(StringComparer.Ordinal);
    private int sections;

    private UploadForm(MultipartReader reader) => this.reader = reader;

    /// <summary>The form of a request.</summary>
    public static Result<UploadForm> Of(HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || type.MediaType != "multipart/form-data")
            return UploadErrors.MultipartRequired;
        var boundary = HeaderUtilities.RemoveQuotes(type.Boundary).Value;
        if (string.IsNullOrEmpty(boundary) || boundary.Length > 70)
            return UploadErrors.MultipartRequired;
        var form = new UploadForm(new MultipartReader(boundary, request.Body, BufferSize));
        foreach (var name in UploadSettings.Fields)
        {
            if (request.Query.TryGetValue(name, out var value))
                form.fields[name] = value.ToString();
        }

        return form;
    }

    /// <summary>What the fields read so far say.</summary>
    public Result<UploadSettings> Settings() => UploadSettings.Of(fields);

    /// <summary>Reads up to the file.</summary>
    public async Task<Result<UploadFile>> FindFileAsync(CancellationToken cancellationToken)
    {
        var next = await NextFileAsync(cancellationToken);
        return next.Failure is { } failure ? failure : next.File is { } file ? file : UploadErrors.FileMissing;
    }

    /// <summary>Reads what comes after the file, once the file has been read.</summary>
    public async Task<Failure?> ReadRestAsync(CancellationToken cancellationToken)
    {
        var next = await NextFileAsync(cancellationToken);
        return next.Failure ?? (next.File is null ? null : UploadErrors.OneFileOnly);
    }

    private async Task<(UploadFile? File, Failure? Failure)> NextFileAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (await reader.ReadNextSectionAsync(cancellationToken) is { } section)
            {
                if (++sections > MostSections)
                    return (null, UploadErrors.BodyIncomplete);
                if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition))
                    continue;
                if (disposition.FileNameStar.HasValue || disposition.FileName.HasValue)
                    return (new UploadFile(section.Body, FileNameOf(disposition)), null);
                var name = HeaderUtilities.RemoveQuotes(disposition.Name).Value ?? "";
                if (await ReadFieldAsync(section.Body, cancellationToken) is not { } value)
                    return (null, UploadErrors.FieldInvalid(UploadErrors.Shown(name), $"at most {LongestField} bytes of UTF-8"));
                if (UploadSettings.Fields.Contains(name))
                    fields[name] = value;
            }

            return (null, null);
        }
        catch (Exception e) when (e is InvalidDataException or IOException && !cancellationToken.IsCancellationRequested)
        {
            return (null, UploadErrors.BodyIncomplete);
        }
    }

    private static async Task<string?> ReadFieldAsync(Stream body, CancellationToken cancellationToken)
    {
        var buffer = new byte[LongestField + 1];
        var length = await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        return length <= LongestField && System.Text.Unicode.Utf8.IsValid(buffer.AsSpan(0, length)) ? Encoding.UTF8.GetString(buffer, 0, length) : null;
    }

    /// <summary>The file's name is a label and never a path.</summary>
    private static string FileNameOf(ContentDispositionHeaderValue disposition)
    {
        var name = HeaderUtilities.RemoveQuotes(disposition.FileNameStar.HasValue ? disposition.FileNameStar : disposition.FileName).Value ?? "";
        return UploadErrors.Shown(name[(name.LastIndexOfAny(['/', '\\']) + 1)..]);
    }
}

/// <summary>The file within the form.</summary>
internal sealed record UploadFile(Stream Body, string Name);
