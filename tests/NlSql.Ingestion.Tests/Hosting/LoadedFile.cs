using Dapper;

namespace NlSql.Ingestion.Tests.Hosting;

/// <summary>A file that was uploaded without a plugin, and what Postgres holds of it.</summary>
internal sealed record LoadedFile(Answer Answer, IReadOnlyList<string> Rows)
{
    /// <summary>What a row shows where there is no value.</summary>
    public const string Nothing = "∅";

    /// <summary>Its columns with their types: <c>price decimal</c>.</summary>
    public IReadOnlyList<string> Columns =>
        [.. Answer["columns"].EnumerateArray().Select(c => $"{c.GetProperty("name").GetString()} {c.GetProperty("type").GetString()}")];

    public IReadOnlyList<string> Labels => [.. Answer["columns"].EnumerateArray().Select(c => c.GetProperty("label").GetString()!)];

    public string Warnings => string.Join('\n', Answer["warnings"].EnumerateArray().Select(w => w.GetString()));

    /// <summary>Uploads a file, which must succeed, and reads its rows back: cells in the order of the columns, with bars between.</summary>
    public static async Task<LoadedFile> OfAsync(
        IngestionHost host, byte[] content, string query = "", string name = "sample.csv", string table = "t", string tenant = "default")
    {
        var answer = await SendAsync(host, content, query, name, table, tenant);
        Assert.True(answer.Code is null, answer.Body.ToString());
        return new LoadedFile(answer, await ReadAsync(host, answer));
    }

    public static Task<LoadedFile> OfAsync(IngestionHost host, string csv, string query = "", string table = "t", string tenant = "default") =>
        OfAsync(host, System.Text.Encoding.UTF8.GetBytes(csv), query, table: table, tenant: tenant);

    /// <summary>Uploads a file without a plugin.</summary>
    public static Task<Answer> SendAsync(
        IngestionHost host, byte[] content, string query = "", string name = "sample.csv", string table = "t", string tenant = "default") =>
        host.UploadAsync(new MultipartFormDataContent { { IngestionHost.FileOf(content), "file", name } }, table, query, plugin: null, tenant: tenant);

    public static Task<Answer> SendAsync(IngestionHost host, string csv, string query = "", string table = "t", string tenant = "default") =>
        SendAsync(host, System.Text.Encoding.UTF8.GetBytes(csv), query, table: table, tenant: tenant);

    /// <summary>The rows that the upload added, in the order of the file.</summary>
    private static async Task<IReadOnlyList<string>> ReadAsync(IngestionHost host, Answer answer)
    {
        await using var connection = await host.OpenAsOwnerAsync();
        var part = await connection.ExecuteScalarAsync<Guid>(
            "SELECT part_id FROM ingestion.versions WHERE dataset_id = @DatasetId AND version = @Version", new { answer.DatasetId, answer.Version });
        var cells = answer["columns"].EnumerateArray().Select(c => $"coalesce(\"{c.GetProperty("name").GetString()}\"::text, '{Nothing}')");
        return (await connection.QueryAsync<string>($"SELECT array_to_string(ARRAY[{string.Join(", ", cells)}], '|') FROM data.part_{part:N} ORDER BY ctid")).AsList();
    }
}
