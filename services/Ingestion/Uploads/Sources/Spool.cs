using NlSql.ServiceDefaults.Errors;

namespace NlSql.Ingestion.Uploads.Sources;

/// <summary>
/// A file without a name on the disk, for content that must be read twice or in another order. It is gone with the process. When the
/// disk is full it says so in <see cref="Failure"/> and takes no more.
/// </summary>
internal sealed class Spool(FileStream file) : IAsyncDisposable
{
    private const int UnixNoSpace = 28;
    private const int UnixQuotaExceeded = 122;
    private const int WindowsDiskFull = unchecked((int)0x80070070);

    /// <summary>What stopped the writing; null when nothing did.</summary>
    public Failure? Failure { get; private set; }

    /// <summary>The file, to be read at any place.</summary>
    public FileStream File => file;

    /// <summary>Opens an empty file.</summary>
    public static Spool Open(UploadOptions options)
    {
        var folder = options.SpoolFolder ?? Path.GetTempPath();
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, "nlsql-upload-" + Path.GetRandomFileName());
        var settings = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            BufferSize = 0,
            Options = FileOptions.DeleteOnClose,
        };
        if (OperatingSystem.IsWindows())
            return new Spool(new FileStream(path, settings));
        settings.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var file = new FileStream(path, settings);
        // Even when the process is killed, nothing stays behind.
        System.IO.File.Delete(path);
        return new Spool(file);
    }

    /// <summary>Appends bytes; false when the disk is full.</summary>
    public bool Write(ReadOnlySpan<byte> bytes)
    {
        if (Failure is not null)
            return false;
        try
        {
            file.Write(bytes);
            return true;
        }
        catch (IOException e) when (e.HResult is UnixNoSpace or UnixQuotaExceeded or WindowsDiskFull)
        {
            Failure = UploadErrors.SpoolFull;
            return false;
        }
    }

    /// <summary>Reads on; 0 at the end.</summary>
    public ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken) => file.ReadAsync(buffer, cancellationToken);

    /// <summary>Goes back to a place.</summary>
    public void Seek(long position) => file.Position = position;

    public ValueTask DisposeAsync() => file.DisposeAsync();
}
