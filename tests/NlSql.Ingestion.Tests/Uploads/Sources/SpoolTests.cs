using NlSql.Ingestion.Uploads;
using NlSql.Ingestion.Uploads.Sources;
using NlSql.ServiceDefaults.Errors;

namespace NlSql.Ingestion.Tests.Uploads.Sources;

public sealed class SpoolTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("nlsql-spool-test-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Write_DiskFull_IsAFailure()
    {
        await using var spool = new Spool(new FileStream("/dev/full", FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0));

        Assert.False(spool.Write("a"u8));
        Assert.Equal((FailureKind.OutOfSpace, "ingestion.spool-full"), (spool.Failure!.Kind, spool.Failure.Code));
        Assert.False(spool.Write("a"u8));
    }

    [Fact]
    public async Task OpenAsync_Rewindable_LeavesNothingInTheFolder()
    {
        var options = new UploadOptions { SpoolFolder = Path.Combine(folder, "made", "when", "missing") };
        foreach (var text in new[] { "a,b\n1,2\n", "{\"a\":1}\n", "{\"a\":\n" })
        {
            await ReadTable.OfAsync(text, options: options, rewindable: true);

            Assert.Empty(Directory.EnumerateFiles(options.SpoolFolder));
        }
    }

    /// <summary>Plain CSV needs no room on the disk: its folder is not even made.</summary>
    [Fact]
    public async Task OpenAsync_NotRewindable_DoesNotSpool()
    {
        var options = new UploadOptions { SpoolFolder = Path.Combine(folder, "never") };
        var rows = Enumerable.Range(0, 100_000).Select(i => $"{i}|x");
        var table = await ReadTable.OfAsync("id,name\n" + string.Concat(Enumerable.Range(0, 100_000).Select(i => $"{i},x\n")), options: options);

        Assert.Equal(rows, table.Records.Skip(1));
        Assert.False(Directory.Exists(options.SpoolFolder));
    }

    [Fact]
    public async Task RewindAsync_NotOpenedForIt_Throws()
    {
        var options = new UploadOptions();
        await using var content = new UploadContent(new MemoryStream("a,b\n1,2\n"u8.ToArray()), options);
        var opening = await TabularFile.OpenAsync(content, "", new SourceSettings(), options, rewindable: false, TestContext.Current.CancellationToken);
        Assert.True(opening.TryGet(out var file, out _));

        await Assert.ThrowsAsync<InvalidOperationException>(() => file!.RewindAsync(TestContext.Current.CancellationToken).AsTask());
        await file!.DisposeAsync();
    }

    [Fact]
    public async Task RewindAsync_InTheMiddle_BeginsAgain()
    {
        var options = new UploadOptions { SpoolFolder = folder };
        await using var content = new UploadContent(new MemoryStream("sep=;\na;b\n1;2\n"u8.ToArray()), options);
        var opening = await TabularFile.OpenAsync(content, "", new SourceSettings(), options, rewindable: true, TestContext.Current.CancellationToken);
        Assert.True(opening.TryGet(out var file, out _));
        await using (file)
        {
            // Nothing can stay behind, even when the process is killed.
            Assert.Empty(Directory.EnumerateFiles(folder));
            await file!.ReadAsync(new byte[3], TestContext.Current.CancellationToken);
            await file.RewindAsync(TestContext.Current.CancellationToken);

            Assert.Equal(["a|b", "1|2"], (await ReadTable.OfAsync(file)).Records);
        }
    }
}
