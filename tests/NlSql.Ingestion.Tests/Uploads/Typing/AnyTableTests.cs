using System.Globalization;
using CsCheck;
using NlSql.Ingestion.Tests.Hosting;

namespace NlSql.Ingestion.Tests.Uploads.Typing;

public sealed class AnyTableTests(SharedHost shared) : IClassFixture<SharedHost>
{
    private readonly IngestionHost host = shared.Host;

    /// <summary>What was written is what Postgres holds, however it was written.</summary>
    [Fact]
    public async Task Table_WrittenInAnyWay_IsLoadedWithItsValues() => await WrittenTable.Any.SampleAsync(
        async table =>
        {
            var loaded = await LoadedFile.OfAsync(host, table.ToBytes(), "?header=true");

            Assert.Equal(table.Columns.Select((c, i) => $"c{i} {c.Type}"), loaded.Columns);
            Assert.Equal(
                Enumerable.Range(0, table.Columns[0].Written.Count).Select(row => string.Join('|', table.Columns.Select(c => Plain(c.Type, c.Stored[row])))),
                loaded.Rows.Select(row => string.Join('|', row.Split('|').Zip(table.Columns, (cell, column) => Plain(column.Type, cell)))));
        },
        iter: 600,
        threads: 1);

    // 1.50 and 1.5 are the same number; how many zeros a file writes depends on the way it writes numbers.
    private static string Plain(string type, string cell) =>
        type == "decimal" && cell != LoadedFile.Nothing ? decimal.Parse(cell, CultureInfo.InvariantCulture).ToString("0.############", CultureInfo.InvariantCulture) : cell;
}
