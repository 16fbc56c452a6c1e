using System.IO.Compression;
using System.Text;
using NlSql.Testing;

namespace NlSql.Cli.Tests;

public sealed class PluginNewCommandTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("nlsql-new-").FullName;

    private string Target => Path.Combine(folder, "shop");

    [Fact]
    public async Task New_TwoFiles_WritesAPluginThatValidates()
    {
        var sales = Write("sales.csv", "order_id,sold_on,amount,customer_id\n1,2024-01-30,5.50,10\n2,2024-01-31,7,11\n3,2024-02-01,2,10\n");
        var customers = Write("customers.csv", "customer_id,name,email\n10,Ann,ann@example.com\n11,Bob,bob@example.com\n");

        var run = await CommandRun.OfAsync("plugin", "new", "shop", "--from-csv", sales, customers, "--out", Target, "--name", "My shop");

        Assert.Equal((0, ""), (run.Status, run.Error));
        Assert.Contains("sales.customer_id -> customers.customer_id", run.Output, StringComparison.Ordinal);
        Assert.Contains("customers.email: E-mail addresses: visible; hide it if nobody may see it.", run.Output, StringComparison.Ordinal);
        Assert.Contains("name: My shop", await File.ReadAllTextAsync(Path.Combine(Target, "schema.yaml"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(["insights.yaml", "metrics.yaml", "policy.yaml", "questions.yaml", "schema.yaml"], Directory.GetFiles(Target).Select(Path.GetFileName).Order());
        Assert.Equal("shop: no problems\n", (await CommandRun.OfAsync("plugin", "validate", Target)).Output);
        Assert.Equal(["shop"], Directory.GetDirectories(folder).Select(Path.GetFileName));
    }

    [Fact]
    public async Task New_CompressedSampleData_WritesAPluginThatValidates()
    {
        var files = Directory.GetFiles(Path.Combine(RepositoryFolder.Root, "sample_data", "retail"));

        var run = await CommandRun.OfAsync(["plugin", "new", "shop", "--out", Target, "--from-csv", .. files]);

        Assert.Equal((0, ""), (run.Status, run.Error));
        Assert.Equal("shop: no problems\n", (await CommandRun.OfAsync("plugin", "validate", Target)).Output);
    }

    [Fact]
    public async Task New_FolderThatIsThere_IsNotTouched()
    {
        Directory.CreateDirectory(Target);

        var run = await CommandRun.OfAsync("plugin", "new", "shop", "--from-csv", Write("a.csv", "id\n1\n"), "--out", Target);

        Assert.Equal(1, run.Status);
        Assert.Contains("nothing is overwritten", run.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(Target));
    }

    [Theory]
    [InlineData("", "It is empty.")]
    [InlineData("a,b\n1,2\n3\n", "Row 3 has 1 cells, the header has 2.")]
    [InlineData("a,b\n1,\"2\n", "is no CSV")]
    [InlineData(",\n1,2\n", "Its first line names no column.")]
    [InlineData("PK\u0003\u0004\u0000x\n", "It is no text.")]
    public async Task New_BadFile_IsSaidWithItsName(string content, string expected) => await ExpectAsync(Write("a.csv", content), expected);

    [Fact]
    public async Task New_NotUtf8_IsSaid()
    {
        var path = Path.Combine(folder, "a.csv");
        await File.WriteAllBytesAsync(path, [.. "Größe\n"u8.ToArray().Where(b => b != 0xC3)], TestContext.Current.CancellationToken);

        await ExpectAsync(path, "It is not UTF-8.");
    }

    [Fact]
    public async Task New_FiveThousandColumns_AreTooMany() =>
        await ExpectAsync(Write("a.csv", string.Join(',', Enumerable.Range(0, 5000).Select(i => $"c{i}")) + "\n"), "It has 5000 columns; a table may have 500.");

    [Fact]
    public async Task New_NoSuchFile_IsSaid() => await ExpectAsync(Path.Combine(folder, "none.csv"), "There is no such file.");

    [Fact]
    public async Task New_DamagedArchive_IsSaid()
    {
        var path = Path.Combine(folder, "a.csv.gz");
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            await gzip.WriteAsync("id\n1\n"u8.ToArray(), TestContext.Current.CancellationToken);
        var bytes = packed.ToArray();
        bytes[12] ^= 0xFF;
        await File.WriteAllBytesAsync(path, bytes, TestContext.Current.CancellationToken);

        await ExpectAsync(path, "a.csv.gz: It is compressed, and damaged.");
    }

    [Theory]
    [InlineData("Shop")]
    [InlineData("schemas")]
    public async Task New_IdThatIsNoName_WritesNothing(string id)
    {
        var run = await CommandRun.OfAsync("plugin", "new", id, "--from-csv", Write("a.csv", "id\n1\n"), "--out", Path.Combine(folder, id));

        Assert.Equal(1, run.Status);
        Assert.Contains("plugin.bad-name", run.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetDirectories(folder));
    }

    [Fact]
    public async Task New_TwoFilesOfOneName_AreSaid()
    {
        var run = await CommandRun.OfAsync("plugin", "new", "shop", "--from-csv", Write("a.csv", "id\n1\n"), Write("a.tsv", "id\n1\n"), "--out", Target);

        Assert.Contains("'a' is there twice", run.Error, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private async Task ExpectAsync(string file, string expected)
    {
        var run = await CommandRun.OfAsync("plugin", "new", "shop", "--from-csv", file, "--out", Target);

        Assert.Equal(1, run.Status);
        Assert.StartsWith(file, run.Error, StringComparison.Ordinal);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Target));
    }

    private string Write(string name, string content)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, content, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        return path;
    }
}
