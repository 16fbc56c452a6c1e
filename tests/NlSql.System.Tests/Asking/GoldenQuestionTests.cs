using System.Globalization;
using System.Text.Json;
using Npgsql;

namespace NlSql.System.Tests.Asking;

/// <summary>Questions through the gateway, compared row by row with SQL that a person wrote, run on the same rows.</summary>
[Collection<SystemCollection>]
public sealed class GoldenQuestionTests(RunningSystem system)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<GoldenQuestion> RetailQuestions => GoldenQuestion.Load("retail-questions.yaml");

    [Theory]
    [MemberData(nameof(RetailQuestions))]
    public async Task Chat_RetailQuestion_GivesTheRowsOfTheReferenceSql(GoldenQuestion golden)
    {
        var dataset = await system.RetailAsync();

        var answer = await RetailDataset.AskAsync(system.Gateway, new { query = golden.Question, plugin = "retail", dataset_id = dataset }, Cancellation);

        var kind = answer.GetProperty("answer_type").GetString();
        Assert.True(kind is "number" or "table", $"{golden.Question}: {kind}: {answer.GetProperty("answer")}");
        var (actual, expected) = (RowsOf(answer), await ReferenceAsync(dataset, golden.Sql));
        if (!golden.Ordered)
            (actual, expected) = ([.. actual.Order(StringComparer.Ordinal)], [.. expected.Order(StringComparer.Ordinal)]);
        Assert.Equal(expected, actual);
    }

    private static List<string> RowsOf(JsonElement answer)
    {
        var value = answer.GetProperty("answer");
        return value.ValueKind == JsonValueKind.Array
            ? [.. value.EnumerateArray().Select(row => string.Join(" | ", row.EnumerateObject().Select(cell => Text(cell.Value))))]
            : [Text(value)];

        static string Text(JsonElement cell) => cell.ValueKind switch
        {
            JsonValueKind.Number => Rounded(cell.GetDecimal()),
            JsonValueKind.Null => "null",
            _ => cell.ToString(),
        };
    }

    /// <summary>Runs reference SQL as the owner, whom no policy hides rows from, over views of the dataset's own rows.</summary>
    private async Task<List<string>> ReferenceAsync(Guid dataset, string sql)
    {
        await using var connection = new NpgsqlConnection(system.DatabaseConnectionString);
        await connection.OpenAsync(Cancellation);
        foreach (var table in new[] { "sales", "products", "stores", "customers" })
        {
            await using var view = new NpgsqlCommand(
                $"CREATE TEMP VIEW {table} AS SELECT * FROM data.retail__{table} WHERE dataset_id = '{dataset}'", connection);
            await view.ExecuteNonQueryAsync(Cancellation);
        }

        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync(Cancellation);
        var rows = new List<string>();
        while (await reader.ReadAsync(Cancellation))
            rows.Add(string.Join(" | ", Enumerable.Range(0, reader.FieldCount).Select(i => Text(reader.GetValue(i)))));
        return rows;

        static string Text(object cell) => cell switch
        {
            DBNull => "null",
            DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            DateTime time => time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            decimal number => Rounded(number),
            long number => Rounded(number),
            _ => Convert.ToString(cell, CultureInfo.InvariantCulture)!,
        };
    }

    // Averages may differ in their last digits with the order of summing; business figures do not need them.
    private static string Rounded(decimal number) => Math.Round(number, 6).ToString("0.######", CultureInfo.InvariantCulture);
}
